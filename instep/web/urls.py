"""Under which address does each room answer?

A room's pages are found because its `urls.py` is there: `instep/handoffs/urls.py` answers under /handoffs/.
"""

from importlib.util import find_spec

from django.urls import include, path

from instep import ROOMS
from instep.sources.posted.views import posted
from instep.web import views


def rooms_with_pages() -> list[str]:
    """The rooms that have a `urls.py`, in the order of the house."""
    return [room for room in ROOMS if find_spec(f"instep.{room}") and find_spec(f"instep.{room}.urls")]


urlpatterns = [
    path("", views.front_door, name="front_door"),
    path("in/<str:token>/", posted, name="posted"),
    *(path(f"{room}/", include(f"instep.{room}.urls")) for room in rooms_with_pages()),
]
