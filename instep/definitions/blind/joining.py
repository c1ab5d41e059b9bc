"""From which rule do two teams negotiate? One of theirs, what both count, or what either counts."""

from collections.abc import Mapping
from typing import Any

from instep.definitions.editing.drafts import written
from instep.team.place import Place

WAYS = ("marketing", "sales", "both", "either")


def joined(texts: Mapping[str, str], way: str) -> str:
    """The file of a draft to begin with."""
    said: dict[str, dict[str, Any]] = {team: _entries(text) for team, text in texts.items()}
    base = said["sales" if way == "sales" else "marketing"]
    if way in ("marketing", "sales"):
        return written(base)
    rules = [said["marketing"]["rule"], said["sales"]["rule"]]
    return written({**base, "rule": {"all" if way == "both" else "any": rules}})


def _entries(text: str) -> dict[str, Any]:
    value = Place.top("draft", text).value
    assert isinstance(value, dict)
    return {**value, "signatures": []}
