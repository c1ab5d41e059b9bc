"""Random histories of imports, mends and undoings, and the same without what was undone."""

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
    mends: dict[str, dict[int, dict[str, str]]] = field(default_factory=dict)
    """What people typed into its records before it came, by table and line."""


@dataclass(frozen=True)
class MendedFile:
    """Records of an earlier import as a spreadsheet hands them back: by line, of the table that stands first in it."""

    of: int
    rows: dict[int, tuple[str, ...]]


Step = Brought | MendedFile | int


@dataclass
class History:
    steps: list[Step] = field(default_factory=list)
    """An import, mended records, or the number of what came that is undone now."""

    @property
    def came(self) -> list[Brought | MendedFile]:
        return [step for step in self.steps if not isinstance(step, int)]

    @property
    def gone(self) -> set[int]:
        """What was undone, and the mends of it."""
        found = {step for step in self.steps if isinstance(step, int)}
        mends = [(at, step) for at, step in enumerate(self.came) if isinstance(step, MendedFile)]
        for number, each in mends:
            found |= {number} if each.of in found else set()
        return found


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
        there = [at for at in range(came) if at not in history.gone]
        if there and draw(st.integers(0, 2)) == 0:
            history.steps.append(draw(mended(history, draw(st.sampled_from(there)))))
            came += 1
            continue
        names = draw(st.sets(st.sampled_from(sorted(ROWS)), min_size=1, max_size=2))
        tables = {name: draw(table(name)) for name in sorted(names)}
        mends = {name: draw(typed(name)) for name in sorted(tables) if draw(st.integers(0, 2)) == 0}
        history.steps.append(Brought(draw(st.sampled_from(["crm", "desk"])), tables, mends))
        came += 1
    if not any(isinstance(step, int) for step in history.steps):
        history.steps.append(draw(st.integers(0, came - 1)))
    return history


LINES = st.integers(2, 7)


def typed(name: str) -> st.SearchStrategy[dict[int, dict[str, str]]]:
    """Some cells of some records, as people type them into the page."""
    columns = HEADS[name].split(",")
    cells = ROWS[name].flatmap(lambda row: st.sets(st.sampled_from(range(len(columns))), min_size=1, max_size=2).map(
        lambda places: {columns[at]: row[at] for at in sorted(places)}
    ))  # fmt: skip
    return st.dictionaries(LINES, cells, min_size=1, max_size=2)


def mended(history: History, of: int) -> st.SearchStrategy[MendedFile]:
    name = _table_of(history, of)
    return st.dictionaries(LINES, ROWS[name], min_size=1, max_size=3).map(lambda rows: MendedFile(of, rows))


def _table_of(history: History, of: int) -> str:
    """Of what came first under this number; mends of mends are of the same table."""
    step = history.came[of]
    return _table_of(history, step.of) if isinstance(step, MendedFile) else sorted(step.tables)[0]


def live(home: Home, history: History, files: Path) -> None:
    """Import, mend and undo, step by step; what came was tried before, and came to what the trial had said."""
    came: dict[int, list[str]] = {}
    for step in history.steps:
        if isinstance(step, int):
            for batch_id in came[step]:
                undo(home, batch_id, NOON)
        else:
            came[len(came)] = _tried_and_done(home, history, len(came), came, files)


def _tried_and_done(home: Home, history: History, number: int, came: dict[int, list[str]], files: Path) -> list[str]:
    tried = bring(home, history, number, came, files, is_dry_run=True)
    done = bring(home, history, number, came, files)
    assert tried.batches == done.batches
    return [batch.batch_id for batch in done.batches]


def live_without(home: Home, history: History, files: Path) -> None:
    """Only what was never undone."""
    came: dict[int, list[str]] = {}
    for number in (at for at in range(len(history.came)) if at not in history.gone):
        came[number] = [batch.batch_id for batch in bring(home, history, number, came, files).batches]


def bring(
    home: Home, history: History, number: int, came: dict[int, list[str]], files: Path, *, is_dry_run: bool = False
) -> Import:
    step = history.came[number]
    folder = files / f"{number}"
    folder.mkdir(parents=True, exist_ok=True)
    if isinstance(step, MendedFile):
        name = _table_of(history, number)
        (folder / "mended.csv").write_text(_mended_text(name, step, came[step.of][0]), encoding="utf-8")
    for name, text in step.tables.items() if isinstance(step, Brought) else ():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    source, mends = (step.source, step.mends) if isinstance(step, Brought) else ("crm", {})
    before = listing(home)
    moment = NOON + timedelta(hours=number)
    with passing(True):
        found = import_files(
            home, folder, source=source, received_at=moment, mends=mends, is_dry_run=is_dry_run
        )  # fmt: skip
    assert not is_dry_run or listing(home) == before
    return found


def _mended_text(name: str, step: MendedFile, batch_id: str) -> str:
    rows = [f"{batch_id},{line},mended,{','.join(map(_cell, row))}," for line, row in sorted(step.rows.items())]
    return "\n".join([f"batch,line,reason,{HEADS[name]},record", *rows])


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
