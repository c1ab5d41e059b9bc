"""Who is this customer, who says so, and why are these records one?"""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from instep.identity.survivorship import why
from instep.sources.own.field import PREFIX
from instep.warehouse import Warehouse

FIELDS = {
    "full_name": "Name",
    "name": "Name",
    "job_title": "Job title",
    "email": "E-mail",
    "phone": "Phone",
    "mobile_phone": "Mobile",
    "company_name": "Company",
    "domain": "Web domain",
    "website": "Website",
    "street": "Street",
    "postal_code": "Postal code",
    "city": "City",
    "region": "Region",
    "country": "Country",
    "industry": "Industry",
    "employee_count": "Employees",
    "annual_revenue_amount": "Annual revenue",
    "founded_year": "Founded",
    "parent_name": "Parent company",
    "lead_source": "Lead source",
    "lifecycle_stage": "Lifecycle stage",
    "lead_status": "Lead status",
    "owner_name": "Owner",
    "is_opted_out": "Opted out",
}
"""Fields in the order in which people look for them, as a page calls them."""
PERMISSION = "consent."
"""Before the name of what somebody permitted or forbade."""


@dataclass(frozen=True)
class Customer:
    """A person or a company. Of a company, `company` is its parent, `email` its domain, `job_title` its industry."""

    id: str
    name: str
    job_title: str | None
    email: str | None
    phone: str | None
    account_id: str | None
    company: str | None
    region: str | None
    owner_name: str | None
    record_count: int
    source_count: int
    created_at: datetime | None

    @property
    def is_company(self) -> bool:
        return is_company(self.id)


@dataclass(frozen=True)
class Fact:
    field: str
    value: str
    source: str
    record_key: str
    stated_at: datetime | None
    is_golden: bool
    is_public: bool
    """Anybody may have said it, with a public key or in a form."""
    claim: int
    """How the rules of survivorship rank it."""
    pinned_by: str | None

    @property
    def decision_id(self) -> int | None:
        """Of a pin the decision by which it stands."""
        return int(self.record_key.removeprefix("pin/")) if self.pinned_by else None


@dataclass(frozen=True)
class Known:
    """A field with its golden value, how many more records say the same, and who says otherwise.

    "Lead" and "lead" are the same.
    """

    field: str
    label: str
    golden: Fact
    agreeing: int
    contradicting: tuple[Fact, ...]

    @property
    def why(self) -> str:
        """Why the golden value is golden."""
        return why(self.golden, next(iter(self.contradicting), None))

    @property
    def losing(self) -> list[tuple[Fact, str]]:
        """Each other value, and why it is not golden."""
        return [(fact, why(self.golden, fact)) for fact in self.contradicting]


@dataclass(frozen=True)
class Record:
    """A record that belongs to the customer, and why."""

    record_key: str
    source: str
    kind: str
    record_id: str
    rule: str
    evidence: str
    probability: float
    batch_id: str | None
    line: int | None
    is_public: bool

    @property
    def partner(self) -> str:
        """The record of which the evidence says that it is the same one, also where we do not have it."""
        return self.evidence.rpartition(" as ")[2] if self.rule != ALONE else ""


ALONE = "only record"
"""The rule of a record that nothing holds together with another."""


def is_company(id: str) -> bool:
    """Whether a customer's id is that of a company (or else of a person)."""
    return id.startswith("a_")


def customer(warehouse: Warehouse, id: str) -> Customer | None:
    question = "customers/company" if is_company(id) else "customers/person"
    return next(iter(warehouse.ask(question, Customer, id=id)), None)


def known(warehouse: Warehouse, id: str) -> list[Known]:
    """Every field that anybody fills, in the order in which people look for it; fields of people's own come last."""
    fields = {field: list(said) for field, said in groupby(facts(warehouse, id), lambda fact: fact.field)}
    asked = [field for field in FIELDS if field in fields]
    asked += [field for field in fields if field.startswith((PREFIX, PERMISSION))]
    return [_known(field, fields[field]) for field in asked]


def facts(warehouse: Warehouse, id: str) -> list[Fact]:
    """By field, the golden value first."""
    return warehouse.ask("customers/facts", Fact, id=id)


def label(field: str) -> str:
    if field.startswith(PERMISSION):
        return f"Permission: {in_words(field.removeprefix(PERMISSION)).lower()}"
    return FIELDS.get(field) or in_words(field.removeprefix(PREFIX))


def in_words(field: str) -> str:
    return field.replace("_", " ").capitalize()


def records(warehouse: Warehouse, id: str) -> list[Record]:
    return warehouse.ask("customers/records", Record, id=id)


def _known(field: str, said: list[Fact]) -> Known:
    golden = next(fact for fact in said if fact.is_golden)
    others = tuple(fact for fact in said if fact.value.casefold() != golden.value.casefold())
    return Known(field, label(field), golden, len(said) - len(others) - 1, others)
