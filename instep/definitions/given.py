"""What does this room hand to a build, and keep of it? Answers about customers; how many met each word."""

from datetime import UTC, datetime

import pyarrow as pa

from instep.definitions.restating import note
from instep.warehouse import Given, Home
from instep.warehouse.decisions import decided, moment
from instep.warehouse.tables import Read

KEEPS = "definitions.volume"

ANSWER = pa.schema(
    [
        ("answer_id", pa.int64()),
        ("person_id", pa.string()),
        ("topic", pa.string()),
        ("holds", pa.bool_()),
        ("said_at", pa.timestamp("us", "UTC")),
    ]
)
SAID = "select id, person_id, topic, holds, said_at from definitions_answer order by id"


def given(home: Home) -> dict[str, Given]:
    rows = [
        {"answer_id": key, "person_id": person, "topic": topic, "holds": bool(holds), "said_at": moment(at)}
        for key, person, topic, holds, at in decided(home, SAID)
    ]
    return {"decided.answer": Given.of(pa.Table.from_pylist(rows, ANSWER))}


def keep(home: Home, read: Read) -> None:
    note(home, read, datetime.now(UTC))
