"""What is kept of a resolution, so that new records can join it and any two of its records be explained?

A folder with the model (JSON, to be read and used again), the records, their evidence, their entities, and the joins
that were refused, for people to look through. Written beside the old one and put in its place at once.
"""

import csv
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from instep.identity.resolving.joining.groups import Refusal
from instep.identity.resolving.scoring.model import Model, probability_of
from instep.identity.resolving.subject import Subject
from instep.sources.harmless import harmless

MODEL, RECORDS, EVIDENCE, ANSWER, REVIEW = (
    "model.json",
    "records.parquet",
    "evidence.parquet",
    "answer.parquet",
    "review.csv",
)


class NoState(ValueError):
    """The folder holds nothing that was kept, or of another kind of record."""


@dataclass(frozen=True)
class State:
    folder: Path

    def model(self, subjects: Iterable[Subject]) -> Model:
        file = self.folder / MODEL
        if not file.exists():
            raise NoState(
                f"{self.folder} holds no resolution: run `instep identity resolve … --state {self.folder}` first"
            )
        return Model.read(file.read_text(encoding="utf-8"), subjects)

    def records(self) -> pa.Table:
        return pq.read_table(self.folder / RECORDS)

    def evidence(self, *record_ids: str) -> pa.Table:
        """Of these records only."""
        return pq.read_table(self.folder / EVIDENCE, filters=[("record_id", "in", list(record_ids))])

    def are_one(self, record: str, other: str) -> bool:
        wanted = pq.read_table(self.folder / ANSWER, filters=[("record_id", "in", [record, other])])
        return len(set(wanted["entity_id"].to_pylist())) == 1

    def answer(self) -> pa.Table:
        return pq.read_table(self.folder / ANSWER)

    def keep(
        self, model: Model, records: pa.Table, evidence: pa.Table, answer: pa.Table, review: Iterable[Refusal]
    ) -> None:
        fresh = self.folder.with_name(f".{self.folder.name}.fresh")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        (fresh / MODEL).write_text(model.to_json(), encoding="utf-8")
        for name, table in ((RECORDS, records), (EVIDENCE, evidence), (ANSWER, answer)):
            pq.write_table(table, fresh / name)
        _write_review(fresh / REVIEW, answer["record_id"].to_pylist(), review)
        self._put_in_place(fresh)

    def _put_in_place(self, fresh: Path) -> None:
        old = self.folder.with_name(f".{self.folder.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        if self.folder.exists():
            self.folder.rename(old)
        fresh.rename(self.folder)
        shutil.rmtree(old, ignore_errors=True)


def _write_review(file: Path, record_ids: list[str], review: Iterable[Refusal]) -> None:
    """The likeliest first."""
    with file.open("w", newline="", encoding="utf-8") as out:
        lines = csv.writer(out)
        lines.writerow(["record_id", "other_record_id", "probability", "reason"])
        for each in sorted(review, key=lambda refusal: (-refusal.score, refusal.one, refusal.other)):
            pair = (harmless(record_ids[each.one]), harmless(record_ids[each.other]))
            lines.writerow([*pair, round(probability_of(each.score), 4), each.reason])
