"""Which stages does the journey have, in which order, and which column of `journey.path` holds the moment of each?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """A stage is entered when its definition is first met."""

    name: str
    title: str
    plural: str
    column: str


STAGES = (
    Stage("lead", "Lead", "leads", "lead_at"),
    Stage("sales_ready", "Sales-ready", "sales-ready", "sales_ready_at"),
    Stage("accepted", "Accepted", "accepted", "accepted_at"),
    Stage("opportunity", "Opportunity", "opportunities", "opportunity_at"),
    Stage("customer", "Customer", "customers", "won_at"),
)
BY_NAME = {stage.name: stage for stage in STAGES}
DIMENSIONS = ("channel", "region", "segment", "team", "product", "industry", "country", "campaign", "owner_name")
