"""Under which addresses does the journey answer?"""

from django.urls import path

from instep.journey import views

app_name = "journey"
urlpatterns = [
    path("", views.index, name="index"),
    path("rows/", views.people_rows, name="people"),
    path("rows/steps/", views.step_rows, name="steps"),
    path("rows/stays/", views.stay_rows, name="stays"),
    path("rows/opportunities/", views.opportunity_rows, name="opportunities"),
]
