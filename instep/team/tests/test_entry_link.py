"""A link lets one person in, once, within ten minutes."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from instep.team.cast import CAST
from instep.team.models import EntryLink, User

pytestmark = pytest.mark.django_db


def test_a_link_signs_in_the_person_it_was_made_for() -> None:
    token = EntryLink.issue(User.of_cast(CAST[1]), timezone.now())
    client = Client()
    client.get(f"/team/enter/{token}/")
    assert client.session["_auth_user_id"] == str(User.objects.get(username="sofia").pk)


def test_a_link_works_once() -> None:
    token = EntryLink.issue(User.of_cast(CAST[1]), timezone.now())
    assert Client().get(f"/team/enter/{token}/").status_code == 302
    assert Client().get(f"/team/enter/{token}/").status_code == 410


def test_a_link_ends_after_ten_minutes() -> None:
    token = EntryLink.issue(User.of_cast(CAST[1]), timezone.now() - timedelta(minutes=10))
    assert Client().get(f"/team/enter/{token}/").status_code == 410


def test_only_the_hash_of_a_token_is_kept() -> None:
    token = EntryLink.issue(User.of_cast(CAST[1]), timezone.now())
    assert token not in str(EntryLink.objects.values().get())


def test_a_link_of_a_person_who_left_lets_nobody_in() -> None:
    sofia = User.of_cast(CAST[1])
    token = EntryLink.issue(sofia, timezone.now())
    User.objects.filter(pk=sofia.pk).update(is_active=False)
    assert Client().get(f"/team/enter/{token}/").status_code == 410
