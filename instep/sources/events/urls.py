"""Under which addresses do live events answer?"""

from django.urls import path

from instep.sources.events import views

urlpatterns = [
    path("", views.live, name="events"),
    path("stored/<int:seq>/", views.stored, name="event"),
    path("keys/", views.keys, name="keys"),
    path("keys/<int:pk>/revocation/", views.revocation, name="revocation"),
    path("quarantine/", views.quarantined, name="quarantine"),
    path("quarantine/replay/", views.replayed, name="replay"),
    path("quarantine/<int:place>/", views.mend, name="mend"),
]
