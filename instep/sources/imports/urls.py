"""Under which addresses is a file brought in?"""

from django.urls import path

from instep.sources.imports import views

urlpatterns = [
    path("", views.uploaded, name="uploaded"),
    path("reading/", views.reading, name="reading"),
    path("mapping/", views.mapping, name="mapping"),
    path("mends/<int:place>/", views.mends, name="mends"),
    path("system/", views.system, name="system"),
    path("nothing/", views.nothing, name="nothing"),
    path("run/", views.run, name="run"),
    path("again/", views.again, name="again"),
    path("cancellation/", views.cancellation, name="cancellation"),
    path("<slug:step>/", views.step, name="step"),
]
