"""How does a version get its signatures, and come into force? They are written into its file, beside the rule."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from instep.definitions.definition import Definition
from instep.definitions.reading import copy_pack, definition, definitions
from instep.team.signature import Signature, as_version, with_signatures

_SINCE = re.compile(r"^effective_from:.*$", re.MULTILINE)


def sign(folder: Path, by: Mapping[str, str], at: date) -> list[Definition]:
    """Every definition of the folder that nobody has signed, signed by these people (team: name); all else stays."""
    copy_pack(folder)
    return [_signed(folder, one, by, at) for one in definitions(folder) if not one.signatures]


def as_proposed(one: Definition, version: int, effective_from: date) -> Definition:
    """The same words as that version, from that day on, signed by nobody."""
    text = _SINCE.sub(f"effective_from: {effective_from.isoformat()}", as_version(one.text, version), count=1)
    return definition(one.file, text)


def put_in_force(folder: Path, proposed: Definition, signatures: Iterable[Signature]) -> Definition:
    """From the next build on this version is counted, in a file of its own; the earlier ones stay beside it."""
    copy_pack(folder)
    signed = [replace(each, seal=proposed.seal) for each in signatures]
    text = with_signatures(proposed.text, signed)
    file = f"{proposed.name}-v{proposed.version}.yaml"
    _write(folder / file, text)
    return definition(file, text)


def _signed(folder: Path, one: Definition, by: Mapping[str, str], at: date) -> Definition:
    text = with_signatures(one.text, [Signature(name, team, at, one.seal) for team, name in by.items()])
    signed = definition(one.file, text)
    _write(folder / one.file, text)
    return signed


def _write(file: Path, text: str) -> None:
    """A crash leaves the old file or the new one, nothing between."""
    draft = file.with_suffix(".draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)
