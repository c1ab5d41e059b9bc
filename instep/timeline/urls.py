"""Under which addresses do channels answer?"""

from django.urls import path

from instep.timeline import views

app_name = "timeline"
urlpatterns = [
    path("channels/", views.channels, name="channels"),
    path("channels/visits/", views.visits_of, name="visits"),
    path("channels/unassigned/", views.unassigned, name="unassigned"),
    path("channels/rules.yaml", views.rules_text, name="rules"),
    path("channels/proposals/", views.proposals, name="proposals"),
    path("channels/proposals/<int:version>/", views.proposal, name="proposal"),
    path("channels/proposals/<int:version>/signatures/", views.signatures, name="signatures"),
]
