"""What is still to be done before there is anything to see?"""

from dataclasses import dataclass

from instep.sources.taking.batch import batches
from instep.warehouse import Home
from instep.warehouse.versions import Versions


@dataclass(frozen=True)
class Step:
    title: str
    text: str
    is_done: bool
    place: str
    """The room in which it is done."""


def first_steps(home: Home) -> list[Step]:
    has_data = any(batch.undone_at is None for batch in batches(home))
    is_built = Versions(home.versions).published() is not None
    return [
        Step(
            "Add the exports of your systems",
            "CRM, marketing tool, service desk, shop, ads: one file is enough to begin.",
            has_data,
            "sources",
        ),
        Step(
            "See what was recognised, and what was refused and why",
            "Every column says how it was read; correct it where it is wrong.",
            has_data and is_built,
            "sources",
        ),
        Step(
            "Read the definitions your numbers use",
            "Lead, sales-ready, opportunity, customer: as sentences, before anybody argues.",
            False,
            "definitions",
        ),
        Step("Answer the first hand-off", "Accept it, or send it back with a reason.", False, "handoffs"),
    ]
