"""What does this room hand to a build: the promise, the words for sending back, and the verdicts people gave."""

from datetime import datetime
from typing import NamedTuple

import pyarrow as pa

from instep.handoffs.promise import promises
from instep.handoffs.reasons import status_words
from instep.handoffs.standing import standing
from instep.warehouse import Given, Home
from instep.warehouse.decisions import decided, moment

PROMISE = pa.schema([("dimension", pa.string()), ("value", pa.string()), ("hours", pa.float64())])
WORD = pa.schema([("word", pa.string()), ("reason", pa.string())])
VERDICT = pa.schema(
    [
        ("verdict_id", pa.int64()),
        ("handoff_id", pa.string()),
        ("person_id", pa.string()),
        ("received_at", pa.timestamp("us", "UTC")),
        ("decision", pa.string()),
        ("reason", pa.string()),
        ("given_at", pa.timestamp("us", "UTC")),
    ]
)
GIVEN = "select id, handoff_id, person_id, received_at, decision, reason, given_at from handoffs_verdict order by id"


class Kept(NamedTuple):
    """A verdict as the app's database keeps it."""

    verdict_id: int
    handoff_id: str
    person_id: str
    received_at: str | datetime
    decision: str
    reason: str
    given_at: str | datetime


def given(home: Home) -> dict[str, Given]:
    return {
        "decided.promise": Given.of(pa.Table.from_pylist([vars(each) for each in promises(home)], PROMISE)),
        "decided.sent_back_word": Given.of(pa.Table.from_pylist(status_words(home), WORD)),
        "decided.verdict": Given.of(_verdicts(home)),
    }


def _verdicts(home: Home) -> pa.Table:
    """Those that stand: what was taken back is as if it had never been said."""
    kept = standing(Kept(*row) for row in decided(home, GIVEN))
    rows = sorted((each for stack in kept.values() for each in stack), key=lambda each: each.verdict_id)
    said = [
        each._asdict() | {name: moment(getattr(each, name)) for name in ("received_at", "given_at")} for each in rows
    ]
    return pa.Table.from_pylist(said, VERDICT)
