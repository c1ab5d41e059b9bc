"""How do new channel rules come into force? They are written into the home's file, with the names of both signers."""

from collections.abc import Iterable
from datetime import date

from instep.team.agreed_text import as_in_force, as_proposal, write
from instep.team.signature import Signature
from instep.timeline.rule_cases import checked
from instep.timeline.rule_reading import rule_file
from instep.timeline.rule_table import RuleTable
from instep.warehouse.home import Home


def proposable(text: str, version: int, why: str) -> RuleTable:
    """The rules in this text as that version, unsigned; refused when its own cases say that they are wrong."""
    return checked(as_proposal(text, version, why))


def put_in_force(home: Home, text: str, signatures: Iterable[Signature], at: date) -> RuleTable:
    """From the next build on these rules hold."""
    signed = as_in_force(text, signatures, at)
    table = checked(signed)
    file = rule_file(home)
    write(file, signed)
    write(file.parent / "channels" / f"v{table.version}.yaml", signed)
    return table
