"""Nothing inline, nothing from elsewhere."""

import re

import pytest
from django.test import Client

from instep.team.tests.cast import signed_in

pytestmark = pytest.mark.django_db
INLINE = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*(\ssrc=|application/json))|javascript:", re.IGNORECASE)


@pytest.mark.parametrize("path", ["/today/", "/team/sign-in/", "/nothing-here/"])
def test_the_policy_forbids_inline_scripts_and_styles(path: str) -> None:
    policy = signed_in("lena").get(path)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_no_page_needs_what_the_policy_forbids() -> None:
    assert not INLINE.search(signed_in("lena").get("/today/").text)
    assert not INLINE.search(Client().get("/team/sign-in/").text)


def test_no_page_may_be_framed() -> None:
    assert signed_in("lena").get("/today/")["X-Frame-Options"] == "DENY"
