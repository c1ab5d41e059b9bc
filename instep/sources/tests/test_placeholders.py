"""A text that stands for nothing is read and spoken of by one rule: in the import, its dry run and the audit."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from instep.audit.taking import ground
from instep.sources.importing import Import, import_files
from instep.sources.nothing_said import told_of
from instep.sources.telling import told
from instep.warehouse import Home

NOW = datetime(2026, 11, 25, tzinfo=UTC)
ROWS = [
    "Deal ID,Deal Name,Amount,Close Date,Deal Stage,Country",
    "D1,One,100,2026-01-31,won,Germany",
    "D2,Two,N/A,2026-01-31,won,Germany",
    "D5,Five,500,TBD,won,Germany",
    "D3,N/A,TBA,2026-02-01,lost,Spain",
    *(f"E{at},Deal {at},{at}50.5,2026-03-{at},won,Spain" for at in range(11, 20)),
    "D4,Four,400,someday,won,Spain",
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "crm"
    folder.mkdir()
    (folder / "deals.csv").write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    return folder / "deals.csv"


def imported(tmp_path: Path, file: Path) -> Import:
    return import_files(Home(tmp_path / "home"), file, source="crm", received_at=NOW)


def test_what_cannot_be_a_date_or_a_number_is_nothing_there(tmp_path: Path, file: Path) -> None:
    (batch,) = imported(tmp_path, file).batches
    assert (batch.taken_count, batch.refused_count) == (13, 1)


def test_the_audit_refuses_what_the_import_refuses(tmp_path: Path, file: Path) -> None:
    (batch,) = imported(tmp_path, file).batches
    audited = ground(file.parent, Home(tmp_path / "audit"), NOW, lambda *_: None).reads[0].batch
    assert audited is not None
    assert (audited.taken_count, audited.refused_count) == (batch.taken_count, batch.refused_count)


def test_words_and_deeds_agree_column_by_column(tmp_path: Path, file: Path) -> None:
    came = imported(tmp_path, file)
    (verdict,) = came.verdicts
    said = {offer.text: told_of(offer, verdict.mapping) for offer in verdict.offers}
    assert said["TBD"].nothing_in == ("Close Date",)
    assert (said["N/A"].nothing_in, said["N/A"].kept_in) == (("Amount",), ("Deal Name",))
    assert told(came, "crm", is_dry_run=False)["tables"][0]["placeholders"][0]["kept_in"] == ["Deal Name"]
