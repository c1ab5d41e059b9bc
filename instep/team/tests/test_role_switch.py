"""In the sample company a visitor looks through other eyes; anywhere else nobody can."""

import pytest
from pytest_django.fixtures import Settings

from instep.team.models import User
from instep.team.tests.cast import signed_in

pytestmark = pytest.mark.django_db


def test_a_visitor_of_the_sample_company_becomes_sofia(settings: Settings) -> None:
    settings.DEMO = True
    lena = signed_in("lena")
    lena.post("/team/role/", {"username": "sofia"})
    assert lena.session["_auth_user_id"] == str(User.objects.get(username="sofia").pk)


def test_a_real_installation_has_no_role_switch(settings: Settings) -> None:
    settings.DEMO = False
    assert signed_in("sofia").post("/team/role/", {"username": "ada"}).status_code == 404


def test_the_switch_only_knows_the_cast(settings: Settings) -> None:
    settings.DEMO = True
    User.objects.create(username="root", role="admin", is_superuser=True)
    assert signed_in("sofia").post("/team/role/", {"username": "root"}).status_code == 404


def test_a_link_alone_switches_nothing(settings: Settings) -> None:
    settings.DEMO = True
    assert signed_in("sofia").get("/team/role/?username=ada").status_code == 405
