"""What follows an arrival within half an hour came by it."""

from instep.timeline.tests.visits import channels, visit


def at(time: str, **said: str) -> dict[str, str]:
    return visit(anonymous_id="b-1", **said) | {"at": f"2026-01-01 {time}"}


AD = {"source": "google", "medium": "cpc"}


def test_the_pages_of_a_session_have_its_channel() -> None:
    assert channels(at("09:00", **AD), at("09:20"), at("09:45")) == ["Paid search"] * 3


def test_half_an_hour_of_silence_ends_a_session() -> None:
    assert channels(at("09:00", **AD), at("09:31")) == ["Paid search", "Direct"]


def test_what_came_before_the_arrival_stays_what_it_was() -> None:
    assert channels(at("09:00"), at("09:10", **AD), at("09:20")) == ["Direct", "Paid search", "Paid search"]


def test_an_arrival_within_a_session_keeps_its_own_channel_and_the_first_one_counts_for_the_rest() -> None:
    mail = {"source": "newsletter", "medium": "email"}
    assert channels(at("09:00", **AD), at("09:10", **mail), at("09:20")) == ["Paid search", "E-mail", "Paid search"]


def test_another_browser_is_another_session() -> None:
    assert channels(at("09:00", **AD), at("09:10") | {"anonymous_id": "b-2"}) == ["Paid search", "Direct"]


def test_a_form_of_the_session_came_by_its_channel_too() -> None:
    assert channels(at("09:00", **AD), at("09:10") | {"kind": "form"}) == ["Paid search", "Paid search"]
