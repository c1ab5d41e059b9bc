"""Which stages does the journey have, in which order, and which column of `journey.path` holds the moment of each?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """A stage is entered when its definition is first met."""

    name: str
    title: str
    within: str
    column: str


STAGES = (
    Stage("lead", "Lead", "are leads", "lead_at"),
    Stage("sales_ready", "Sales-ready", "become sales-ready", "sales_ready_at"),
    Stage("accepted", "Accepted", "are accepted", "accepted_at"),
    Stage("opportunity", "Opportunity", "get an opportunity", "opportunity_at"),
    Stage("customer", "Customer", "become customers", "won_at"),
)
BY_NAME = {stage.name: stage for stage in STAGES}
LATER = STAGES[1:]
