"""The cast of all tests: who signs in, with which role."""

from django.test import Client

from instep.team.cast import CAST
from instep.team.models import User

MEMBERS = {member.username: member for member in CAST}


def signed_in(username: str) -> Client:
    """A browser in which this person is signed in; charlie has no role."""
    member = MEMBERS.get(username)
    user = User.of_cast(member) if member else User.objects.get_or_create(username=username)[0]
    client = Client()
    client.force_login(user)
    return client
