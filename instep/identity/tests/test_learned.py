"""What all records teach is kept and used again; whom only a rare name tells is found by a build of everything."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from instep.identity.resolving.tests.crowd import crowd
from instep.identity.tables import learned as learning
from instep.warehouse import Home, Warehouse, build
from instep.warehouse.live import lay
from tests.histories import Row, beginning, deliver
from tests.test_layers import NOW, shown

KNOWN = {"record_id", "first_name", "last_name", "email", "phone", "city"}


def told(records: Sequence[dict[str, str]]) -> list[Row]:
    """As an import would deliver them."""
    return [
        {name: value or None for name, value in record.items() if name in KNOWN}
        | {"company_name": record["company"] or None, "street": record["street"] or None}
        | {"postal_code": record["postcode"] or None, "source": "crm", "is_deleted": False}
        for record in records
    ]


ZORA = dict.fromkeys(("first_name", "last_name", "email", "phone", "company", "street", "postcode", "city"), "")
HERE = ZORA | {"record_id": "z1", "first_name": "Zorabella", "last_name": "Quivertonne", "city": "Lomiburg"}
THERE = HERE | {"record_id": "z2", "email": "zq@private.example", "street": "Kanweg 5", "postcode": "71717"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setattr(learning, "ENOUGH", 400)
    home = Home(tmp_path / "home").create()
    deliver(home, 0, beginning())
    deliver(home, 1, {"person": told([*crowd(300), HERE, THERE])})
    build(home, NOW)
    return home


def who(home: Home, record: str) -> object:
    asked = f"select entity_id from identity.link where record_key = 'crm/person/{record}' and entity_kind = 'person'"
    return Warehouse.open(home).select(asked)[0]["entity_id"]


def test_what_was_learned_is_kept_far_persons_are_found_and_layers_say_what_the_next_build_says(home: Home) -> None:
    kept = (home.path / "model.json").read_text(encoding="utf-8")
    assert '"quivertonne": 2' in kept
    assert who(home, "z1") == who(home, "z2")
    late = ZORA | {
        "record_id": "z3",
        "first_name": "Zorabella",
        "last_name": "Quivertonne",
        "email": "zq@private.example",
    }
    deliver(home, 2, {"person": told([late])})
    assert lay(home, NOW)
    assert who(home, "z3") == who(home, "z2") == who(home, "z1")
    laid = shown(home)
    build(home, NOW)
    assert laid == shown(home)
    assert (home.path / "model.json").read_text(encoding="utf-8") == kept
