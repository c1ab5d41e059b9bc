"""Where does Explain answer?"""

from django.urls import path

from instep.explain import views

app_name = "explain"
urlpatterns = [
    path("", views.index, name="index"),
    path("rows/", views.rows, name="rows"),
]
