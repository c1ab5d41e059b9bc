"""Random histories of imports and undoings, and the same without what was undone."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
from hypothesis import strategies as st

from instep.sources.importing import Import, import_files
from instep.sources.taking.alone import passing
from instep.sources.taking.batch import Batch, batches, visible_ids
from instep.sources.taking.outcome import Outcome
from instep.sources.taking.undoing import undo
from instep.warehouse import Home

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HEADS = {
    "contacts": "Id,Email,First Name,Last Name,Company,Phone,Lifecycle Stage,Created",
    "deals": "Deal Id,Deal Name,Stage,Amount,Close Date,Deal Owner,Contact Email",
    "owners": "User Id,Name,Email",
}
MAILS = st.sampled_from(["ana@acme.example", "ben@beta.example", "chi@gmail.com", "c.h.i+x@gmail.com", "n/a", ""])
DATES = st.sampled_from(["1/2/2026", "13/2/2026", "2/14/2026", "2026-02-03", "N/A", "soon", ""])
ROWS = {
    "contacts": st.tuples(
        st.sampled_from(["1", "2", "3", "007", ""]),
        MAILS,
        st.sampled_from(["Ana", "Ben", "Chi", "", "=1+1"]),
        st.sampled_from(["Pérez", "Ito", "N/A", "-"]),
        st.sampled_from(["Acme", "Beta Ltd", "Select", ""]),
        st.sampled_from(["+34 600 000 001", "+34 600 000 002", "0", ""]),
        st.sampled_from(["lead", "marketingqualifiedlead", "customer", ""]),
        DATES,
    ),
    "deals": st.tuples(
        st.sampled_from(["d1", "d2", "d3"]),
        st.sampled_from(["Big one", "Small one"]),
        st.sampled_from(["Open", "Closed Won", "Closed Lost", "Signed"]),
        st.sampled_from(["100", "1.234", "1.234,50", "1,234.50", "-", "0"]),
        DATES,
        st.sampled_from(["Mark Osei", "Sofia Lindqvist", ""]),
        MAILS,
    ),
    "owners": st.tuples(
        st.sampled_from(["u1", "u2"]),
        st.sampled_from(["Mark Osei", "Sofia Lindqvist", "Mark O."]),
        st.sampled_from(["mark@our.example", "sofia@our.example"]),
    ),
}


@dataclass(frozen=True)
class Brought:
    """One import: the tables that one system delivers at one moment, as CSV."""

    source: str
    tables: dict[str, str]


@dataclass
class History:
    steps: list[Brought | int] = field(default_factory=list)
    """An import, or the number of the import that is undone now."""

    @property
    def kept(self) -> list[tuple[int, Brought]]:
        gone = {step for step in self.steps if isinstance(step, int)}
        came = [step for step in self.steps if isinstance(step, Brought)]
        return [(number, each) for number, each in enumerate(came) if number not in gone]


def table(name: str) -> st.SearchStrategy[str]:
    rows = st.lists(ROWS[name], min_size=1, max_size=6)
    return rows.map(lambda found: "\n".join([HEADS[name], *(",".join(map(_cell, row)) for row in found)]))


def _cell(text: str) -> str:
    return f'"{text}"' if "," in text else text


@st.composite
def histories(draw: st.DrawFn, most: int = 6) -> History:
    """Two systems deliver overlapping tables; some imports are undone, at once or much later."""
    history, came = History(), 0
    for _ in range(draw(st.integers(2, most))):
        if came and draw(st.integers(0, 2)) == 0:
            history.steps.append(draw(st.integers(0, came - 1)))
            continue
        names = draw(st.sets(st.sampled_from(sorted(ROWS)), min_size=1, max_size=2))
        tables = {name: draw(table(name)) for name in sorted(names)}
        history.steps.append(Brought(draw(st.sampled_from(["crm", "desk"])), tables))
        came += 1
    if not any(isinstance(step, int) for step in history.steps):
        history.steps.append(draw(st.integers(0, came - 1)))
    return history


def live(home: Home, history: History, files: Path) -> None:
    """Import and undo, step by step; each import was tried before, and came to what the trial had said."""
    came: list[list[str]] = []
    for step in history.steps:
        if isinstance(step, int):
            for batch_id in came[step]:
                undo(home, batch_id, NOON)
        else:
            came.append(_tried_and_done(home, step, len(came), files))


def _tried_and_done(home: Home, step: Brought, number: int, files: Path) -> list[str]:
    tried = bring(home, step, number, files, is_dry_run=True)
    done = bring(home, step, number, files)
    assert tried.batches == done.batches
    return [batch.batch_id for batch in done.batches]


def live_without(home: Home, history: History, files: Path) -> None:
    """Only what was never undone."""
    for number, step in history.kept:
        bring(home, step, number, files)


def bring(home: Home, step: Brought, number: int, files: Path, *, is_dry_run: bool = False) -> Import:
    folder = files / f"{number}" / step.source
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in step.tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    before = listing(home)
    moment = NOON + timedelta(hours=number)
    with passing(True):
        came = import_files(home, folder, source=step.source, received_at=moment, is_dry_run=is_dry_run)
    assert not is_dry_run or listing(home) == before
    return came


def listing(home: Home) -> set[tuple[str, int]]:
    """Every file of a home, with its size."""
    found = (path for path in home.path.rglob("*") if path.is_file() and "locks" not in path.parts)
    return {(str(path.relative_to(home.path)), path.stat().st_size) for path in found}


def records(home: Home) -> dict[str, list[str]]:
    """What a build would read: every record that counts, with batch, line and moment."""
    visible = visible_ids(home)
    files = [file for file in sorted(home.taken.glob("*/*.parquet")) if file.stem in visible]
    return {str(file.relative_to(home.path)): [repr(row) for row in pq.read_table(file).to_pylist()] for file in files}


def accounts(home: Home) -> list[Batch]:
    """What the batches that count say of themselves; what other systems said otherwise was so when they came."""
    counting = [batch for batch in batches(home) if batch.undone_at is None]
    return [replace(each, outcomes=tuple(map(_own, each.outcomes))) for each in counting]


def _own(outcome: Outcome) -> Outcome:
    return replace(outcome, conflict=0, known=0)


def mappings(home: Home) -> dict[str, str]:
    return {str(path.relative_to(home.mappings)): path.read_text() for path in home.mappings.rglob("*.yaml")}
