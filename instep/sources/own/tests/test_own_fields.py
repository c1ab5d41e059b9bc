"""A field of people's own says who needs it, goes wherever its record goes, and is gone with its delivery."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from instep.sources.diet.fields import fields
from instep.sources.importing import import_files
from instep.sources.mapping import Mapping, NoSuchWord, from_dict, to_dict
from instep.sources.own.field import UnclearField, name_of
from instep.sources.own.known import own_fields
from instep.sources.taking.batch import Batch
from instep.sources.taking.undoing import undo
from instep.warehouse import Home, Warehouse, build

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CONTACTS = """Id,Email,First Name,Fleet,Renewal,Created
1,ana@acme.example,Ana,"1.200",31.12.2026,2026-01-01
2,ben@beta.example,Ben,-,,2026-01-01
3,chi@chi.example,Chi,3,some day,2026-01-01
"""
SAID = {
    "source": "crm",
    "table": "contacts",
    "fingerprint": "",
    "columns": {"Fleet": {"decimal": ","}, "Renewal": {"dates": "day-month"}},
    "records": [
        {
            "kind": "person",
            "record_id": "Id",
            "fields": {"email": "Email", "first_name": "First Name", "created_at": "Created"},
            "own_fields": {
                "fleet": {"from": "Fleet", "type": "number", "used_by": {"decision": "who gets a visit"}},
                "renewal": {"from": "Renewal", "type": "moment", "used_by": {"definition": "sales_ready"}},
            },
        }
    ],
}


def with_own(own: dict[str, object], kind: str = "person", **fields: str) -> Mapping:
    records = {"kind": kind, "record_id": "Id", "fields": fields, "own_fields": own}
    return from_dict(SAID | {"records": [records]})


def brought(home: Home, folder: Path, text: str, hours: int = 0, mapping: Mapping | None = None) -> Batch:
    file = folder / "contacts.csv"
    file.write_text(text, encoding="utf-8")
    moment = NOON + timedelta(hours=hours)
    came = import_files(home, file, source="crm", received_at=moment, mapping=mapping or from_dict(SAID))
    [batch] = came.batches
    return batch


def facts(home: Home) -> list[tuple[str, str, str]]:
    build(home, NOON + timedelta(days=1))
    rows = Warehouse.open(home).select(
        "select value, field, record_key from identity.fact where field like 'own.%' and is_golden order by 3, 2"
    )
    return [(row["record_key"], row["field"], row["value"]) for row in rows]


def test_numbers_and_days_are_read_and_what_says_nothing_is_no_fact(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    batch = brought(home, tmp_path, CONTACTS)
    assert facts(home) == [
        ("crm/person/1", "own.fleet", "1200"),
        ("crm/person/1", "own.renewal", "2026-12-31"),
        ("crm/person/3", "own.fleet", "3"),
    ]
    assert any("'Renewal' were left empty" in note for note in batch.notes)


def test_what_a_later_delivery_empties_is_gone_and_undone_it_is_back(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    brought(home, tmp_path, CONTACTS)
    before = facts(home)
    later = brought(home, tmp_path, CONTACTS.replace('"1.200"', "").replace(",3,", ",4,"), hours=1)
    assert later.outcome.changed == 2
    assert facts(home) == [("crm/person/1", "own.renewal", "2026-12-31"), ("crm/person/3", "own.fleet", "4")]
    undo(home, later.batch_id, NOON)
    assert facts(home) == before


def test_undone_with_its_delivery_a_field_is_not_known_any_more(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    batch = brought(home, tmp_path, CONTACTS)
    assert [(each.kind, each.full_name, *map(str, each.needs)) for each in own_fields(home)] == [
        ("person", "own.fleet", "decision who gets a visit"),
        ("person", "own.renewal", "definition sales ready"),
    ]
    undo(home, batch.batch_id, NOON)
    assert own_fields(home) == []
    assert facts(home) == []


def test_a_mapping_is_written_as_it_is_read() -> None:
    assert from_dict(to_dict(from_dict(SAID))) == from_dict(SAID)


@pytest.mark.parametrize(
    ("own", "why"),
    [
        ({"fleet": {"from": "Fleet"}}, "does not say who needs it"),
        ({"fleet": {"from": "Fleet", "used_by": {"decision": " "}}}, "does not say who needs it"),
        ({"fleet": {"used_by": {"decision": "x"}}}, "which column"),
        ({"Fleet size": {"from": "Fleet", "used_by": {"decision": "x"}}}, "can't be a field's name"),
        ({"fleet": {"from": "Fleet", "type": "money", "used_by": {"decision": "x"}}}, "is no 'money'"),
    ],
)
def test_a_field_that_says_too_little_is_refused_with_what_to_do(own: dict[str, object], why: str) -> None:
    with pytest.raises(UnclearField, match=why):
        with_own(own)


def test_only_persons_companies_and_opportunities_take_fields_of_ones_own() -> None:
    with pytest.raises(NoSuchWord, match="activity takes no field of your own"):
        with_own({"fleet": {"from": "Fleet", "used_by": {"decision": "x"}}}, kind="activity")
    with pytest.raises(NoSuchWord, match="has a field city already"):
        with_own({"city": {"from": "Fleet", "used_by": {"decision": "x"}}})


@pytest.mark.parametrize("used_by", [{"definition": "no_such"}, {"kpi": "no_such"}])
def test_a_need_that_is_not_there_is_refused_before_anything_is_taken(tmp_path: Path, used_by: dict[str, str]) -> None:
    home = Home(tmp_path / "home").create()
    mapping = with_own({"fleet": {"from": "Fleet", "used_by": used_by}})
    with pytest.raises(UnclearField, match=r"there is no .* 'no_such'; there are .*(sales_ready|win_rate)"):
        brought(home, tmp_path, CONTACTS, mapping=mapping)
    assert not list(home.taken.glob("*/*.parquet"))


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("Contract Type", "contract_type"),
        ("Größe (m²)", "grosse_m2"),
        ("2nd line", "field_2nd_line"),
        ("契約", "field_"),
    ],
)
def test_a_column_gives_its_field_a_name_that_a_rule_can_say(column: str, name: str) -> None:
    assert name_of(column).startswith(name)


DEFINITION = """name: sales_ready
meaning: Worth a call.
owners: {marketing: Mark, sales: Sofia}
version: 1
effective_from: 2026-01-01
rule:
  person: {field: own.fleet, at_least: 100}
