"""Whatever is delivered, in whatever order: every record belongs to exactly one entity, and always to the same."""

from collections import Counter
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instep.identity.clusters import Bond, members
from instep.identity.names import Name, agree, name
from instep.identity.tests.records import lay_rows, recorded, resolved

Records = list[dict[str, str]]
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "source": st.sampled_from(["crm", "desk", "mkt"]),
            "first_name": st.sampled_from(["", "Ana", "Ben", "Anna", "A"]),
            "last_name": st.sampled_from(["", "Pérez", "Ito", "perez"]),
            "email": st.sampled_from(["", "ana@acme.com", "info@acme.com", "ben+x@gmail.com", "b.en@gmail.com"]),
            "phone": st.sampled_from(["", "+49301", "+49302"]),
            "company_name": st.sampled_from(["", "Acme Inc", "ACME", "Globex"]),
            "merged_refs": st.sampled_from(["", "0", "3;4"]),
        }
    ),
    min_size=1,
    max_size=12,
)


def links(rows: list[dict[str, str]]) -> list[dict[str, object]]:
    bench = recorded()
    lay_rows(bench, "person", rows)
    return resolved(bench, "identity.link")


@FEW
@given(PEOPLE, st.randoms())
def test_the_order_of_the_records_does_not_matter(people: Records, random: Random) -> None:
    rows = [row | {"record_id": str(i)} for i, row in enumerate(people)]
    shuffled = random.sample(rows, len(rows))
    assert sorted(map(str, links(rows))) == sorted(map(str, links(shuffled)))


@FEW
@given(PEOPLE)
def test_every_record_is_in_exactly_one_person(people: Records) -> None:
    rows = [row | {"record_id": str(i)} for i, row in enumerate(people)]
    linked = Counter(row["record_key"] for row in links(rows) if row["entity_kind"] == "person")
    assert linked == Counter(f"{row['source']}/person/{row['record_id']}" for row in rows)


@given(st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=2, max_size=3), max_size=8), st.randoms())
def test_bonds_make_the_same_clusters_in_any_order(ties: list[set[str]], random: Random) -> None:
    bonds = [Bond(i % 2, "phone", str(i), tuple(sorted(tie)), 1.0) for i, tie in enumerate(ties)]
    assert members("p", "abcdefgh", bonds) == members("p", reversed("abcdefgh"), random.sample(bonds, len(bonds)))


PARTS = st.sampled_from(["", "ana", "anna", "ann", "a", "hans", "max", "alex", "alexandra"])
LASTS = st.sampled_from(["", "weber", "webre", "p", "perez gil", "gil"])
NAMES = st.builds(Name, PARTS, LASTS, st.sampled_from(["", "junior", "senior"]))


@given(NAMES, NAMES)
def test_agreement_is_mutual_and_everybody_agrees_with_oneself(one: Name, other: Name) -> None:
    assert agree(one, other) == agree(other, one)
    assert agree(one, one)


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_text_can_be_read_as_a_name(first: str, last: str, full: str) -> None:
    assert isinstance(name(first, last, full), Name)
