"""What does this room hand to a build: the promise, the words for sending back, and the verdicts people gave."""

import sqlite3
from contextlib import closing

import pyarrow as pa

from instep.handoffs.promise import promises
from instep.handoffs.reasons import status_words
from instep.warehouse import Given, Home

PROMISE = pa.schema([("dimension", pa.string()), ("value", pa.string()), ("hours", pa.float64())])
WORD = pa.schema([("word", pa.string()), ("reason", pa.string())])
VERDICT = pa.schema(
    [
        ("verdict_id", pa.int64()),
        ("handoff_id", pa.string()),
        ("decision", pa.string()),
        ("reason", pa.string()),
        ("given_at", pa.timestamp("us", "UTC")),
    ]
)
GIVEN = "select id, handoff_id, decision, reason, given_at from handoffs_verdict order by id"


def given(home: Home) -> dict[str, Given]:
    return {
        "decided.promise": Given.of(pa.Table.from_pylist([vars(each) for each in promises(home)], PROMISE)),
        "decided.sent_back_word": Given.of(pa.Table.from_pylist(status_words(home), WORD)),
        "decided.verdict": Given.of(_verdicts(home)),
    }


def _verdicts(home: Home) -> pa.Table:
    """Empty where the app keeps its database elsewhere: readers then lay every verdict over the table (`overlay`)."""
    if not home.database.is_file():
        return VERDICT.empty_table()
    with closing(sqlite3.connect(f"file:{home.database}?mode=ro", uri=True)) as database:
        try:
            rows = database.execute(GIVEN).fetchall()
        except sqlite3.OperationalError:
            return VERDICT.empty_table()
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(VERDICT)
    moments = pa.array(columns[-1], pa.string()).cast(pa.timestamp("us")).cast(pa.timestamp("us", "UTC"))
    return pa.table([*(pa.array(each) for each in columns[:-1]), moments], VERDICT.names).cast(VERDICT)