"""
DEALS = """Deal Id,Deal Name,Stage,Contact Email,Contract
d1,Big one,Closed Won,ben@beta.example,Frame
d2,Small one,Open,chi@chi.example,Frame
"""


def ready(home: Home, rule: str) -> list[str]:
    """Who meets the definition with this rule."""
    text = DEFINITION.replace("person: {field: own.fleet, at_least: 100}", rule)
    (home.definitions / "sales_ready.yaml").write_text(text, encoding="utf-8")
    build(home, NOON + timedelta(days=1))
    select = "select person.email from definitions.membership inner join identity.person using (person_id) order by 1"
    return [row["email"] for row in Warehouse.open(home).select(select)]


def test_the_field_diet_says_who_reads_a_field_and_what_nobody_reads_could_go(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    (home.definitions / "sales_ready.yaml").write_text(DEFINITION, encoding="utf-8")
    needs = {"fleet": {"definition": "sales_ready"}, "renewal": {"definition": "sales_ready"}}
    columns = {"fleet": "Fleet", "renewal": "Renewal"}
    own: dict[str, object] = {name: {"from": columns[name], "used_by": need} for name, need in needs.items()}
    brought(home, tmp_path, CONTACTS, mapping=with_own(own, created_at="Created"))
    build(home, NOON)
    found = fields(Warehouse.open(home), home, datetime(2026, 1, 8, tzinfo=UTC), seconds=60)
    mine = {each.name: each for each in found if each.name.startswith("own.")}
    assert mine["own.fleet"].uses == ("definition sales ready",)
    assert not mine["own.fleet"].could_go
    assert mine["own.renewal"].could_go, "its definition does not ask for it"
    assert mine["own.renewal"].filled_share == pytest.approx(2 / 3)
    assert mine["own.fleet"].weekly_minutes == pytest.approx(3 / 4), "three new records in four weeks"


def test_a_rule_asks_for_fields_of_persons_and_of_opportunities(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    (home.definitions / "sales_ready.yaml").write_text(DEFINITION, encoding="utf-8")
    brought(home, tmp_path, CONTACTS)
    contract = {"contract": {"from": "Contract", "used_by": {"decision": "who writes the offer"}}}
    outcome = {"column": "Stage", "values": {"Closed Won": "won", "Open": "open"}}
    fields = {"name": "Deal Name", "outcome": outcome, "person_email": "Contact Email"}
    deal = {"kind": "opportunity", "record_id": "Deal Id", "fields": fields, "own_fields": contract}
    file = tmp_path / "deals.csv"
    file.write_text(DEALS, encoding="utf-8")
    mapping = from_dict({"source": "crm", "table": "deals", "records": [deal]})
    import_files(home, file, source="crm", received_at=NOON, mapping=mapping)
    assert ready(home, "person: {field: own.fleet, at_least: 100}") == ["ana@acme.example"]
    assert ready(home, "person: {field: own.renewal, at_most: 2026-12-31}") == ["ana@acme.example"]
    assert ready(home, "opportunity: {outcome: any, field: own.contract, equals: frame}") == [
        "ben@beta.example",
        "chi@chi.example",
    ]
    assert ready(home, "opportunity: {outcome: won, field: own.contract, known: yes}") == ["ben@beta.example"]
