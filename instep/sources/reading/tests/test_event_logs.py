"""Event logs become a table of events; nothing in them can reach for other files or blow up."""

import gzip
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from instep.sources.reading import Reading, Unreadable, eventlog, events, read

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


def one_case(events: str) -> str:
    return f"<log><trace><string key='concept:name' value='c'/>{events}</trace></log>"


def event(number: int) -> str:
    return f"<event><string key='concept:name' value='step {number}'/><string key='line' value='{number}'/></event>\n"


def many_cases(count: int) -> str:
    return f"<log>{''.join(f'<trace>{event(number)}</trace>' for number in range(count))}</log>"


@pytest.mark.parametrize("shape", [many_cases, lambda count: one_case("".join(map(event, range(count))))])
def test_a_log_is_never_held_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shape: Callable[[int], str]
) -> None:
    monkeypatch.setattr(events, "PORTION", 500)
    monkeypatch.setattr(eventlog, "MOST_IN_A_CASE", 500)
    monkeypatch.setattr(eventlog, "PORTION", 1 << 14)
    peaks = []
    for count in (2_000, 16_000):
        path = tmp_path / "log.xes"
        path.write_text(shape(count))
        tracemalloc.start()
        [found] = eventlog.read_event_log(path)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert found.rows.num_rows == count
    assert peaks[1] < 1.5 * peaks[0]


def test_what_events_say_later_on_gets_a_column_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "PORTION", 1)
    found = reading(tmp_path, SMALL)
    assert [row["cost"] for row in found.rows.to_pylist()] == [None, "5"]
    late = reading(tmp_path, one_case(event(7) + "<event><string key='late' value='yes'/></event>" + event(8)))
    assert [column.to_pylist() for column in late.rows.columns[1:4]] == [
        ["step 7", None, "step 8"],
        ["7", None, "8"],
        [None, "yes", None],
    ]


def test_what_is_said_of_a_case_too_late_is_refused_and_not_lost_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eventlog, "MOST_IN_A_CASE", 2)
    late = "<string key='kind' value='claim'/>"
    found = reading(tmp_path, one_case(event(1) + event(2) + late + event(3)))
    assert [row["case:kind"] for row in found.rows.to_pylist()] == [None, None, "claim"]
    assert [(one.line, "without it" in one.reason) for one in found.refused] == [(3, True)]


@pytest.mark.parametrize(
    "text",
    [
        "<log>" + "<list>" * 300,
        one_case("".join(f"<event><string key='k{n}' value='1'/></event>" for n in range(2_100))),
        f"<log><trace><event><string key='k' value='{'x' * (20 << 20)}'/></event></trace></log>",
    ],
    ids=["deep", "many names", "a long value"],
)
def test_what_would_fill_the_memory_is_not_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "log.xes"
    path.write_text(text)
    with pytest.raises(Unreadable):
        read(path)
