"""Every address says who may open it, and keeps its word."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from instep.team.role import Role
from instep.team.tests.cast import signed_in

pytestmark = pytest.mark.django_db


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        path = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, path)
        else:
            yield path, each


EVERYWHERE = dict(patterns(get_resolver()))


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_address_says_who_may_open_it(path: str) -> None:
    assert getattr(EVERYWHERE[path].callback, "allowed_roles", None)


@pytest.mark.parametrize("path", [path for path in EVERYWHERE if "<" not in path])
def test_whoever_is_not_signed_in_is_asked_to(path: str) -> None:
    if "public" not in EVERYWHERE[path].callback.allowed_roles:  # type: ignore[attr-defined]
        answer = Client().get(f"/{path}")
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("path", [path for path in EVERYWHERE if "<" not in path])
def test_charlie_may_see_nothing(path: str) -> None:
    if "public" not in EVERYWHERE[path].callback.allowed_roles:  # type: ignore[attr-defined]
        answer = signed_in("charlie").get(f"/{path}")
        assert answer.status_code == 403
        assert b"An admin gives you one" in answer.content


@pytest.mark.parametrize("path", [path for path in EVERYWHERE if "<" not in path])
@pytest.mark.parametrize("username", ["mark", "sofia", "uma", "lena", "ada"])
def test_a_role_opens_exactly_what_is_declared_for_it(path: str, username: str) -> None:
    role = {"mark": Role.MARKETING, "sofia": Role.SALES, "uma": Role.SERVICE, "lena": Role.LEAD, "ada": Role.ADMIN}
    allowed = role[username] in EVERYWHERE[path].callback.allowed_roles  # type: ignore[attr-defined]
    assert (signed_in(username).get(f"/{path}").status_code == 403) is not allowed
