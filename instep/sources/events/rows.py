"""What are stored events as a table, as if a file of them had been delivered?

The table always has the same columns: those that the preset of the wire format speaks of, those that a corrected
mapping speaks of, the collector's own remarks, and the whole call. So no sender can make a table wide.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pyarrow as pa

from instep.sources.events.call import at_micros
from instep.sources.mapping import Mapping, Records, from_dict, header_fingerprint
from instep.sources.reading import LINE
from instep.sources.recognition.presets import presets
from instep.sources.saved_mappings import saved
from instep.sources.trust import TRUST
from instep.warehouse.home import Home

TABLE = "events"
SYSTEM = "segment"
OWN = ("messageId", "type", "userId", "anonymousId", "timestamp", "originalTimestamp", "receivedAt")
REMARKS = (TRUST, "instep.key", "instep.is_bot", "instep.is_private", "instep.consent")
CALL = "call"


def columns(mapping: Mapping) -> tuple[str, ...]:
    read = {name for records in mapping.records for name in _reads(records)}
    return (*OWN, *sorted(read - {*OWN, *REMARKS, CALL}), *REMARKS, CALL)


def mapping_of(home: Home, source: str) -> Mapping:
    """The one that people corrected, else what the wire format means."""
    standard = _standard()
    return saved(home, source, TABLE, standard.fingerprint) or standard


def table(events: Sequence[sqlite3.Row], names: tuple[str, ...]) -> pa.Table:
    rows = [_row(event, names) for event in events]
    arrays = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    lines = pa.array([event["seq"] for event in events], pa.int64())
    return pa.table([*arrays, lines], [*names, LINE])


def _row(event: sqlite3.Row, names: Iterable[str]) -> list[str | None]:
    said: dict[str, Any] = json.loads(event["said"], parse_int=str, parse_float=str)
    known = _known(event, said)
    return [known[name] if name in known else _found(said, name) for name in names]


def _known(event: sqlite3.Row, said: dict[str, Any]) -> dict[str, str | None]:
    told: dict[str, Any] = json.loads(event["told"])
    granted = [name for name, answer in told.get("consent", {}).items() if answer]
    return {
        "messageId": event["message_id"],
        "type": event["type"],
        "timestamp": told["at"],
        "originalTimestamp": _text(said.get("originalTimestamp") or said.get("timestamp")),
        "receivedAt": at_micros(event["received_at"]).isoformat(),
        TRUST: event["trust"],
        "instep.key": event["key_id"],
        "instep.is_bot": "true" if told.get("is_bot") else "false",
        "instep.is_private": "true" if told.get("is_private") else "false",
        "instep.consent": (", ".join(granted) or "none") if told.get("consent") else None,
        CALL: event["said"],
    }


def _found(said: dict[str, Any], name: str) -> str | None:
    value: Any = said
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return _text(value)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, dict):
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


@cache
def _standard() -> Mapping:
    preset = next(preset for preset in presets() if preset.system == SYSTEM)
    said = {"source": "", "table": TABLE, "fingerprint": "", "recognised_by": f"preset {SYSTEM}"}
    mapping = from_dict(said | {"records": list(preset.records)})
    records = tuple(_in_our_words(each) for each in mapping.records)
    return replace(mapping, records=records, fingerprint=header_fingerprint(columns(mapping)))


def _in_our_words(records: Records) -> Records:
    """An event's name means what the same name means in a file: “Demo Requested” is a form."""
    if records.kind != "activity":
        return records
    kind = replace(records.fields["kind"], vocabulary="activity_kind", otherwise="event")
    return replace(records, fields=records.fields | {"kind": kind})


def _reads(records: Records) -> set[str]:
    return {name for origin in records.origins for name in origin.reads} | set(records.where)
