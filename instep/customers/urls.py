"""Under which addresses do customers answer?"""

from django.urls import path

from instep.customers import views

app_name = "customers"
urlpatterns = [
    path("", views.index, name="index"),
    path("search.json", views.search, name="search"),
    path("<str:id>/", views.customer, name="customer"),
]
