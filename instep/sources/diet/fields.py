"""What does every field cost, what is it for, and which could go?"""

from datetime import datetime, timedelta
from typing import Any

from instep.sources.diet.own import own_uses
from instep.sources.diet.use import FieldUse
from instep.sources.diet.uses import uses
from instep.sources.kind import Field, Kind, kinds
from instep.warehouse import Warehouse
from instep.warehouse.home import Home

SECONDS = 6.0
"""To type one value into a form, as assumed until somebody says otherwise."""
WEEKS = 4
TYPED = ("person", "account", "opportunity", "case", "activity", "campaign", "order")
"""Kinds of record that people type by hand in a CRM or a service desk."""
BY_MACHINE = (
    "created_at", "updated_at", "external_ids", "merged_refs", "anonymous_id", "email_domain", "is_automated",
    "at", "ended_at", "url", "referrer", "query", "click_id", "channel", "direction",
)  # fmt: skip
PERMISSIONS = ("is_opted_out",)
"""What somebody allowed us or forbade: the law reads it, whatever else does."""
LAW = "what customers allow"
TYPED_ONES = {"activity": "(owner_ref is not null or owner_name is not null) and not coalesce(is_automated, false)"}
"""Which records of a kind somebody wrote down; the others were recorded by machines."""


def fields(warehouse: Warehouse, home: Home, now: datetime, seconds: float = SECONDS) -> list[FieldUse]:
    """Every field of every kind that is here; those that could go come first, then the most typing."""
    found = [each for kind in kinds().values() for each in _of_kind(warehouse, home, kind, now, seconds)]
    found += own_uses(warehouse, home, now - timedelta(weeks=WEEKS), seconds / 60 / WEEKS)
    return sorted(found, key=lambda each: (not each.could_go, -(each.weekly_minutes or 0), each.kind, each.name))


def _of_kind(warehouse: Warehouse, home: Home, kind: Kind, now: datetime, seconds: float) -> list[FieldUse]:
    [counts] = warehouse.select(_counted(kind), since=now - timedelta(weeks=WEEKS))
    if not counts["records"]:
        return []
    return [
        FieldUse(
            kind.name,
            field.name,
            field.meaning,
            counts[field.name] / counts["records"],
            counts[f"new_{field.name}"] / WEEKS * seconds / 60 if _is_typed(kind, field, counts) else None,
            _uses(home, kind, field),
        )
        for field in kind.fields.values()
    ]


def _uses(home: Home, kind: Kind, field: Field) -> tuple[str, ...]:
    is_permission = kind.name == "consent" or field.name in PERMISSIONS
    return (*uses(home, kind.name, field.name), *([LAW] if is_permission else []))


def _is_typed(kind: Kind, field: Field, counts: dict[str, Any]) -> bool:
    """By somebody: only what is filled in records that people write down is."""
    is_key = bool(field.refers_to) or field.name in BY_MACHINE or field.name.startswith("utm_")
    is_seen = kind.name not in TYPED_ONES or counts[f"typed_{field.name}"] > 0
    return kind.name in TYPED and not is_key and is_seen


def _counted(kind: Kind) -> str:
    """How many records fill each field, how many of those people typed, and how many of these are new."""
    when, typed = "created_at" if "created_at" in kind.fields else "received_at", TYPED_ONES.get(kind.name, "true")
    when = "at" if kind.name in TYPED_ONES else when
    counts = [f'count("{name}") as "{name}"' for name in kind.fields]
    counts += [f'count(case when {typed} then "{name}" end) as "typed_{name}"' for name in kind.fields]
    new = f'"{when}" >= $since and {typed}'
    counts += [f'count(case when {new} then "{name}" end) as "new_{name}"' for name in kind.fields]
    return f'select count(*) as records, {", ".join(counts)} from sources."{kind.name}"'  # noqa: S608
