"""Whatever is posted is read as JSON or a form; each value is found under its path, and nothing breaks the door."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instep.sources.posted.bodies import Unreadable, records

FORM = "application/x-www-form-urlencoded"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (b'{"a": 1.10, "b": {"c": [true, {"d": "x"}]}}', FORM, {"a": "1.10", "b.c.0": "true", "b.c.1.d": "x"}),
        (b"email=ana%40acme.example&tag=a&tag=b+c&empty=", FORM, {"email": "ana@acme.example", "tag": "a; b c"}),
        (b' \n{"a": null, "b": 0}', "text/plain", {"b": "0"}),
        (
            b'--x\r\nContent-Disposition: form-data; name="email"\r\n\r\nana@acme.example\r\n--x\r\n'
            b'Content-Disposition: form-data; name="cv"; filename="cv.pdf"\r\n\r\n%PDF\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
            {"email": "ana@acme.example"},
        ),
    ],
)
def test_a_body_is_read_for_what_it_is(body: bytes, kind: str, said: dict[str, str]) -> None:
    assert records(body, kind) == [said]


def test_a_list_of_objects_is_several_payloads() -> None:
    assert records(b'[{"a": "1"}, {"a": "2"}]', "application/json") == [{"a": "1"}, {"a": "2"}]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"a": ',
        b"[1, 2]",
        b"[]",
        b"\xff\xfe",
        b"just words",
        b'{"a":' * 3000,
        b"[" * 100_000,
    ],
)
def test_what_is_no_payload_is_refused_with_a_sentence(body: bytes) -> None:
    with pytest.raises(Unreadable, match=r"\w+ \w+"):
        records(body, "application/json")


def test_an_object_that_says_nothing_is_no_payload_of_its_own() -> None:
    assert records(b'[{}, {"a": "1"}, {"b": null}]', "application/json") == [{"a": "1"}]
    assert records(b"{}", "application/json") == []


def test_half_a_character_is_replaced_wherever_it_stands() -> None:
    assert records(b'{"e\\ud800": "\\ud800a", "b": {"\\udfff": ["\\ud83d"]}}', "") == [
        {"e\ufffd": "\ufffda", "b.\ufffd.0": "\ufffd"}
    ]


def test_too_many_things_and_too_deep_a_nest_are_refused() -> None:
    with pytest.raises(Unreadable, match="more than 500"):
        records(json.dumps({str(at): at for at in range(501)}).encode(), "")
    with pytest.raises(Unreadable, match="too deeply"):
        records(json.dumps({"a": [[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]}).encode(), "")


@given(st.dictionaries(st.text(max_size=6), JSON, min_size=1, max_size=5))
def test_every_scalar_is_kept_under_a_path_of_its_own_or_the_whole_is_refused(said: dict[str, object]) -> None:
    flat = next(iter(records(json.dumps(said).encode(), "application/json")), {})
    assert not any("\0" in text for text in flat.values())
    for key, value in said.items():
        if key and isinstance(value, str) and "." not in key:
            assert flat[key] == value.replace("\0", "")


@given(st.binary(max_size=60), st.sampled_from(["", FORM, "application/json", "multipart/form-data; boundary=x"]))
def test_no_bytes_break_the_door(body: bytes, kind: str) -> None:
    with suppress(Unreadable):
        assert all(records(body, kind))
