"""What does the shell around every page need to know?"""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from instep.team.cast import CAST
from instep.web.places import menu, pages
from instep.web.urls import rooms_with_pages

THEMES = ("light", "dark")


def shell(request: HttpRequest) -> dict[str, Any]:
    """Menu, current room, theme and, in the sample company, the other employees."""
    role = getattr(getattr(request, "user", None), "role", "")
    match = request.resolver_match
    theme = request.COOKIES.get("theme", "")
    return {
        "menu": menu(role),
        "pages": pages(role),
        "room": match.namespace if match else "",
        "theme": theme if theme in THEMES else "",
        "has_keys": request.COOKIES.get("keys") != "off",
        "cast": CAST if settings.DEMO else (),
        "is_demo": settings.DEMO,
        "searches": " ".join(searches()) if role else "",
    }


@cache
def searches() -> list[str]:
    """Where the command palette looks for records: each room's address named `search`, if it has one."""
    found = []
    for room in rooms_with_pages():
        try:
            found.append(reverse(f"{room}:search"))
        except NoReverseMatch:
            continue
    return found
