"""The columns of a log are found by their names or by what only one can be; what can't be placed is refused by line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from instep.cli.main import app
from instep.journey.mining.columns import Unclear
from instep.journey.mining.opening import opened
from instep.sources.reading import Refused

HERE = Path(__file__)
LOG = next(
    (root / "shared/data/journey/helpdesk.xes.gz" for root in HERE.parents if (root / "shared/data/journey").exists()),
    HERE,
)
NOBODY: dict[str, str | None] = {}


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_real_log_shows_what_is_known_of_it() -> None:
    told = json.loads(CliRunner().invoke(app, ["journey", str(LOG), "--json"]).stdout)
    assert (told["case_count"], told["event_count"], told["activity_count"], told["variant_count"]) == (
        4580, 21348, 14, 226,
    )  # fmt: skip
    assert told["variants"][0]["case_count"] == 2366
    assert told["variants"][0]["activities"] == [
        "Assign seriousness", "Take in charge ticket", "Resolve ticket", "Closed",
    ]  # fmt: skip
    assert told["duration_days"]["median"] == pytest.approx(39.86, abs=0.005)


@pytest.mark.parametrize(
    "header",
    ["Case ID,Activity,Complete Timestamp,who", "order_id;status;date;who", "vorgang,was,wann,wer"],
)
def test_columns_are_found_whatever_they_are_called(tmp_path: Path, header: str) -> None:
    mark = ";" if ";" in header else ","
    rows = [
        f"{case}{mark}{what}{mark}2026-01-{day:02} 10:00{mark}"
        for case in "abcd"
        for day, what in enumerate(("came", "went"), 1)
    ]
    found = opened(written(tmp_path, "\n".join([header, *rows]) + "\n"), NOBODY)
    assert (len(found.events.cases), len(found.events.activities), found.told.at) == (4, 2, header.split(mark)[2])


def test_an_event_that_says_no_moment_is_refused_with_its_line(tmp_path: Path) -> None:
    text = "case,activity,time\na,came,2026-01-01\na,went,soon\nb,,2026-01-01\nb,came,2026-01-02\n"
    found = opened(written(tmp_path, text), {"case": "case", "activity": "activity", "at": "time"})
    assert found.refused == (
        Refused(3, "'time' says nothing that can be read", ""),
        Refused(4, "'activity' says nothing that can be read", ""),
    )
    assert found.received == len(found.events) + len(found.refused)


def test_dates_that_leave_the_order_open_are_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, "case,activity,time\na,came,01/02/2026\na,went,03/02/2026\n")
    with pytest.raises(Unclear, match="--dates day-month"):
        opened(path, NOBODY)
    asked = opened(path, {"dates": "day-month"})
    assert asked.events.durations.tolist() == [2 * 86_400_000_000]


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "case,activity,time\na,came,2026-01-01\na,went,2026-01-02\n")
    with pytest.raises(Unclear, match="'ticket', but the columns are: case, activity, time"):
        opened(path, {"case": "ticket"})


def test_one_transition_can_be_looked_at_alone(tmp_path: Path) -> None:
    rows = [
        f"a,{what},{when},2026-01-01 1{hour}:00"
        for hour, (what, when) in enumerate([("x", "start"), ("x", "complete"), ("y", "complete")])
    ]
    path = written(tmp_path, "\n".join(["case,activity,lifecycle:transition,time", *rows]) + "\n")
    assert len(opened(path, NOBODY).events) == 3
    found = opened(path, NOBODY, only="Complete")
    assert (len(found.events), found.transitions) == (2, {"start": 1, "complete": 2})
