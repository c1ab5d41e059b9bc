"""Who put their name under a version of what both teams agree on, and is that everybody who must?

Signatures stand in the file that they are for, so that whoever reads the rules sees who stands for them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import yaml

from instep.team.place import Place

SIGNING_TEAMS = ("marketing", "sales")
TEAMS = (*SIGNING_TEAMS, "service")

_NOBODY = "signatures: []"
_SIGNED = re.compile(r"^signatures:.*\n(?:(?:-|[ \t]).*\n)*", re.MULTILINE)
_VERSION = re.compile(r"^version:.*$", re.MULTILINE)


@dataclass(frozen=True)
class Signature:
    """seal: a fingerprint of what was signed; where it is there and no longer fits, the signature does not count."""

    by: str
    team: str
    at: date
    seal: str = ""


def signature_of(signatures: Iterable[Signature], team: str) -> Signature | None:
    return next((signature for signature in signatures if signature.team == team), None)


def is_signed(signatures: Sequence[Signature]) -> bool:
    """Both teams have put their name under it."""
    return all(signature_of(signatures, team) for team in SIGNING_TEAMS)


def signatures(place: Place) -> tuple[Signature, ...]:
    """As they stand in a file."""
    return tuple(_signature(each) for each in place.each())


def with_signatures(text: str, given: Iterable[Signature]) -> str:
    """The same text with these names under it; a text says `signatures: []` while nobody has signed."""
    said = [_written(each) for each in given]
    lines = yaml.safe_dump({"signatures": said}, allow_unicode=True, sort_keys=False).strip()
    return text.replace(_NOBODY, lines, 1) if _NOBODY in text else f"{text.rstrip()}\n{lines}\n"


def as_version(text: str, version: int) -> str:
    """The same text as that version, not yet signed; all else, comments too, stays as it was written."""
    bare = _SIGNED.sub("", text.replace("\r\n", "\n").rstrip() + "\n")
    numbered = _VERSION.sub(f"version: {version}", bare, count=1)
    at = _VERSION.search(numbered)
    place = at.end() + 1 if at else 0
    return f"{numbered[:place]}{_NOBODY}\n{numbered[place:]}"


def _written(given: Signature) -> dict[str, str]:
    said = {"by": given.by, "team": given.team, "at": given.at.isoformat()}
    return said | {"seal": given.seal} if given.seal else said


def _signature(place: Place) -> Signature:
    entries = place.only("by", "team", "at", "seal", needs=("by", "team", "at"))
    seal = entries["seal"].text() if "seal" in entries else ""
    return Signature(entries["by"].text(), entries["team"].one_of(TEAMS), entries["at"].day(), seal)
