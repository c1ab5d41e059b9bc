"""What happened with this customer, in order, in all systems?"""

from dataclasses import dataclass
from datetime import UTC, datetime

from instep.customers.card import is_company
from instep.warehouse import Warehouse

PAGE = 25
END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)
KINDS = {
    "email_sent": "was sent an e-mail",
    "email_open": "opened an e-mail",
    "email_click": "clicked in an e-mail",
    "email_other": "e-mail event",
    "page_view": "looked at a page",
    "form": "filled in a form",
    "event": "event",
    "ad_click": "clicked an ad",
    "campaign": "campaign response",
    "call": "call",
    "email": "e-mail",
    "meeting": "meeting",
    "task": "task",
    "note": "note",
    "chat": "chat",
    "message": "message",
    "case": "asked for help",
    "survey": "answered a survey",
    "order": "ordered",
}


@dataclass(frozen=True)
class Touch:
    touchpoint_id: str
    at: datetime
    kind: str
    direction: str | None
    team: str
    is_human: bool
    channel: str | None
    campaign: str | None
    subject: str | None
    owner_name: str | None
    url: str | None
    source: str
    record_key: str
    person_id: str | None
    person: str

    @property
    def what(self) -> str:
        words = KINDS.get(self.kind, self.kind.replace("_", " "))
        if self.kind in ("call", "email", "message") and self.direction:
            words = f"{words} {'from' if self.direction == 'inbound' else 'to'} the customer"
        return words[:1].upper() + words[1:]

    @property
    def by(self) -> str:
        """Who of us did it, for which campaign, on which channel."""
        return "".join(f"{each} · " for each in (self.owner_name, self.campaign, self.channel) if each)

    @property
    def place(self) -> str:
        return f"{self.at.isoformat()}~{self.touchpoint_id}"


def history(warehouse: Warehouse, id: str, team: str = "", after: str = "") -> tuple[list[Touch], str | None]:
    """One page of the timeline, newest first, and the place after which the next begins (None at the end)."""
    question = "customers/company_history" if is_company(id) else "customers/person_history"
    before_at, before_id = _place(after)
    rows = warehouse.ask(question, Touch, id=id, team=team, before_at=before_at, before_id=before_id)
    return rows[:PAGE], rows[PAGE - 1].place if len(rows) > PAGE else None


def _place(after: str) -> tuple[datetime, str]:
    """A place that nobody could have got from a page means the beginning."""
    at, _, touchpoint_id = after.partition("~")
    try:
        return datetime.fromisoformat(at).astimezone(UTC), touchpoint_id
    except (ValueError, OverflowError):
        return END_OF_TIME, ""
