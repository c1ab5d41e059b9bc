"""What was already answered of this version of the tables?

A published version never changes, so an answer that depends on nothing else is asked for once per process.
"""

from collections.abc import Callable, Hashable
from typing import Any
from weakref import WeakKeyDictionary

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from instep.warehouse import Warehouse
from instep.warehouse.memory import Memory

MOST = 300
FORGED_REQUESTS = "csrfmiddlewaretoken"
"""A form that changes something carries this, a secret of one person."""
_memories: WeakKeyDictionary[Warehouse, Memory[Any]] = WeakKeyDictionary()


def remembered[Answer](warehouse: Warehouse, question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """Forgotten together with the version."""
    memory = _memories.setdefault(warehouse, Memory(MOST, is_nobodys))
    answer: Answer = memory.answer(question, ask)
    return answer


def same_for_all(
    request: HttpRequest, warehouse: Warehouse, page: str, ask: Callable[[], dict[str, object]], *but: Hashable
) -> HttpResponse:
    """A page whose content tells everybody the same until the version changes (or what is named in `but`).

    It is asked and rendered once; the shell around the content stays each person's own.
    """
    key = (page, request.get_full_path(), timezone.get_current_timezone_name(), get_language(), *but)

    def keep(content: Callable[[], str]) -> str:
        return remembered(warehouse, ("content", *key), content)

    return render(request, page, {**remembered(warehouse, key, ask), "keep": keep})


def is_nobodys(answer: object) -> bool:
    """Whether it may be told to somebody else too."""
    return not (isinstance(answer, str) and FORGED_REQUESTS in answer)
