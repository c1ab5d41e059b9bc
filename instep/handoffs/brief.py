"""Who is this, what did they do, and what should be asked next?"""

from dataclasses import dataclass
from datetime import datetime

from instep.handoffs.waiting import Waiting
from instep.warehouse import Warehouse

LATEST = 12
QUESTIONS = {
    "role": "What is your part in this decision, and who else has a say?",
    "company size": "How many people would work with it?",
    "phone": "On which number can I reach you, and when?",
    "e-mail": "Where may I send you what we talked about?",
    "industry": "What does your company do?",
    "country": "Where are you based?",
}
UNASKED = (
    ("need", "What should be different once this is solved?"),
    ("budget", "Is there a budget for it, or who could make one?"),
    ("time", "When does it have to work, and what happens if it does not?"),
)


@dataclass(frozen=True)
class Touch:
    happened_at: datetime
    kind: str
    direction: str | None
    team: str | None
    channel: str | None
    campaign: str | None
    subject: str | None
    owner_name: str | None
    is_human: bool | None

    @property
    def words(self) -> str:
        """For instance "e-mail opened" or "call by Sofia Keller: pricing"."""
        kind = {"email": "e-mail", "email_sent": "e-mail sent", "page_view": "page viewed"}.get(
            self.kind, self.kind.replace("email_", "e-mail ").replace("_", " ")
        )
        by = f" by {self.owner_name}" if self.owner_name and self.direction == "outbound" else ""
        return f"{kind}{by}: {self.subject}" if self.subject else f"{kind}{by}"


def touches(warehouse: Warehouse, person_id: str, now: datetime) -> list[Touch]:
    """The latest touches with a person, of all teams."""
    return warehouse.ask("handoffs/touches", Touch, person_id=person_id, now=now, size=LATEST)


def next_questions(handoff: Waiting) -> list[tuple[str, str]]:
    """What nobody has recorded yet, with the question that finds it out; at most four."""
    missing = [(word, QUESTIONS[word]) for word in handoff.unknown if word in ("role", "company size")]
    return [*UNASKED, *missing][:4]
