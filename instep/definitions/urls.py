"""Under which addresses do definitions answer?"""

from django.urls import path

from instep.definitions import views

app_name = "definitions"
urlpatterns = [
    path("", views.index, name="index"),
    path("search.json", views.search, name="search"),
    path("<slug:name>/", views.show, name="show"),
    path("<slug:name>/rows/", views.rows, name="rows"),
]
