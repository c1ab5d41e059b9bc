"""What people said about two records holds in every version, also through third records."""

from datetime import UTC, datetime
from random import Random

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from instep.identity.clusters import Bond, members
from instep.identity.given import PAIR
from instep.identity.pairs import Pair
from instep.identity.standing import contradicted
from instep.identity.tests.records import recorded, resolved
from instep.warehouse import Given

HEAD = "source | record_id | first_name | last_name | email | phone | is_public"
ANA, TWIN = "crm | 1 | Ana | Pérez | ana@acme.com | |", "shop | 2 | Ana | Pérez | ana@acme.com | +49302222222 |"
THIRD = "desk | 3 | Ana | Pérez | ana@acme.com | +49302222222 |"
BEN = "shop | 2 | Ben | Ito | ben@globex.com | |"
RECORDS = "abcdefgh"
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def links(*lines: str, said: tuple[str, str, str] | None = None) -> dict[str, dict[str, object]]:
    bench = recorded(person="\n".join([HEAD, *lines]))
    if said:
        facts = {"decision_id": 1, "entity_kind": "person", "decided_by": "Sofia Keller", "decided_at": NOON}
        row = dict(zip(("record_a", "relation", "record_b"), said, strict=True)) | facts
        bench.connection.execute("drop table decided.pair")
        bench.give("decided.pair", Given.of(pa.Table.from_pylist([row], PAIR)))
    return {str(row["record_key"]): row for row in resolved(bench, "identity.link") if row["entity_kind"] == "person"}


def persons(*lines: str, said: tuple[str, str, str] | None = None) -> dict[str, object]:
    return {record: row["entity_id"] for record, row in links(*lines, said=said).items()}


def test_what_was_called_different_stays_apart_whatever_speaks_for_it() -> None:
    assert len(set(persons(ANA, TWIN).values())) == 1
    assert len(set(persons(ANA, TWIN, said=("crm/person/1", "different", "shop/person/2")).values())) == 2


def test_a_third_record_that_fits_both_joins_one_of_them_and_never_both() -> None:
    found = persons(ANA, TWIN, THIRD, said=("crm/person/1", "different", "shop/person/2"))
    assert found["crm/person/1"] != found["shop/person/2"]
    assert found["desk/person/3"] in (found["crm/person/1"], found["shop/person/2"])


def test_what_was_called_the_same_is_one_without_any_evidence() -> None:
    found = links(ANA, BEN, said=("crm/person/1", "same", "shop/person/2"))
    assert found["crm/person/1"]["entity_id"] == found["shop/person/2"]["entity_id"]
    assert (found["shop/person/2"]["rule"], found["shop/person/2"]["probability"]) == ("decided", 1.0)
    assert str(found["shop/person/2"]["evidence"]).startswith("Sofia Keller")


def test_records_that_evidence_holds_keep_it_as_their_reason() -> None:
    found = links(ANA, THIRD, BEN, said=("crm/person/1", "same", "shop/person/2"))
    assert [found[record]["rule"] for record in ("desk/person/3", "shop/person/2")] == ["e-mail", "decided"]


def test_a_word_on_a_record_that_anybody_may_have_made_does_not_make_it_trusted() -> None:
    browser, ben = "web | u1 | | | ben@globex.com | | true", "crm | 5 | Ben | Ito | ben@globex.com | |"
    found = links(ANA, ben, browser, said=("crm/person/1", "same", "web/person/u1"))
    assert (
        found["web/person/u1"]["entity_id"] == found["crm/person/1"]["entity_id"] != found["crm/person/5"]["entity_id"]
    )
    assert found["web/person/u1"]["is_public"]


WORDS = st.lists(st.tuples(st.sampled_from(RECORDS), st.sampled_from(RECORDS), st.booleans()), max_size=8)
TIES = st.lists(st.sets(st.sampled_from(RECORDS), min_size=2, max_size=4), max_size=8)


def agreed(words: list[tuple[str, str, bool]]) -> list[Pair]:
    """What can be said one after the other without a contradiction."""
    said: list[Pair] = []
    for number, (one, other, is_same) in enumerate(words, 1):
        new = Pair(min(one, other), max(one, other), is_same, "Sofia", number)
        if one != other and not contradicted(said, [new]):
            said.append(new)
    return said


@given(words=WORDS, ties=TIES, random=st.randoms())
def test_every_word_holds_in_every_cluster(
    words: list[tuple[str, str, bool]], ties: list[set[str]], random: Random
) -> None:
    said = agreed(words)
    bonds = [Bond(i % 3, "phone", str(i), tuple(sorted(tie)), 1.0) for i, tie in enumerate(ties)]
    found = {one.record_key: one.entity_id for one in members("p", RECORDS, bonds, said=said)}
    assert all((found[pair.record_a] == found[pair.record_b]) == pair.is_same for pair in said)
    again = members("p", reversed(RECORDS), random.sample(bonds, len(bonds)), said=random.sample(said, len(said)))
    assert {one.record_key: one.entity_id for one in again} == found


def test_a_contradiction_names_what_was_said_before_also_through_third_records() -> None:
    same = [Pair("a", "b", True, "Sofia", 1), Pair("b", "c", True, "Lena", 2)]
    assert contradicted(same, [Pair("a", "c", False, "Jonas")]) in same
    apart = Pair("c", "d", False, "Lena", 3)
    assert contradicted([*same, apart], [Pair("a", "d", True, "Jonas")]) == apart
    assert contradicted([*same, apart], [Pair("a", "c", True, "Jonas")]) is None
