"""What is kept of a resolution, so that new records can join it and any two of its records be explained?

A folder with the model (JSON) and the columns that were read (YAML), both to be read and used again, an index of the
records (SQLite), and the joins that were refused, for people to look through. Written beside the old one and put in its
place at once.
"""

import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from instep.identity.resolving.fields import Columns
from instep.identity.resolving.reception.index import build, settle
from instep.identity.resolving.resolution import Resolution, resolve
from instep.identity.resolving.review import Refused, add_to_review, begin_review
from instep.identity.resolving.scoring.model import Model
from instep.identity.resolving.subject import Subject

MODEL, COLUMNS, INDEX, REVIEW = "model.json", "columns.yaml", "index.sqlite", "review.csv"


class NoState(ValueError):
    """The folder holds nothing that was kept, or of another kind of record."""


@dataclass(frozen=True)
class State:
    folder: Path

    def model(self, subjects: Iterable[Subject]) -> Model:
        return Model.read(self._kept(MODEL).read_text(encoding="utf-8"), subjects)

    def columns(self) -> Columns:
        return Columns.read(self._kept(COLUMNS).read_text(encoding="utf-8"))

    def index(self) -> sqlite3.Connection:
        """Written ahead (WAL): readers and the one writer do not wait for each other."""
        index = sqlite3.connect(self._kept(INDEX), isolation_level=None, timeout=60)
        index.execute("pragma synchronous = normal")
        return index

    def answer(self) -> pa.Table:
        with closing(self.index()) as index:
            rows = index.execute("select record_id, entity_id, probability from record order by rid").fetchall()
        ids, entities, sure = zip(*rows, strict=True)
        return pa.table({"record_id": ids, "entity_id": entities, "probability": sure})

    def add_to_review(self, refused: Sequence[Refused]) -> None:
        add_to_review(self.folder / REVIEW, refused)

    def keep(self, records: pa.Table, columns: Columns, subject: Subject) -> Resolution:
        """Resolve these records and keep what was learned and found."""
        fresh = self.folder.with_name(f".{self.folder.name}.fresh")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        found = resolve(records, subject, keep=lambda desk: build(fresh / INDEX, desk, subject))
        settle(fresh / INDEX, found.answer())
        (fresh / MODEL).write_text(found.model.to_json(), encoding="utf-8")
        (fresh / COLUMNS).write_text(columns.to_yaml(), encoding="utf-8")
        begin_review(fresh / REVIEW, found.refused())
        self._put_in_place(fresh)
        return found

    def _kept(self, name: str) -> Path:
        if not (file := self.folder / name).exists():
            first = f"run `instep identity resolve … --state {self.folder}` first"
            raise NoState(f"{self.folder} holds no resolution that {name} belongs to: {first}")
        return file

    def _put_in_place(self, fresh: Path) -> None:
        old = self.folder.with_name(f".{self.folder.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        if self.folder.exists():
            self.folder.rename(old)
        fresh.rename(self.folder)
        shutil.rmtree(old, ignore_errors=True)
