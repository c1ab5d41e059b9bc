"""Under which address does the day begin?"""

from django.urls import path

from instep.today import views

app_name = "today"
urlpatterns = [path("", views.index, name="index")]
