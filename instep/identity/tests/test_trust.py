"""What anybody may say (a public key, a form) adds facts to one person; it never joins two whom we know."""

from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instep.identity.tests.records import lay_rows, recorded, resolved
from instep.warehouse.testing import Bench

Rows = list[dict[str, str]]
ANA = "crm | 1 | Ana | Pérez | ana@acme.com | +49301111111 | Acme | | "
BEN = "crm | 2 | Ben | Ito | ben@globex.com | +49302222222 | Globex | | "
HEAD = "source | record_id | first_name | last_name | email | phone | company_name | external_ids | is_public"


def laid(*lines: str) -> Bench:
    return recorded(person="\n".join([HEAD, *lines]), opportunity="source | record_id | name\ncrm | o1 | Big deal")


def persons(*lines: str) -> dict[str, object]:
    links = [row for row in resolved(laid(*lines), "identity.link") if row["entity_kind"] == "person"]
    return {str(row["record_key"]): row["entity_id"] for row in links}


def test_who_types_a_known_address_in_a_browser_is_attached_to_that_person() -> None:
    found = persons(ANA, BEN, "web | u1 | | | ana@acme.com | | | | true")
    assert found["web/person/u1"] == found["crm/person/1"]


def test_who_names_two_persons_joins_neither_to_the_other() -> None:
    found = persons(ANA, BEN, "web | u1 | | | ana@acme.com | +49302222222 | | | true")
    assert found["crm/person/1"] != found["crm/person/2"]
    assert found["web/person/u1"] in (found["crm/person/1"], found["crm/person/2"])


def test_two_browsers_of_one_visitor_are_still_one_where_nobody_else_is_named() -> None:
    one, other = (f"web | {name} | | | dora@elm.org | | | anonymous:{name} | true" for name in ("u1", "u2"))
    found = persons(ANA, one, other)
    assert found["web/person/u1"] == found["web/person/u2"] != found["crm/person/1"]


def test_a_chain_of_browsers_joins_no_two_known_persons() -> None:
    found = persons(
        ANA,
        BEN,
        "web | u1 | | | ana@acme.com | | | anonymous:b1 | true",
        "web | u2 | | | ben@globex.com | | | anonymous:b1 | true",
    )
    assert found["crm/person/1"] != found["crm/person/2"]
    assert found["web/person/u1"] == found["crm/person/1"]
    assert found["web/person/u2"] == found["crm/person/2"]


def test_a_company_made_up_in_a_browser_joins_no_two_companies() -> None:
    bench = laid(ANA, BEN, "web | u1 | Eva | Evil | eva@acme.com | | Globex | | true")
    names = {row["full_name"]: row["company_name"] for row in resolved(bench, "identity.person")}
    assert (names["Ana Pérez"], names["Ben Ito"]) == ("Acme", "Globex")


def test_the_same_id_said_by_anybody_stands_beside_what_our_server_said() -> None:
    bench = laid(
        "web | u1 | Ana | Pérez | ana@acme.com | +49301111111 | | | ",
        "web | u1 | Mallory | Evil | mallory@evil.org | +49309999999 | | | true",
    )
    (person,) = resolved(bench, "identity.person")
    assert (person["full_name"], person["email"], person["phone"]) == ("Ana Pérez", "ana@acme.com", "+49301111111")
    said = [row for row in resolved(bench, "identity.fact") if row["field"] == "email"]
    assert [(row["value"], row["is_public"]) for row in sorted(said, key=lambda row: str(row["rank"]))] == [
        ("ana@acme.com", False),
        ("mallory@evil.org", True),
    ]


def test_what_anybody_says_fills_what_nobody_else_said() -> None:
    bench = laid(
        "crm | 1 | Ana | Pérez | ana@acme.com | | | | ", "web | u1 | | | ana@acme.com | +49305555555 | | | true"
    )
    (person,) = resolved(bench, "identity.person")
    assert person["phone"] == "+49305555555"


