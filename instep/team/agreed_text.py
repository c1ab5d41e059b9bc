"""How does a text that both teams agree on become a proposal, and a file that holds?"""

import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from instep.team.signature import Signature, as_version, with_signatures

_WHY = re.compile(r"^why:.*\n(?:[ \t].*\n)*", re.MULTILINE)
_SINCE = re.compile(r"^effective_from:.*$", re.MULTILINE)


def as_proposal(text: str, version: int, why: str) -> str:
    """The text as that version, unsigned, with its reason in it, so that whoever reads the file knows it."""
    text, line = text.replace("\r\n", "\n"), f"why: {json.dumps(why, ensure_ascii=False)}\n"
    told = _WHY.sub(lambda _: line, text, count=1)
    return as_version(told if told != text or _WHY.search(text) else line + text, version)


def as_in_force(text: str, signatures: Iterable[Signature], at: date) -> str:
    return with_signatures(_SINCE.sub(f"effective_from: {at.isoformat()}", text, count=1), signatures)


def write(file: Path, text: str) -> None:
    """A crash leaves the old file or the new one, nothing between."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)
