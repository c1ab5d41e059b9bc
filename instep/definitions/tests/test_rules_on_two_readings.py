"""The compiled SQL and the obvious reading of a rule always agree, to the period."""

from datetime import date
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instep.definitions.compiling import membership
from instep.definitions.definition import Definition
from instep.definitions.rule import Recorded, Rule, named
from instep.definitions.tests import worlds
from instep.definitions.tests.naive import World
from instep.warehouse.testing import Bench, built

MOMENT = pa.timestamp("us", "UTC")
BENCH = Bench()


def defined(name: str, rule: Rule, version: int = 1) -> Definition:
    return Definition(name, name, "", (), (), {}, version, date(2026, 1, 1), (), rule, f"{name}.yaml", "")


def lay(name: str, rows: list[dict[str, Any]], **columns: str) -> None:
    types = {"at": MOMENT, "n": pa.float64(), "t": pa.string(), "b": pa.bool_()}
    schema = pa.schema([(column, types[kind]) for column, kind in columns.items()])
    cells = {column: [row.get(column) for row in rows] for column in columns}
    BENCH.connection.execute(f"drop table if exists {name}")
    BENCH.keep(name, pa.table(cells, schema=schema))


def laid(
    people: dict[str, Any], records: list[Any], touches: list[Any], deals: list[Any], orders: list[Any],
    answers: list[Any],
) -> World:  # fmt: skip
    for number, one in enumerate(answers):
        one["answer_id"] = float(number)
    lay("definitions.answer", answers, answer_id="n", person_id="t", topic="t", holds="b", said_at="at")
    person = {name: {"person_id": name} | people[name] for name in people}
    account = {name: {"account_id": name, "country": "DE", "employee_count": 2, "domain": f"{name}.test"}
               for name in worlds.COMPANIES}  # fmt: skip
    account["cora"]["domain"] = "ours.test"
    for number, record in enumerate(records):
        record["record_key"] = f"crm/person/{number}"
    touches = [touch | {"touchpoint_id": str(i), "account_id": None} for i, touch in enumerate(touches)]
    lay("identity.person", list(person.values()),
        person_id="t", account_id="t", country="t", employee_count="n", email="t", created_at="at")  # fmt: skip
    lay("identity.account", list(account.values()),
        account_id="t", country="t", employee_count="n", domain="t", created_at="at")  # fmt: skip
    lay("identity.fact", [{"entity_id": name, "field": "own.size", "value": about["own.size"]}
                          for name, about in person.items() if about["own.size"]],
        entity_id="t", field="t", value="t")  # fmt: skip
    BENCH.connection.execute("alter table identity.fact add column is_golden boolean default true")
    lay("identity.owner", [{"email": "a@ours.test"}], email="t")
    lay("sources.person", records, record_key="t", source="t", lifecycle_stage="t", created_at="at", updated_at="at",
        sales_ready_at="at", converted_at="at", received_at="at")  # fmt: skip
    lay("definitions.keeper", [{"source": "desk", "team": "service"}], source="t", team="t")
    lay("sources.account", [{"record_key": f"crm/account/{name}", "received_at": worlds.START} for name in account],
        record_key="t", received_at="at")  # fmt: skip
    links = [(record["record_key"], "person", record["person_id"]) for record in records]
    links += [(f"crm/account/{name}", "account", name) for name in account]
    lay("identity.link", [dict(zip(("record_key", "entity_kind", "entity_id"), link, strict=True)) for link in links],
        record_key="t", entity_kind="t", entity_id="t")  # fmt: skip
    lay("timeline.touchpoint", touches, touchpoint_id="t", person_id="t", account_id="t", at="at", kind="t", team="t",
        channel="t", subject="t", direction="t")  # fmt: skip
    deals = [deal | {"opportunity_id": str(i)} for i, deal in enumerate(deals)]
    lay("timeline.opportunity", deals, opportunity_id="t",
        person_id="t", account_id="t", outcome="t", amount="n", amount_currency="t", created_at="at",
        closed_at="at")  # fmt: skip
    lay("timeline.opportunity_own", [{"opportunity_id": deal["opportunity_id"], "field": "size", "value": deal["size"]}
                                     for deal in deals if deal["size"]],
        opportunity_id="t", field="t", value="t")  # fmt: skip
    lay('timeline.order', [order | {"order_id": str(i)} for i, order in enumerate(orders)], order_id="t",
        person_id="t", account_id="t", amount="n", amount_currency="t", ordered_at="at")  # fmt: skip
    subject = built(BENCH, "definitions.subject")
    buyer = built(BENCH, "definitions.buyer")
    colleague = {str(row["person_id"]) for row in built(BENCH, "definitions.colleague")}
    own = {deal["opportunity_id"]: deal["size"] for deal in deals}
    return World(subject, person, account, records, touches, buyer, colleague, own, answers)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.fixed_dictionaries(dict.fromkeys(worlds.PEOPLE, worlds.people)),
    worlds.records, worlds.touches, worlds.deals, worlds.orders, worlds.answers, worlds.trees, worlds.trees,
)  # fmt: skip
def test_sql_and_the_obvious_reading_agree(
    people: Any, records: Any, touches: Any, deals: Any, orders: Any, answers: Any, rule: Rule, other: Rule
) -> None:
    world = laid(people, records, touches, deals, orders, answers)
    world.others["other"] = Recorded() if named(other) else other
    definitions = [defined("other", world.others["other"]), defined("asked", rule)]
    sql = membership(definitions).sql("duckdb")
    found = {
        (row["person_id"], row["account_id"], row["from_at"], row["until_at"])
        for row in BENCH.warehouse.select(sql)
        if row["definition"] == "asked"
    }
    assert found == {
        (subject["person_id"], subject["account_id"], *period)
        for subject in world.subject
        for period in world.periods(rule, subject)
    }
