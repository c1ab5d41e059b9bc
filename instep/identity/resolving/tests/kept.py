"""A state of made-up records, and those that come in later."""

from pathlib import Path

import pyarrow as pa

from instep.identity.resolving.fields import Columns
from instep.identity.resolving.person.subject import PERSONS
from instep.identity.resolving.reception.at_once import Found, Reception
from instep.identity.resolving.state import State
from instep.identity.resolving.subject import Subject
from instep.identity.resolving.subjects import SUBJECTS
from instep.identity.resolving.tests.crowd import COLUMNS, told


def kept(folder: Path, records: pa.Table, subject: Subject = PERSONS) -> State:
    state = State(folder / "state")
    state.keep(records, Columns(None, {}), subject)
    return state


def record(line: str) -> dict[str, str]:
    """`id | first | last | e-mail | phone | company | street | code | city`."""
    return dict.fromkeys(COLUMNS, "") | dict(zip(COLUMNS, [cell.strip() for cell in line.split("|")], strict=False))


def rows(*lines: str) -> list[dict[str, str | None]]:
    given: list[dict[str, str | None]] = told(list(map(record, lines))).to_pylist()
    return given


def added(state: State, *lines: str) -> Found:
    with Reception(state, state.model(SUBJECTS)) as reception:
        return reception.add(rows(*lines))


def entities(state: State) -> dict[str, str]:
    answer = state.answer()
    return dict(zip(answer["record_id"].to_pylist(), answer["entity_id"].to_pylist(), strict=True))
