"""Nobody's id changes without need, and an id that somebody kept leads to somebody."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from instep.identity.clusters import Bond, members
from instep.identity.former import led_to
from instep.identity.keeping import Stay
from instep.identity.pairs import Pair
from instep.identity.standing import contradicted

RECORDS = "abcdefgh"
START = datetime(2026, 1, 1, tzinfo=UTC)


class House:
    """Records, the evidence that ties them, what was said about them, and who was who in each version so far."""

    def __init__(self) -> None:
        self.known: set[str] = set("cfh")
        self.bonds: list[Bond] = []
        self.said: list[Pair] = []
        self.stays: list[Stay] = []
        self.now = START

    def built(self, random: Random | None = None) -> dict[str, str]:
        """The next version: who is who, and what that makes of everybody's stays."""
        self.now += timedelta(days=1)
        known, bonds, said, stays = list(self.known), list(self.bonds), list(self.said), list(self.stays)
        if random:
            for each in (known, bonds, said, stays):
                random.shuffle(each)
        found = {one.record_key: one.entity_id for one in members("p", known, bonds, said=said, stays=stays)}
        found = {record: entity for record, entity in found.items() if record in self.known}
        ended = [stay if _lasts(stay, found) else stay._replace(until_at=self.now) for stay in self.stays]
        stayed = {(stay.record_key, stay.entity) for stay in ended if stay.until_at is None}
        came = [
            Stay(record, entity, self.now, None) for record, entity in found.items() if (record, entity) not in stayed
        ]
        self.stays = ended + came
        return found

    def says(self, one: str, other: str, is_same: bool) -> bool:
        new = Pair(min(one, other), max(one, other), is_same, "Sofia", len(self.said) + 1)
        if one == other or contradicted(self.said, [new]):
            return False
        self.said.append(new)
        return True

    def leads_to(self, entity: str, found: dict[str, str]) -> str | None:
        """As `former.present_id` walks."""
        seen: set[str] = set()
        at: str | None = entity
        while at and at not in seen and at not in found.values():
            seen.add(at)
            had = {stay.record_key for stay in self.stays if stay.entity == at}
            at = led_to(at, [stay for stay in self.stays if stay.record_key in had])
        return at if at in found.values() else None


def _lasts(stay: Stay, found: dict[str, str]) -> bool:
    return stay.until_at is not None or found.get(stay.record_key) == stay.entity


RECORD = st.sampled_from(RECORDS)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("import"), RECORD, RECORD),
        st.tuples(st.just("undo import"), RECORD, RECORD),
        st.tuples(st.just("merge"), RECORD, RECORD),
        st.tuples(st.just("split"), RECORD, RECORD),
        st.tuples(st.just("take back"), RECORD, RECORD),
    ),
    max_size=12,
)


def take(house: House, step: tuple[str, str, str]) -> None:
    what, one, other = step
    if what == "import":
        house.known |= {one, other}
        house.bonds += [Bond(len(house.bonds) % 3, "phone", one + other, (one, other), 0.9)] if one != other else []
    elif what == "undo import":
        house.known -= {one}
        house.bonds = [bond for bond in house.bonds if one not in bond.records]
    elif what == "take back" and house.said:
        house.said.pop(RECORDS.index(one) % len(house.said))
    elif what in ("merge", "split"):
        house.says(one, other, what == "merge")


@settings(max_examples=150, deadline=None)
@given(steps=STEPS, random=st.randoms())
def test_after_any_history_words_hold_ids_are_single_and_stable_and_none_dangles(
    steps: list[tuple[str, str, str]], random: Random
) -> None:
    house = House()
    for step in steps:
        take(house, step)
        found = house.built()
        known = [pair for pair in house.said if {pair.record_a, pair.record_b} <= found.keys()]
        assert all((found[pair.record_a] == found[pair.record_b]) == pair.is_same for pair in known)
        assert house.built(random) == found
    ever = {stay.entity: stay.record_key for stay in house.stays}
    alive = {stay.entity for stay in house.stays if stay.record_key in house.known}
    assert all(house.leads_to(entity, found) for entity in ever if steps and entity in alive)


@settings(max_examples=150, deadline=None)
@given(steps=STEPS, one=RECORD, other=RECORD, is_same=st.booleans())
def test_what_was_decided_and_undone_leaves_everybody_as_before(
    steps: list[tuple[str, str, str]], one: str, other: str, is_same: bool
) -> None:
    house = House()
    for step in steps:
        take(house, step)
        house.built()
    before = house.built()
    if house.says(one, other, is_same):
        house.built()
        house.said.pop()
    assert house.built() == before


def test_of_two_that_are_merged_the_larger_one_keeps_its_id_and_the_other_leads_there() -> None:
    house = House()
    house.bonds = [Bond(0, "phone", "1", ("f", "h"), 0.9)]
    before = house.built()
    house.says("c", "f", is_same=True)
    after = house.built()
    assert set(after.values()) == {before["f"]}
    assert house.leads_to(before["c"], after) == before["f"]


def test_a_record_that_comes_later_never_changes_an_id() -> None:
    house = House()
    house.known = {"f"}
    before = house.built()
    house.known |= {"a"}
    house.bonds = [Bond(0, "phone", "1", ("a", "f"), 0.9)]
    assert set(house.built().values()) == {before["f"]}


def test_the_larger_part_of_what_falls_apart_keeps_the_id() -> None:
    house = House()
    house.bonds = [Bond(0, "phone", "1", ("c", "f", "h"), 0.9)]
    before = house.built()
    house.bonds = [Bond(0, "phone", "1", ("f", "h"), 0.9)]
    after = house.built()
    assert after["f"] == after["h"] == before["f"] != after["c"]


def test_what_is_taken_apart_again_finds_its_former_id() -> None:
    house = House()
    house.known = set("bcdh")
    house.bonds = [Bond(0, "phone", "1", ("b", "c", "d"), 0.9)]
    first = house.built()
    house.known |= {"f"}
    house.bonds += [Bond(0, "phone", "2", ("f", "h"), 0.9)]
    before = house.built()
    assert before["f"] == first["h"]
    house.says("b", "f", is_same=True)
    assert len(set(house.built().values())) == 1
    house.said.pop()
    assert house.built() == before
