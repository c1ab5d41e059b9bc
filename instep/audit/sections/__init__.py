"""Which sections does a report have, and in which order?

Each answers one question, or None when nothing of it was delivered; then the report says what it would need.
"""

from collections.abc import Callable

from instep.audit.ground import Ground
from instep.audit.report import Section
from instep.audit.sections import (
    arrived,
    change,
    cycle,
    dimensions,
    duplicates,
    funnel,
    handoffs,
    mismatches,
    open_deals,
    orders,
    outcomes,
    quarters,
    refused,
    together,
)

SECTIONS: dict[str, tuple[Callable[[Ground], Section | None], str]] = {
    "What was read": (arrived.section, "files with tables"),
    "Refused records": (refused.section, ""),
    "Keys that don't match": (mismatches.section, "records that name one another"),
    "Duplicates": (duplicates.section, "persons or companies"),
    "One timeline": (together.section, "activities, e-mail events, cases or merges"),
    "Funnel": (funnel.section, "leads with dates"),
    "Won, lost and open": (outcomes.section, "opportunities"),
    "Where deals are won": (dimensions.section, "opportunities with an owner, region or product"),
    "Win rate over time": (quarters.section, "opportunities with a closing date"),
    "Open opportunities": (open_deals.section, "opportunities with a start date"),
    "Cycle and time in stage": (cycle.section, "opportunities with start and closing dates, or a stage history"),
    "New and repeat sales": (orders.section, "orders"),
    "Hand-offs": (handoffs.section, "leads that became sales-ready, with a date"),
    "The largest change": (change.section, "leads of at least two periods"),
}
