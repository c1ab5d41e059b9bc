"""To whom does a customer belong: employers over time, a household, a group of companies?"""

from dataclasses import dataclass
from datetime import datetime

from instep.warehouse import Warehouse

MOST_STEPS = 10
MOST_MEMBERS = 200


@dataclass(frozen=True)
class Stay:
    """Somebody at a company, as records say it."""

    id: str
    name: str
    first_said_at: datetime | None
    last_said_at: datetime | None
    is_present: bool
    total_count: int


@dataclass(frozen=True)
class Housemate:
    id: str
    name: str
    shares: str


@dataclass(frozen=True)
class Company:
    id: str
    name: str
    person_count: int
    parent_id: str | None


@dataclass(frozen=True)
class Member:
    """A company of a group, and how far below its head it stands."""

    company: Company
    depth: int


@dataclass(frozen=True)
class Companies:
    company_count: int


def employers(warehouse: Warehouse, person_id: str) -> list[Stay]:
    """None of who never changed: the page names that company already."""
    [counted] = warehouse.ask("customers/employer_count", Companies, id=person_id)
    return warehouse.ask("customers/employers", Stay, id=person_id) if counted.company_count > 1 else []


def former_colleagues(warehouse: Warehouse, account_id: str) -> list[Stay]:
    return warehouse.ask("customers/former_colleagues", Stay, id=account_id)


def household(warehouse: Warehouse, person_id: str) -> list[Housemate]:
    return warehouse.ask("customers/household", Housemate, id=person_id)


def group(warehouse: Warehouse, account_id: str, name: str, person_count: int) -> list[Member]:
    """The head of the group first, each company below its parent; nothing of a company that stands alone."""
    head, seen = Company(account_id, name, person_count, None), {account_id}
    for above in _above(warehouse, account_id):
        if above.id in seen:
            break
        seen.add(above.id)
        head = above
    members = [Member(head, 0), *_below(warehouse, head)]
    return members if len(members) > 1 else []


def _above(warehouse: Warehouse, account_id: str) -> list[Company]:
    found: list[Company] = []
    while len(found) < MOST_STEPS and (rows := warehouse.ask("customers/group_above", Company, id=account_id)):
        found += rows[:1]
        account_id = rows[0].id
    return found


def _below(warehouse: Warehouse, head: Company) -> list[Member]:
    """A circle of parents, each other's, ends where it comes back."""
    known, children = {head.id}, dict[str, list[Company]]()
    level = [head.id]
    for _ in range(MOST_STEPS):
        rows = warehouse.ask("customers/group_below", Company, ids=level) if level else []
        fresh = [row for row in rows if row.id not in known][: MOST_MEMBERS - len(known)]
        for row in fresh:
            children.setdefault(row.parent_id or "", []).append(row)
        level = [row.id for row in fresh]
        known.update(level)
    return list(_ordered(head.id, children, 1))


def _ordered(parent: str, children: dict[str, list[Company]], depth: int) -> list[Member]:
    found: list[Member] = []
    for child in children.get(parent, []):
        found += [Member(child, depth), *_ordered(child.id, children, depth + 1)]
    return found
