"""How do new channel rules come into force? They are written into the home's file, with the names of both signers."""

import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from instep.team.signature import Signature, as_version, with_signatures
from instep.timeline.rule_cases import checked
from instep.timeline.rule_reading import rule_file
from instep.timeline.rule_table import RuleTable
from instep.warehouse.home import Home

_WHY = re.compile(r"^why:.*\n(?:[ \t].*\n)*", re.MULTILINE)
_SINCE = re.compile(r"^effective_from:.*$", re.MULTILINE)


def proposable(text: str, version: int, why: str) -> RuleTable:
    """The rules in this text as that version, unsigned; refused when its own cases say that they are wrong."""
    return checked(as_version(_because(text.replace("\r\n", "\n"), why), version))


def _because(text: str, why: str) -> str:
    """The reason stands in the file too, so that whoever reads the rules knows it."""
    line = f"why: {json.dumps(why, ensure_ascii=False)}\n"
    told = _WHY.sub(lambda _: line, text, count=1)
    return told if told != text or _WHY.search(text) else line + text


def put_in_force(home: Home, text: str, signatures: Iterable[Signature], at: date) -> RuleTable:
    """From the next build on these rules hold. A crash leaves the old file or the new one, nothing between."""
    signed = with_signatures(_SINCE.sub(f"effective_from: {at.isoformat()}", text, count=1), signatures)
    table = checked(signed)
    file = rule_file(home)
    _write(file, signed)
    _write(file.parent / "channels" / f"v{table.version}.yaml", signed)
    return table


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)
