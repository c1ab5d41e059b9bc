"""Small files are read once; what they hold is what reading all of them says."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from instep.warehouse.given import Given
from instep.warehouse.live import few
from instep.warehouse.live.few import parted

SCHEMA = pa.schema([("record_id", pa.string()), ("count", pa.int64()), ("added_later", pa.string())])


def written(path: Path, *ids: str) -> Path:
    pq.write_table(pa.table({"count": [1] * len(ids), "record_id": list(ids)}), path)
    return path


def test_small_files_are_together_and_large_ones_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small, other = written(tmp_path / "a", "1", "2"), written(tmp_path / "b", "3")
    large = written(tmp_path / "c", *map(str, range(4_000)))
    monkeypatch.setattr(few, "SMALL", 4_000)
    much, rows = parted(Given(SCHEMA, (small, other, large)))
    assert much.files == (large,)
    assert rows.to_pydict() == {"record_id": ["1", "2", "3"], "count": [1, 1, 1], "added_later": [None, None, None]}


def test_a_small_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path / "once", "1")
    before = parted(Given(SCHEMA, (file,)))[1]
    monkeypatch.setattr(pq, "read_table", lambda *_: pytest.fail("read again"))
    assert parted(Given(SCHEMA, (file,)))[1].equals(before)


def test_no_file_is_no_record() -> None:
    assert parted(Given(SCHEMA))[1].num_rows == 0
