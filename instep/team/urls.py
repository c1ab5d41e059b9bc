"""Under which addresses do people come and go?

Of django-allauth only the views listed here exist; their names are those it looks up itself.
"""

from allauth.account import views as allauth
from django.urls import path

from instep.team import views
from instep.team.access import public

urlpatterns = [
    path("sign-in/", public(allauth.login), name="account_login"),
    path("sign-out/", public(allauth.logout), name="account_logout"),
    path("enter/<str:token>/", views.enter, name="team_enter"),
    path("signatories/", views.signatories, name="team_signatories"),
    path("role/", views.switch, name="team_switch"),
]
