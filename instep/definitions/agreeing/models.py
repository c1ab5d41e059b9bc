"""How is a version proposed and signed, as records in the app's database that nobody edits?"""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time

from django.conf import settings
from django.db import IntegrityError, transaction

from instep.definitions.definition import Definition, in_force
from instep.definitions.drift import Drift, Month, Promise, drift, months, promised
from instep.definitions.models import Band
from instep.definitions.reading import definition, definitions, in_order
from instep.definitions.signing import as_proposed, put_in_force
from instep.definitions.trying import became
from instep.team.models import Proposal, User
from instep.team.place import Unreadable
from instep.warehouse import NotBuilt, Warehouse, current
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
        _keep_promise(signed, now)
    run_beside("definitions_agreed")
    return signed


def broken_seals(warehouse: Warehouse) -> list[Drift]:
    """Signed versions that no longer bring what was signed; a file that cannot be read says so on its own page."""
    if warehouse.manifest is None:
        return []
    now = datetime.fromisoformat(warehouse.manifest.as_of_at)
    try:
        words = in_force(definitions(settings.HOME.definitions, now.date()), now.date())
    except Unreadable:
        return []
    found = (_drift(warehouse, one, now) for one in words.values() if one.is_signed)
    return [each for each in found if each]


def _drift(warehouse: Warehouse, one: Definition, now: datetime) -> Drift | None:
    history = months(warehouse, one)
    since = datetime.combine(max(one.effective_from, *(each.at for each in one.holding)), time(), UTC)
    promise = _promise(one, history, since)
    return drift(one, history, promise, since, now) if promise else None


def _promise(one: Definition, history: list[Month], since: datetime) -> Promise | None:
    """What was kept when it was signed here; for a file that was signed elsewhere, what its months before say."""
    band = Band.objects.filter(name=one.name, version=one.version).first()
    if band is None:
        return promised(history, since)
    return Promise(band.monthly_low, band.monthly_high, band.precision_low, band.precision_high)


def _keep_promise(signed: Definition, now: datetime) -> None:
    """The band of the back-test, as both teams saw it; nothing where nothing is built or too little is known."""
    try:
        warehouse = current(settings.HOME)
    except NotBuilt:
        return
    assert warehouse.manifest is not None
    at = datetime.fromisoformat(warehouse.manifest.as_of_at)
    words = in_force(definitions(settings.HOME.definitions, now.date()), now.date())
    promise = promised([Month(**row) for row in became(warehouse, signed.rule, words)], at)
    if promise:
        Band.objects.create(name=signed.name, version=signed.version, measured_at=now, **asdict(promise))
