"""Under which addresses are forms and webhooks set up?"""

from django.urls import path

from instep.sources.posted import views

urlpatterns = [
    path("", views.doors, name="doors"),
    path("<int:pk>/", views.door, name="door"),
    path("<int:pk>/mapping/", views.mapping, name="door_mapping"),
    path("<int:pk>/replay/", views.replay, name="door_replay"),
    path("<int:pk>/secret/", views.secret, name="door_secret"),
    path("<int:pk>/closing/", views.closing, name="door_closing"),
]
