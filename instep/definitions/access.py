"""Who may decide about words, and which words and tables do the pages speak of?"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from instep.definitions.definition import Definition, in_force
from instep.definitions.reading import definitions
from instep.team.access import Request, may
from instep.team.place import Unreadable
from instep.team.role import Role
from instep.warehouse import NotBuilt, Warehouse, current

DECIDERS = (Role.MARKETING, Role.SALES, Role.LEAD, Role.ADMIN)
deciding = may(*DECIDERS)


def names_broken_files(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A file that cannot be read is an answer, not an accident: it says what to mend."""

    @wraps(view)
    def guarded(request: Request, *args: str, **kwargs: str) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Unreadable as error:
            return render(request, "definitions/unreadable.html", {"error": error})

    return guarded


def words_in_force() -> dict[str, Definition]:
    """By name, the version of each word that counts today."""
    today = timezone.now().date()
    return in_force(definitions(settings.HOME.definitions, today), today)


def definition_or_404(name: str) -> tuple[Definition, dict[str, Definition]]:
    words = words_in_force()
    if name not in words:
        raise Http404
    return words[name], words


def built() -> Warehouse | None:
    """The words can be read before anything was counted."""
    try:
        return current()
    except NotBuilt:
        return None


def tables() -> Warehouse:
    """What was counted; the house answers for itself while nothing was."""
    return current()


def built_at(warehouse: Warehouse) -> datetime:
    """The moment as of which the tables speak."""
    assert warehouse.manifest is not None
    return datetime.fromisoformat(warehouse.manifest.as_of_at)
