"""Who met a rule on a day is the same from all data and from the data known by that day."""

from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instep.definitions.compiling import membership
from instep.definitions.rule import Rule, named
from instep.definitions.tests import worlds
from instep.definitions.tests.test_rules_on_two_readings import BENCH, defined, laid

type Rows = list[dict[str, Any]]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.fixed_dictionaries(dict.fromkeys(worlds.PEOPLE, worlds.people)),
    worlds.records, worlds.touches, worlds.deals, worlds.orders, worlds.answers,
    st.lists(worlds.trees.filter(lambda rule: not named(rule)), min_size=2, max_size=2), st.integers(0, 45),
)  # fmt: skip
def test_membership_on_a_day_does_not_know_what_came_later(
    people: Any, records: Rows, touches: Rows, deals: Rows, orders: Rows, answers: Rows, rules: list[Rule], days: int
) -> None:
    """People are known from the beginning: when somebody was first seen is not the question here."""
    day = worlds.START + timedelta(days=days, hours=12)
    for person in people.values():
        person["created_at"] = worlds.START
    for deal in deals:
        deal["person_id"] = deal["person_id"] or "ana"
        deal["created_at"], deal["closed_at"] = _in_order(deal["created_at"], deal["closed_at"])
    for order in orders:
        order["person_id"] = order["person_id"] or "ben"
    laid(people, *deepcopy((records, touches, deals, orders, answers)))
    from_all = met_on(rules, day)
    laid(people, *known_by(day, records, touches, deals, orders, answers))
    assert from_all == met_on(rules, day)


def met_on(rules: list[Rule], day: datetime) -> set[tuple[Any, ...]]:
    sql = membership([defined(f"asked_{number}", rule) for number, rule in enumerate(rules)]).sql("duckdb")
    rows = BENCH.warehouse.select(sql)
    return {
        (row["definition"], row["person_id"], row["account_id"])
        for row in rows
        if row["from_at"] <= day and (row["until_at"] is None or row["until_at"] > day)
    }


def known_by(day: datetime, records: Rows, touches: Rows, deals: Rows, orders: Rows, answers: Rows) -> tuple[Rows, ...]:
    """What the systems had recorded by then: a deal still open, a status not yet set, a moment not yet noted."""
    return (
        [_record(one, day) for one in records if (one["created_at"] or worlds.START) <= day],
        [one for one in touches if one["at"] <= day],
        [_deal(one, day) for one in deals if (one["created_at"] or worlds.START) <= day],
        [one for one in orders if one["ordered_at"] <= day],
        [one for one in answers if one["said_at"] <= day],
    )


def _record(one: dict[str, Any], day: datetime) -> dict[str, Any]:
    set_at = one["updated_at"] or one["created_at"] or one["received_at"]
    noted = {key: at if (at := one[key]) and at <= day else None for key in ("sales_ready_at", "converted_at")}
    return one | noted | {"lifecycle_stage": one["lifecycle_stage"] if set_at <= day else None}


def _deal(one: dict[str, Any], day: datetime) -> dict[str, Any]:
    if one["closed_at"] is None or one["closed_at"] <= day:
        return one
    return one | {"outcome": "open", "closed_at": None}


def _in_order(created: datetime | None, closed: datetime | None) -> tuple[datetime, datetime | None]:
    """A deal is closed after it was opened."""
    start = created or worlds.START
    return start, max(closed, start) if closed else None
