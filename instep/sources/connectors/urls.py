"""Under which addresses do connections answer?"""

from django.urls import path

from instep.sources.connectors import views

urlpatterns = [
    path("coverage/", views.covered, name="coverage"),
    path("", views.index, name="connections"),
    path("new/<slug:system>/", views.new, name="connect"),
    path("<int:pk>/", views.connection, name="connection"),
    path("<int:pk>/runs/", views.runs, name="connection_runs"),
    path("<int:pk>/trial/", views.trial, name="connection_trial"),
    path("<int:pk>/pause/", views.pause, name="connection_pause"),
    path("<int:pk>/pause/end/", views.pause_end, name="connection_pause_end"),
    path("<int:pk>/deletion/", views.deletion, name="connection_deletion"),
]
