"""How is a version proposed and signed, as records in the app's database that nobody edits?"""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from instep.definitions.definition import Definition, in_force
from instep.definitions.reading import definition, definitions, in_order
from instep.definitions.signing import as_proposed, put_in_force
from instep.team.models import Proposal, User
from instep.web.beside import run_beside


class Taken(Exception):
    """Somebody else proposed that version a moment ago."""


def about(name: str) -> str:
    return f"definition {name}"


def requests(name: str) -> list[Proposal]:
    """All that were ever made, the newest first."""
    found = Proposal.objects.filter(about=about(name)).select_related("proposed_by").prefetch_related("signatures")
    return list(found.order_by("-version"))


def next_version(name: str) -> int:
    known = [one.version for one in definitions(settings.HOME.definitions) if one.name == name]
    proposed = [each.version for each in Proposal.objects.filter(about=about(name))]
    return max([0, *known, *proposed]) + 1


@dataclass(frozen=True)
class Said:
    """why: in a sentence. side: the team that whoever proposes speaks for. since: the first day it holds."""

    why: str
    side: str
    since: date


def open_request(one: Definition, by: User, now: datetime, said: Said) -> Proposal:
    """The change request for this version; refused (Unreadable) when it leans on nothing or in a circle."""
    everything = definitions(settings.HOME.definitions, now.date())
    offered = as_proposed(one, next_version(one.name), max(said.since, now.date()))
    in_order([*everything, offered], in_force(everything, now.date()) | {offered.name: offered})
    words = {"why": said.why, "proposed_by": by, "proposed_for": said.side, "proposed_at": now}
    try:
        with transaction.atomic():
            return Proposal.objects.create(about=about(one.name), version=offered.version, text=offered.text, **words)
    except IntegrityError as error:
        raise Taken from error


def open_one(name: str, version_in_force: int) -> Proposal | None:
    return Proposal.open_about(about(name), version_in_force)


def sign(offered: Proposal, by: User, team: str, now: datetime) -> Definition | None:
    """The version in force when this was the last name that was missing. Raises NotYours."""
    with transaction.atomic():
        offered.sign(by, team, now)
        fresh = Proposal.objects.get(pk=offered.pk)
        if not fresh.is_agreed:
            return None
        proposed = definition(f"v{fresh.version}.yaml", fresh.text)
        agreed = as_proposed(proposed, fresh.version, max(proposed.effective_from, now.date()))
        signed = put_in_force(settings.HOME.definitions, agreed, fresh.written_signatures())
    run_beside("definitions_agreed")
    return signed
