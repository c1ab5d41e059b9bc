"""Under which addresses do goals answer?"""

from django.urls import path

from instep.goals import views

app_name = "goals"
urlpatterns = [
    path("", views.index, name="index"),
    path("search.json", views.search, name="search"),
    path("<slug:name>/", views.kpi, name="kpi"),
    path("<slug:name>/rows/", views.rows_behind, name="rows"),
    path("<slug:name>/rows.csv", views.export, name="export"),
]
