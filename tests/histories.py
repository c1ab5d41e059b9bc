"""What may the systems of a small company record, in any order? Random deliveries for tests of builds and layers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

from instep.sources.kind import kinds
from instep.sources.taking.batch import Batch
from instep.warehouse import Home
from instep.warehouse.versions import Versions

START = datetime(2026, 1, 1, tzinfo=UTC)
SOURCES = ("crm", "website", "desk", "shop")
NAMES = ("Ana Pérez", "Ben Okafor", "Chi Nguyen", "Dora Weiss", "Anna Perez", "Ben Okafor jr")
MAILS = ("ana@acme.com", "ben@acme.com", "chi@birch.de", "ana.perez@gmail.com", "info@acme.com", "dora@birch.de")
PHONES = ("+34600111222", "+49301234567", "+15551234567")
COMPANIES = ("Acme Inc", "ACME", "Birch GmbH", "Private", "Cedar Ltd")
SITES = ("acme.com", "birch.de", "https://www.cedar.co.uk/")
BROWSERS = ("b1", "b2", "b3")
IDS = ("100001", "100002", "100003", "100004")

Row = dict[str, Any]
Delivery = dict[str, list[Row]]


def maybe(*values: object) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), st.sampled_from(values))


def moment(latest: int = 120) -> st.SearchStrategy[datetime]:
    """Any hour of the first months: old events come late, in later deliveries."""
    return st.integers(0, latest * 24).map(lambda hours: START + timedelta(hours=hours))


WHOM = {"person_ref": maybe(*IDS), "person_email": maybe(*MAILS), "account_ref": maybe(*IDS)}
FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "person": {
        "email": maybe(*MAILS),
        "phone": maybe(*PHONES),
        "full_name": maybe(*NAMES),
        "company_name": maybe(*COMPANIES),
        "account_ref": maybe(*IDS),
        "website": maybe(*SITES),
        "industry": maybe("Steel", "Wine"),
        "created_at": moment(),
        "updated_at": st.one_of(st.none(), moment()),
        "sales_ready_at": st.one_of(st.none(), moment()),
        "lead_status": maybe("New", "Unqualified - no budget"),
        "lead_source": maybe("Webinar", "Paid search"),
        "external_ids": maybe("anonymous:b1", "anonymous:b2", "crm:100001", "hubspot:100003", "shop:100002"),
        "merged_refs": maybe("100004", "100002"),
        "own_values": maybe("fleet=2", "fleet=3\ncontract=a=b"),
    },
    "account": {
        "name": maybe(*COMPANIES),
        "website": maybe(*SITES),
        "industry": maybe("Steel", "Wine"),
        "employee_count": maybe(20, 2000),
        "parent_name": maybe(*COMPANIES),
        "created_at": moment(),
        "own_values": maybe("fleet=9"),
    },
    "opportunity": {
        **WHOM,
        "account_name": maybe(*COMPANIES),
        "amount": maybe(Decimal(100), Decimal(2500)),
        "amount_currency": st.just("EUR"),
        "outcome": maybe("won", "lost", "open"),
        "created_at": moment(),
        "closed_at": st.one_of(st.none(), moment()),
        "external_ids": maybe("crm:100001"),
        "own_values": maybe("contract=frame"),
    },
    "activity": {
        **WHOM,
        "kind": st.sampled_from(("page_view", "form", "call", "email", "meeting", "Demo Requested")),
        "direction": maybe("inbound", "outbound"),
        "at": moment(),
        "subject": maybe("Request a demo", "Re: pricing"),
        "opportunity_ref": maybe(*IDS),
        "case_ref": maybe(*IDS),
        "anonymous_id": maybe(*BROWSERS),
        "utm_medium": maybe("cpc"),
        "utm_source": maybe("google"),
    },
    "case": {**WHOM, "account_name": maybe(*COMPANIES), "opened_at": moment(), "satisfaction": maybe("good", "bad")},
    "order": {
        **WHOM,
        "account_name": maybe(*COMPANIES),
        "ordered_at": moment(),
        "amount": maybe(Decimal(10), Decimal(99)),
    },
    "survey_response": {
        "person_ref": maybe(*IDS),
        "person_email": maybe(*MAILS),
        "case_ref": maybe(*IDS),
        "kind": st.sampled_from(("nps", "csat")),
        "score": st.sampled_from((2.0, 4.0, 10.0)),
        "at": moment(),
    },
    "campaign_member": {
        "person_ref": maybe(*IDS),
        "person_email": maybe(*MAILS),
        "at": moment(),
        "status": maybe("Sent", "Responded"),
    },
}


@st.composite
def deliveries(draw: st.DrawFn, most: int) -> Delivery:
    """Some records of some kinds; a record delivered again replaces what was said before, or is deleted."""
    found: Delivery = {}
    for _ in range(draw(st.integers(1, most))):
        kind = draw(st.sampled_from(tuple(FIELDS)))
        row: Row = {"source": draw(st.sampled_from(SOURCES)), "record_id": draw(st.sampled_from(IDS))}
        row |= {name: draw(values) for name, values in FIELDS[kind].items()}
        row |= {"is_deleted": draw(st.integers(0, 9)) == 0, "is_public": draw(st.integers(0, 3)) == 0}
        found.setdefault(kind, []).append(row)
    return found


def beginning() -> Delivery:
    """One record of every kind from every source: what all of them teach is known from the start."""
    delivery: Delivery = {}
    for number, source in enumerate(SOURCES):
        mail = f"old{number}@elm{number}.org"
        for kind, fields in FIELDS.items():
            row: Row = {"source": source, "record_id": f"old-{number}", "is_deleted": False}
            row |= {"person_email": mail} if "person_email" in fields else {}
            row |= {"email": mail, "sales_ready_at": START, "company_name": "Private"} if kind == "person" else {}
            row |= {
                name: START for name in fields if name in ("at", "created_at", "opened_at", "ordered_at", "closed_at")
            }
            row |= {"kind": "form"} if kind == "activity" else {}
            row |= {"outcome": "won", "amount": Decimal(5)} if kind == "opportunity" else {}
            for each in ("nps", "csat") if kind == "survey_response" else ():
                answer = row | {"record_id": f"old-{number}-{each}", "kind": each, "score": 10.0}
                delivery.setdefault(kind, []).append(answer)
            if kind != "survey_response":
                delivery.setdefault(kind, []).append(row)
    return delivery


def deliver(home: Home, number: int, delivery: Delivery) -> None:
    """Take the records in, as an import does: canonical files of all kinds under one name, and a batch that counts."""
    received_at, batch_id = START + timedelta(days=200, minutes=number), f"{number:04}"
    for kind, rows in delivery.items():
        _write(
            home, kind, batch_id, [row | {"line": line, "received_at": received_at} for line, row in enumerate(rows, 1)]
        )
    folder = home.deliveries / "all" / batch_id
    folder.mkdir(parents=True)
    counts = {kind: len(rows) for kind, rows in delivery.items()}
    count = sum(counts.values())
    batch = Batch(batch_id, "all", "", "all", received_at, count, count, 0, 0, counts)
    (folder / "batch.json").write_text(batch.to_json())


def _write(home: Home, kind: str, batch_id: str, rows: Sequence[Row]) -> None:
    schema = kinds()[kind].schema()
    table = pa.table({f.name: [row.get(f.name) for row in rows] for f in schema}, schema=schema)
    table = table.set_column(table.schema.get_field_index("batch_id"), "batch_id", pa.array([batch_id] * len(rows)))
    (home.taken / kind).mkdir(exist_ok=True)
    pq.write_table(table, home.taken / kind / f"{batch_id}.parquet")


def anew(home: Home) -> None:
    """Let the next build take no table over from the last version: it makes all of them from the records."""
    versions = Versions(home.versions)
    published = versions.published()
    assert published
    versions.announce(replace(published, fingerprints={}))
