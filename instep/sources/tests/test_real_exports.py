"""Exports of real systems are recognised without any set-up."""

from datetime import UTC, datetime
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from instep.sources.importing import Import, import_files
from instep.warehouse import Home

FOLDERS = [folder / "shared" / "data" / "crm" for folder in Path(__file__).parents]
DATA = next((folder for folder in FOLDERS if folder.exists()), FOLDERS[4])
NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def imported(tmp_path: Path, name: str) -> Import:
    if not (DATA / name).exists():
        pytest.skip(f"needs the public data beside the project: {DATA / name}")
    return import_files(Home(tmp_path).create(), DATA / name, source="crm", received_at=NOON)


def kinds(came: Import) -> dict[str, tuple[str, ...]]:
    return {verdict.reading.table: verdict.kinds for verdict in came.verdicts if verdict.kinds}


def test_a_sales_pipeline(tmp_path: Path) -> None:
    came = imported(tmp_path, "sales_pipeline")
    tables = ("accounts", "products", "sales_pipeline", "sales_teams")
    assert kinds(came) == dict(zip(tables, [("account",), ("product",), ("opportunity",), ("owner",)], strict=True))
    deals = pq.read_table(next((tmp_path / "taken" / "opportunity").glob("*.parquet")))
    won = deals.filter(pc.equal(deals["outcome"], "won"))
    assert (deals.num_rows, won.num_rows, pc.sum(won["amount"]).as_py()) == (8800, 4238, 10_005_534)


def test_a_legacy_database(tmp_path: Path) -> None:
    found = kinds(imported(tmp_path, "northwind.sqlite"))
    assert found == {
        "Customers": ("account", "person"),
        "Employees": ("owner",),
        "Order Details": ("order_line",),
        "Orders": ("order",),
        "Products": ("product",),
    }
    lines = pq.read_table(next((tmp_path / "taken" / "order_line").glob("*.parquet")))
    assert float(pc.sum(lines["amount"]).as_py()) == pytest.approx(1_265_793, abs=5)


def test_a_connectors_schema(tmp_path: Path) -> None:
    came = imported(tmp_path, "hubspot_export")
    found = kinds(came)
    assert found["contact_data"] == ("person",)
    assert found["email_event_data"] == found["engagement_meeting_data"] == ("activity",)
    assert found["contact_merge_audit_data"] == found["merged_deal_data"] == ("merge",)
    assert found["deal_contact_data"] == found["ticket_company_data"] == ("association",)
    assert all(batch.received_count == batch.taken_count for batch in came.batches)


def test_calls_of_a_bank(tmp_path: Path) -> None:
    came = imported(tmp_path, "bank_calls")
    assert kinds(came)["bank_market"] == ("activity", "person")
    assert "it tells day and month, and no year" in came.batches[0].notes[0]
