"""How does a version get its signatures? They are written into its file, beside the rule they stand for."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from instep.definitions.definition import Definition
from instep.definitions.reading import copy_pack, definition, definitions
from instep.team.signature import Signature, with_signatures


def sign(folder: Path, by: Mapping[str, str], at: date) -> list[Definition]:
    """Every definition of the folder that nobody has signed, signed by these people (team: name); all else stays."""
    copy_pack(folder)
    return [_signed(folder, one, by, at) for one in definitions(folder) if not one.signatures]


def _signed(folder: Path, one: Definition, by: Mapping[str, str], at: date) -> Definition:
    text = with_signatures(one.text, [Signature(name, team, at) for team, name in by.items()])
    signed = definition(one.file, text)
    (folder / one.file).write_text(text, encoding="utf-8")
    return signed
