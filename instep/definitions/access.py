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


def version_of(name: str, version: int) -> Definition | None:
    """Any version whose file is there, whether it counts or not."""
    found = definitions(settings.HOME.definitions, timezone.now().date())
    return next((one for one in found if (one.name, one.version) == (name, version)), None)


def definition_or_404(name: str, version: int | None = None) -> tuple[Definition, dict[str, Definition]]:
    """That version, else the one that counts; and all words that count."""
    words = words_in_force()
    one = words.get(name) if version is None else version_of(name, version)
    if one is None:
        raise Http404
    return one, words


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
