"""What was already answered of this version of the tables?

A published version never changes, so an answer that depends on nothing else is asked for once per process.
"""

from collections.abc import Callable, Hashable
from typing import Any
from weakref import WeakKeyDictionary

from instep.warehouse import Warehouse

_answers: WeakKeyDictionary[Warehouse, dict[Hashable, Any]] = WeakKeyDictionary()


def remembered[Answer](warehouse: Warehouse, question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """Forgotten together with the version."""
    known = _answers.setdefault(warehouse, {})
    if question not in known:
        known[question] = ask()
    answer: Answer = known[question]
    return answer
