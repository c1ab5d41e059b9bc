"""Which value of a field is to hold for a customer, whatever any system says?"""

from dataclasses import dataclass

from instep.customers import card
from instep.customers.changing.plan import Undecidable, Whose, customer_of
from instep.sources.own.field import PREFIX
from instep.sources.values.single import NoSuchValue, typed_value
from instep.warehouse import Warehouse

WITHDRAWN = "withdrawn"
PLACE = ("street", "postal_code", "city", "region", "country")
FIELDS = {
    "person": (
        *("full_name", "first_name", "last_name", "job_title", "email", "phone", "mobile_phone", "company_name"),
        *(*PLACE, "industry", "employee_count", "lead_source", "lifecycle_stage", "lead_status", "owner_name"),
        *("website", "is_opted_out"),
    ),
    "account": (
        *("name", "domain", "website", "phone", *PLACE, "industry", "employee_count", "annual_revenue_amount"),
        *("founded_year", "owner_name"),
    ),
}
"""What can be pinned; of people's own fields and permissions those about which any record says something."""


@dataclass(frozen=True)
class Pinning:
    entity_kind: str
    records: tuple[str, ...]
    """The one on which it is put comes first; it goes with that one."""
    field: str
    value: str


def pinning(warehouse: Warehouse, asked: str, field: str, text: str) -> Pinning:
    """For a customer, by its id or one of its records. Raises Undecidable."""
    everybody = customer_of(warehouse, asked)
    kind, id = everybody[0].entity_kind, everybody[0].entity_id
    facts = [fact for fact in card.facts(warehouse, id) if not fact.pinned_by]
    said = {fact.field: fact.value for fact in reversed(facts)}
    if not can_be_pinned(kind == "account", field, is_said=field in said):
        raise Undecidable(f"{field} is no field that can be pinned; there are {', '.join(FIELDS[kind])}")
    value = _value(kind, field, text, said.get("country"))
    first = next((fact.record_key for fact in facts if fact.field == field and fact.value == value), asked)
    return Pinning(kind, _records(everybody, first), field, value)


def can_be_pinned(is_company: bool, field: str, *, is_said: bool) -> bool:
    is_own = is_said and field.startswith((PREFIX, card.PERMISSION))
    return is_own or field in FIELDS["account" if is_company else "person"]


def _records(everybody: list[Whose], first: str) -> tuple[str, ...]:
    """Whoever says the value comes first, else the record that was named, else the smallest."""
    keys = [each.record_key for each in everybody]
    return (first, *(key for key in keys if key != first)) if first in keys else tuple(keys)


def _value(kind: str, field: str, text: str, country: str | None) -> str:
    if field.startswith(card.PERMISSION):
        if text.strip().lower() != WITHDRAWN:
            raise Undecidable(f"a permission can only be pinned as {WITHDRAWN}: the strictest word counts")
        return WITHDRAWN
    try:
        value = typed_value(kind, field, text, country)
    except NoSuchValue as reason:
        raise Undecidable(str(reason)) from reason
    if field == "is_opted_out" and value != "yes":
        raise Undecidable("opting out can be pinned and never opting in: of permissions the strictest word counts")
    return value
