"""What did all records together teach, and how is it kept until it is learned anew?

What was learned is the weights and how common names, places and houses are. It is kept, so that the same records give
the same answer tomorrow, and new ones the same as in a build of everything. It is learned anew when there are twice as
many records, or half as many. Few records teach nothing but noise: below a thousand, what is usual elsewhere counts.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import pyarrow as pa
import pyarrow.compute as pc

from instep.identity.resolving.desk import Desk
from instep.identity.resolving.scoring.model import Model
from instep.identity.resolving.subject import Subject
from instep.identity.weighing.usual import USUAL_COUNTS, usual_model

ENOUGH = 1_000
SCHEMA = pa.schema(
    [("about", pa.string()), ("word", pa.string()), ("record_count", pa.float64()), ("said", pa.string())]
)
WEIGHTS, EVERYBODY = "weights", "everybody"
COUNTED = {
    "first_count": "first_name",
    "last_count": "last_name",
    "house_count": "house",
    "postcode_count": "postcode",
}
"""Tables of the desk that count what far records carry too; a word that nobody learned about counts once."""


@dataclass(frozen=True)
class Learned:
    model: Model
    counts: pa.Table
    """`about, word, record_count`."""
    usual: Mapping[str, float]
    """How many records carry a word that is not counted."""
    record_count: int

    @classmethod
    def usually(cls, subject: Subject) -> Self:
        return cls(usual_model(subject), SCHEMA.empty_table(), USUAL_COUNTS, 0)

    @classmethod
    def read(cls, rows: pa.Table, subject: Subject) -> Self:
        """As `rows` wrote it; what is usual where nothing was learned."""
        said = [str(text) for text in rows["said"].to_pylist() if text]
        if not said:
            return cls.usually(subject)
        count = int(pc.max(rows.filter(pc.equal(rows["about"], EVERYBODY))["record_count"]).as_py())
        counts = rows.filter(pc.not_equal(rows["about"], WEIGHTS)).cast(SCHEMA)
        return cls(Model.read(said[0], [subject]), counts, {EVERYBODY: count}, count)

    def rows(self) -> pa.Table:
        weights = {"about": [WEIGHTS], "word": [None], "record_count": [None], "said": [self.model.to_json()]}
        return pa.concat_tables([pa.table(weights, SCHEMA), self.counts])

    @property
    def knows_names(self) -> bool:
        return self.record_count > 0

    def still_fits(self, count: int) -> bool:
        return self.record_count / 2 < count < self.record_count * 2

    def spread(self, desk: Desk, table: str) -> None:
        """Put what was learned in the place of what these records alone would tell."""
        if table == EVERYBODY:
            desk.lay(EVERYBODY, pa.table({"record_count": [float(self.usual[EVERYBODY])]}))
        elif word := COUNTED.get(table):
            known = self.counts.filter(pc.equal(self.counts["about"], table)).select(["word", "record_count"])
            desk.lay("known_count", known)
            usual = float(self.usual.get(table, 1.0))
            told = (
                f"select here.{word}, coalesce(known_count.record_count, {usual}) as record_count from {table} as here"  # noqa: S608
            )
            desk.lay(table, desk.ask(f"{told} left join known_count on known_count.word = here.{word}"))


def counted(desk: Desk) -> pa.Table:
    """Once everything is laid out: how common is each word that several records carry?"""
    found = [desk.ask(_count(table, word)).cast(SCHEMA) for table, word in COUNTED.items()]
    everybody = desk.ask(f"select '{EVERYBODY}', null, record_count, null from {EVERYBODY}")  # noqa: S608
    return pa.concat_tables([everybody.rename_columns(SCHEMA.names).cast(SCHEMA), *found])


def _count(table: str, word: str) -> str:
    told = f"{word} as word, cast(record_count as double) as record_count, cast(null as text) as said"
    return f"select '{table}' as about, {told} from {table} where record_count > 1 order by word"  # noqa: S608


def readable(rows: pa.Table) -> dict[str, Any]:
    """For people who want to know why: the weights, and the words by how many records carry them, most first."""
    lines = rows.to_pylist()
    weights = next(json.loads(line["said"]) for line in lines if line["said"])
    by_count = sorted((line for line in lines if not line["said"]), key=lambda line: -line["record_count"])
    counts: dict[str, dict[str, int]] = {}
    for line in by_count:
        counts.setdefault(line["about"], {})[line["word"] or "records"] = int(line["record_count"])
    return {"weights": weights, "how many records carry": counts}


def from_readable(said: Mapping[str, Any]) -> pa.Table:
    counts = [
        {"about": about, "word": None if about == EVERYBODY else word, "record_count": float(count), "said": None}
        for about, words in said["how many records carry"].items()
        for word, count in words.items()
    ]
    weights = {"about": WEIGHTS, "word": None, "record_count": None, "said": json.dumps(said["weights"], indent=2)}
    return pa.Table.from_pylist([weights, *counts], SCHEMA)
