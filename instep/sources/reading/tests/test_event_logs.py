"""Event logs become a table of events; nothing in them can reach for other files or blow up."""

import gzip
from pathlib import Path

import pytest

from instep.sources.reading import Reading, Unreadable, read

LOG = Path(__file__).parents[5] / "shared" / "data" / "journey" / "helpdesk.xes.gz"
LOG = LOG if LOG.exists() else Path(__file__).parents[6] / "shared" / "data" / "journey" / "helpdesk.xes.gz"
SMALL = """<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand -->
<log xes.version="1849-2016" xmlns="http://www.xes-standard.org/">
  <global scope="event"><string key="concept:name" value="none"/></global>
  <trace>
    <event><string key="concept:name" value="Open &amp; sort"/><date key="time:timestamp" value="2024-01-01T08:00:00Z"/>
      <string key="nested" value="outer"><string key="inner" value="x"/></string></event>
    <event><string key="concept:name" value="Solve"/><int key="cost" value="5"/></event>
    <string key="concept:name" value="Case 1"/>
  </trace>
  <trace>
    <string key="concept:name" value="Case 2"/>
    <event><string key="concept:name" value="Open"/><string key="concept:name" value="Solve"/></event>
  </trace>
</log>
"""


def reading(tmp_path: Path, text: str) -> Reading:
    path = tmp_path / "log.xes"
    path.write_text(text)
    (found,) = read(path)
    return found


def test_an_event_carries_its_case_wherever_that_is_named(tmp_path: Path) -> None:
    found = reading(tmp_path, SMALL)
    assert found.columns == ("case:concept:name", "concept:name", "time:timestamp", "nested", "cost")
    rows = found.rows.to_pylist()
    assert rows[0]["concept:name"] == "Open & sort"
    assert [(row["case:concept:name"], row["line"], row["cost"]) for row in rows] == [
        ("Case 1", 6, None),
        ("Case 1", 8, "5"),
    ]


def test_an_event_that_says_a_name_twice_is_refused_with_its_line(tmp_path: Path) -> None:
    assert [(one.line, one.reason) for one in reading(tmp_path, SMALL).refused] == [
        (13, "the event says one name twice")
    ]


def test_a_log_that_breaks_off_keeps_what_came_before_and_says_where(tmp_path: Path) -> None:
    found = reading(tmp_path, SMALL[: SMALL.rindex("<trace>")])
    assert found.rows.num_rows == 2
    assert "breaks" in found.refused[-1].reason


@pytest.mark.parametrize(
    "danger",
    [
        '<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE log [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE log SYSTEM "http://127.0.0.1/log.dtd">',
    ],
)
def test_a_log_that_declares_entities_is_not_opened(tmp_path: Path, danger: str) -> None:
    path = tmp_path / "log.xes"
    path.write_text(f'{danger}<log><trace><event><string key="x" value="&a;"/></event></trace></log>')
    with pytest.raises(Unreadable, match="entities"):
        read(path)


@pytest.mark.skipif(not LOG.exists(), reason="the public files of ../shared/data are not here")
def test_a_real_log_has_all_its_cases_events_and_activities() -> None:
    (found,) = read(LOG)
    cases, activities = (set(found.rows[name].to_pylist()) for name in ("case:concept:name", "concept:name"))
    assert (len(cases), found.rows.num_rows, len(activities)) == (4_580, 21_348, 14)
    assert found.file.name == "helpdesk.xes.gz"
    assert found.table == "helpdesk"


def test_a_packed_log_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "log.xes.gz"
    path.write_bytes(gzip.compress(SMALL.encode()))
    (found,) = read(path)
    assert found.rows.num_rows == 2
