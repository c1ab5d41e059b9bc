"""Why does sales send a hand-off back, and how does a CRM say so?"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from instep.warehouse import Home

SHIPPED = Path(__file__).with_name("reasons.yaml")
MOST = 6


class TooManyReasons(Exception):
    """Nobody picks well from a long list."""


def titles(home: Home) -> dict[str, str]:
    """The reasons that a rep can choose from. Raises TooManyReasons."""
    reasons = _file(home)["reasons"]
    if len(reasons) > MOST:
        raise TooManyReasons(f"{len(reasons)} reasons: keep at most {MOST}, so that reps choose and not scroll")
    return {name: str(reason["title"]) for name, reason in reasons.items()}


def status_words(home: Home) -> list[dict[str, str]]:
    """Words in a CRM's lead status that mean "sent back", each with its reason ('' where none is said)."""
    said = _file(home)
    worded = [(word, name) for name, reason in said["reasons"].items() for word in reason.get("words") or []]
    unsaid = [(word, "") for word in said.get("unsaid") or []]
    return [{"word": str(word).casefold(), "reason": reason} for word, reason in worded + unsaid]


def _file(home: Home) -> dict[str, Any]:
    own = home.path / "handoffs" / "reasons.yaml"
    file = own if own.is_file() else SHIPPED
    return _read(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(file: Path, changed_ns: int) -> dict[str, Any]:  # noqa: ARG001 — read again when the file has changed
    said: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return said
