"""Events as a website sends them get their channel on the way to the customer's timeline."""

import json
from datetime import UTC, datetime
from pathlib import Path

from instep.sources.importing import import_files
from instep.warehouse import Home
from instep.warehouse.duckdb_engine import DuckDB
from instep.warehouse.making import all_given, make
from instep.warehouse.order import in_order
from instep.warehouse.tables import recipe, table_files

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
URL = "https://www.vibrona.example/pumps"


def page(number: int, **context: object) -> str:
    said = {"url": URL, "path": "/pumps"}
    return json.dumps(
        {
            "type": "page",
            "messageId": f"m-{number}",
            "anonymousId": "b-1",
            "timestamp": f"2026-04-0{number}T08:00:00Z",
            "properties": said,
            "context": {"page": said | context.pop("page", {}), **context},  # type: ignore[operator]
        }
    )


def channels(home: Home) -> list[str]:
    """In the order in which it happened; only what the timeline leans on is built."""
    engine, given = DuckDB(), all_given(home, NOON, {})
    for name, table in given.items():
        engine.give(name, table)
    rooms = ("sources", "identity", "timeline")
    for each in in_order([recipe(file, home) for file in table_files() if file.room in rooms], given):
        make(engine, each)
    found: list[str] = engine.read('select channel from timeline.touchpoint order by "at"')["channel"].to_pylist()
    engine.close()
    return found


def test_a_click_id_a_campaign_and_a_referrer_of_the_wire_format_tell_the_channel(tmp_path: Path) -> None:
    events = [
        page(1, page={"search": "?gclid=Cj0"}),
        page(2, campaign={"source": "newsletter", "medium": "email", "name": "spring"}),
        page(3, page={"referrer": "https://www.google.com/"}),
        page(4, page={"referrer": URL}),
        page(5, campaign={"source": "booth", "medium": "qr"}),
    ]
    (tmp_path / "events.jsonl").write_text("\n".join(events), encoding="utf-8")
    home = Home(tmp_path / "home").create()
    import_files(home, tmp_path / "events.jsonl", source="website", received_at=NOON)
    assert channels(home) == ["Paid search", "E-mail", "Organic search", "Direct", "Unassigned"]
