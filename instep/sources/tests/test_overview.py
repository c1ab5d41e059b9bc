"""What a system delivered adds up; what was undone does not count."""

from dataclasses import replace
from datetime import UTC, datetime

from instep.sources.overview import plural, sources
from instep.sources.tests.delivering import contacts

MONDAY, FRIDAY = datetime(2026, 11, 16, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)


def test_deliveries_of_one_system_add_up() -> None:
    (hubspot,) = sources([contacts(MONDAY, "b1"), contacts(FRIDAY, "b2")])
    assert (hubspot.batch_count, hubspot.received_count, hubspot.last_at) == (2, 2408, FRIDAY)
    assert hubspot.received_count == hubspot.taken_count + hubspot.duplicate_count + hubspot.refused_count
    assert hubspot.records == {"person": 2384, "consent": 800}


def test_what_was_undone_does_not_count() -> None:
    assert sources([replace(contacts(MONDAY), undone_at=FRIDAY)]) == []


def test_kinds_are_named_as_people_name_them() -> None:
    assert [plural(kind) for kind in ("person", "survey_response", "spend")] == ["people", "survey responses", "spend"]