MAILS = ("", "ana@acme.com", "ben@acme.com", "info@acme.com", "chi@birch.de", "ana@gmail.com")
SAID = {
    "source": st.sampled_from(["crm", "web", "desk"]),
    "record_id": st.sampled_from(["100001", "100002", "100003", "anonymous:b1"]),
    "email": st.sampled_from(MAILS),
    "phone": st.sampled_from(["", "+49301", "+49302"]),
}
PERSON = SAID | {
    "first_name": st.sampled_from(["", "Ana", "Ben"]),
    "last_name": st.sampled_from(["", "Pérez", "Ito"]),
    "company_name": st.sampled_from(["", "Acme", "Acme UK", "Birch"]),
    "account_ref": st.sampled_from(["", "100001"]),
    "website": st.sampled_from(["", "birch.de"]),
    "other_emails": st.sampled_from(MAILS),
    "merged_refs": st.sampled_from(["", "100002", "9"]),
    "external_ids": st.sampled_from(["", "anonymous:b1", "crm:100001", "web:100002", "x:100003"]),
}
ACCOUNT = {name: SAID[name] for name in ("source", "record_id")} | {
    "name": st.sampled_from(["Acme", "Acme UK", "Birch", "Globex"]),
    "website": st.sampled_from(["", "acme.com", "birch.de"]),
    "country": st.sampled_from(["", "DE", "UK"]),
}
ACTIVITY = {name: SAID[name] for name in ("source", "record_id")} | {
    "person_ref": st.sampled_from(["", "100001", "100003"]),
    "person_email": SAID["email"],
    "anonymous_id": st.sampled_from(["", "b1"]),
    "kind": st.sampled_from(["form", "call"]),
}
KINDS: dict[str, Any] = {"person": PERSON, "account": ACCOUNT, "activity": ACTIVITY}


@st.composite
def said(draw: st.DrawFn, most: int) -> dict[str, Rows]:
    """Records of all three kinds, each id of a source once."""
    found: dict[str, Rows] = {}
    for kind, fields in KINDS.items():
        rows = draw(st.lists(st.fixed_dictionaries(fields), max_size=most))
        found[kind] = list({(row["source"], row["record_id"]): row for row in rows}.values())
    return found


def beside(kind: str, trusted: Rows, anybodys: Rows) -> Iterator[dict[str, str]]:
    """As `sources.<kind>` has them: of one id both stand as persons and accounts; elsewhere the trusted one counts."""
    known = {(row["source"], row["record_id"]) for row in trusted}
    yield from trusted
    for row in anybodys:
        is_known = (row["source"], row["record_id"]) in known
        if not is_known or kind != "activity":
            yield row | {"is_public": "true", "record_id": "public:" * is_known + row["record_id"]}


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(trusted=said(6), anybodys=said(8))
def test_nothing_that_anybody_says_changes_what_trusted_records_say_of_each_other(
    trusted: dict[str, Rows], anybodys: dict[str, Rows]
) -> None:
    alone, together = recorded(), recorded()
    for kind in KINDS:
        lay_rows(alone, kind, trusted[kind])
        lay_rows(together, kind, beside(kind, trusted[kind], anybodys[kind]))
    assert told(alone) == told(together)


def told(bench: Bench) -> tuple[list[str], list[str], list[str]]:
    """Whom each trusted record belongs to, which fact of theirs is before which, and for whom persons work."""
    resolved(bench, "identity.link", "identity.fact", "identity.employment")
    links = bench.warehouse.select(
        "select record_key || ' ' || entity_kind || ' ' || entity_id as said from identity.link where not is_public"
    )
    facts = bench.warehouse.select(
        "select concat_ws(' ', entity_id, field, record_key, is_golden) as said from identity.fact where not is_public"
        " order by entity_id, field, rank"
    )
    work = bench.warehouse.select(
        "select distinct person_id || ' ' || account_id as said from identity.employment"
        " inner join identity.link using (record_key) where not is_public"
    )
    return sorted(_said(links)), _said(facts), sorted(_said(work))


def _said(rows: list[dict[str, object]]) -> list[str]:
    return [str(row["said"]) for row in rows]
