"""What waits for this person, most urgent first?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from instep.handoffs.bands import EVERYBODY, Filters, Said
from instep.handoffs.waiting import Waiting, by_band, waiting
from instep.team.role import Role
from instep.warehouse import Warehouse

AT_MOST = 12
RECENT = timedelta(days=30)


@dataclass(frozen=True)
class Need:
    """One row of the list. `due_at` is a promise's end: its clock is red once it has passed."""

    kind: str
    what: str
    record_id: str
    person_id: str | None
    who: str
    company: str | None
    from_team: str
    origin: str
    asks: str
    since_at: datetime | None = None
    due_at: datetime | None = None
    amount: Decimal | None = None
    amount_currency: str | None = None


def needs(
    warehouse: Warehouse, now: datetime, role: str, owner_name: str = "", since: Sequence[Said] = ()
) -> list[Need]:
    """Reps answer hand-offs, marketers learn why leads came back, service answers customers, leads see what is late."""
    if role == Role.SERVICE:
        return cases(warehouse, now)
    if role == Role.MARKETING:
        return [sent_back(each) for each in waiting(warehouse, now, "sent back", EVERYBODY, since, size=AT_MOST)]
    own = Filters(owner_name=owner_name) if role == Role.SALES and owner_name else EVERYBODY
    return [to_answer(each) for each in unanswered(warehouse, now, own, since)]


def unanswered(warehouse: Warehouse, now: datetime, own: Filters, since: Sequence[Said]) -> list[Waiting]:
    """Whose promise still can be kept comes first, then the promises broken last."""
    rows = by_band(warehouse, now, dict.fromkeys(("due", "new", "late"), AT_MOST), own, since)
    return [*rows["due"], *rows["new"], *rows["late"]][:AT_MOST]


def to_answer(each: Waiting) -> Need:
    unknown = ", ".join(each.unknown)
    known = ", ".join(fact for fact in (each.job_title, each.industry) if fact)
    return Need(
        kind="handoff",
        what="Accept or send back",
        record_id=each.handoff_id,
        person_id=each.person_id,
        who=each.label,
        company=each.company_name,
        from_team="marketing",
        origin=f"{each.channel}, {each.received_at:%-d %b}",
        asks=f"find out {unknown}" if unknown else known,
        since_at=each.received_at,
        due_at=each.due_at,
        amount=each.amount,
        amount_currency=each.amount_currency,
    )


def sent_back(each: Waiting) -> Need:
    return Need(
        kind="handoff",
        what="Came back from sales",
        record_id=each.handoff_id,
        person_id=each.person_id,
        who=each.label,
        company=each.company_name,
        from_team="sales",
        origin=each.owner_name,
        asks=each.sent_back_reason or "no reason given",
        since_at=each.decided_at or each.received_at,
        amount=each.amount,
        amount_currency=each.amount_currency,
    )


@dataclass(frozen=True)
class Case:
    case_id: str
    person_id: str | None
    who: str
    company: str | None
    subject: str
    opened_at: datetime
    product: str | None
    is_answered: bool


def cases(warehouse: Warehouse, now: datetime) -> list[Need]:
    """Customers who wait for a first reply, longest wait first, then what is open longest."""
    found = warehouse.ask("today/cases", Case, now=now, start=now - RECENT, size=AT_MOST)
    return [
        Need(
            kind="case",
            what="Solve" if each.is_answered else "Give a first reply",
            record_id=each.case_id,
            person_id=each.person_id,
            who=each.who,
            company=each.company,
            from_team="service",
            origin=each.product or "",
            asks=each.subject,
            since_at=each.opened_at,
        )
        for each in found
    ]
