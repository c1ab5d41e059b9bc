"""Which rule does this place in a file describe? Strict: what is not understood is refused with its path."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from instep.definitions import rule as rules
from instep.definitions.rule import Rule
from instep.sources.own.field import NAME, PREFIX
from instep.team.place import Place

type Leaves = Mapping[str, Callable[[Place], Rule]]

DEEPEST = 12


def parsed(place: Place, leaves: Leaves | None = None) -> Rule:
    """The rule at this place: a mapping with exactly one key, which says what kind of node it is.

    leaves: the conditions that may be asked, where they are others than those about customers.
    """
    if len(place.path) > 3 * DEEPEST:
        place.refuse("the rule is nested too deeply", "Give the inner part a name: make it a definition of its own")
    leaves = LEAVES if leaves is None else leaves
    kinds = ", ".join([*JOINS, *leaves])
    entries = place.mapping()
    if len(entries) != 1:
        place.refuse("a rule has exactly one key here", f"Use one of: {kinds}; join several under “all”")
    [(kind, inner)] = entries.items()
    if kind in JOINS:
        return JOINS[kind](inner, leaves)
    if kind not in leaves:
        inner.refuse(f"“{kind}” is not a kind of rule", f"Use one of: {kinds}")
    return leaves[kind](inner)


def several(place: Place, leaves: Leaves) -> tuple[Rule, ...]:
    found = tuple(parsed(entry, leaves) for entry in place.each())
    if not found:
        place.refuse("the list is empty", "Add at least one rule to it")
    return found


def at_least(place: Place, leaves: Leaves) -> Rule:
    entries = place.only("count", "of", needs=("count", "of"))
    found = several(entries["of"], leaves)
    return rules.AtLeast(entries["count"].count(most=len(found)), found)


def compare(place: Place, about: rules.Subject, vocabulary: rules.Vocabulary) -> Rule:
    entries = place.only("field", *TESTS, needs=("field",))
    field = entries.pop("field")
    if str(field.value).startswith(PREFIX):
        return own(field, entries, about)
    name = field.one_of(sorted(vocabulary.texts | vocabulary.numbers))
    test, inner = _one_test(place, entries)
    if test == "known":
        return rules.Compare(about, name, "known", (inner.yes_or_no(),))
    if name in vocabulary.numbers:
        values = tuple(entry.number() for entry in (inner.each() if test == "one_of" else [inner]))
        return rules.Compare(about, name, test, values or inner.refuse("the list is empty", "Add a value"))
    if test in ("at_least", "at_most"):
        inner.refuse(f"“{name}” is a text", "Use equals, one_of or known with it")
    return rules.Compare(about, name, test, inner.texts())


def own(field: Place, tests: Mapping[str, Place], about: rules.Subject) -> rules.Compare:
    """A field of people's own. Whether a delivery brings it is not asked here: deliveries come and go."""
    name = field.text()
    if not NAME.match(name.removeprefix(PREFIX)):
        field.refuse(f"“{name}” can't be a field's name", "Write own. and small letters, digits and _: own.fleet_size")
    test, inner = _one_test(field, tests)
    if test == "known":
        return rules.Compare(about, name, "known", (inner.yes_or_no(),))
    if test in ("at_least", "at_most"):
        return rules.Compare(about, name, test, (_number_or_day(inner),))
    return rules.Compare(about, name, test, inner.texts())


def _one_test(place: Place, tests: Mapping[str, Place]) -> tuple[rules.Test, Place]:
    if len(tests) != 1:
        place.refuse("one comparison belongs here", f"Add one of: {', '.join(TESTS)}")
    [(test, inner)] = tests.items()
    return test, inner  # type: ignore[return-value]


def _number_or_day(place: Place) -> rules.Value:
    return place.day().isoformat() if re.match(r"^\s*\d{4}-", str(place.value)) else place.number()


def status(place: Place) -> Rule:
    entries = place.only("field", "one_of", needs=("field", "one_of"))
    return rules.Status(entries["field"].one_of(rules.STATUSES), entries["one_of"].texts())


def did(place: Place) -> rules.Did:
    entries = place.only(*_DID)
    if not {"kind", "channel", "team", "words"} & entries.keys():
        place.refuse("nothing says what was done", "Add at least one of: kind, channel, team, words")
    return rules.Did(
        kinds=tuple(kind.one_of(rules.KINDS) for kind in _listed(entries.get("kind"))),
        channels=tuple(channel.text() for channel in _listed(entries.get("channel"))),
        teams=tuple(team.one_of(rules.TEAMS) for team in _listed(entries.get("team"))),
        words=tuple(word.text() for word in _listed(entries.get("words"))),
        directions=tuple(one.one_of(rules.DIRECTIONS) for one in _listed(entries.get("direction"))),
        times=entries["times"].count() if "times" in entries else 1,
        within_days=entries["within_days"].count(most=3650) if "within_days" in entries else None,
        after=parsed(entries["after"]) if "after" in entries else None,
        not_since=doing(entries["not_since"]) if "not_since" in entries else None,
    )


def doing(place: Place) -> rules.Did:
    """What was done, without how often or when."""
    place.only(*_DOING)
    return did(place)


def lately(place: Place) -> Rule:
    entries = place.only(*_DOING, "times", "within_days", needs=("within_days",))
    plain = {key: entry.value for key, entry in entries.items() if key in _DOING}
    times = entries["times"].count() if "times" in entries else 1
    return rules.Lately(doing(replace(place, value=plain)), times, entries["within_days"].count(most=3650))


def in_order(place: Place) -> Rule:
    entries = place.only("steps", "within_days", needs=("steps",))
    steps = tuple(doing(entry) for entry in entries["steps"].each())
    if not 2 <= len(steps) <= 8:
        entries["steps"].refuse("an order has from 2 to 8 steps", "Add a step, or use “did” for a single one")
    return rules.InOrder(steps, entries["within_days"].count(most=3650) if "within_days" in entries else None)


def score(place: Place, leaves: Leaves) -> Rule:
    entries = place.only("at_least", "half_life_days", "points", needs=("at_least", "half_life_days", "points"))
    parts = tuple(points(entry, leaves) for entry in entries["points"].each())
    if not parts:
        entries["points"].refuse("the list is empty", "Add what gives points")
    enough = entries["at_least"].number()
    if enough <= 0:
        entries["at_least"].refuse("nobody has so few points", "Write a number above 0")
    return rules.Score(enough, entries["half_life_days"].count(least=1, most=3650), parts)


def points(place: Place, leaves: Leaves) -> rules.Points:
    """One rule and its points, such as `did: {kind: [form]}` and `points: 10`."""
    entries = place.mapping()
    if "points" not in entries or len(entries) != 2:
        place.refuse("a rule and its points belong here", "Write one rule and a line “points: 10”")
    [(kind, _)] = [entry for entry in entries.items() if entry[0] != "points"]
    value = place.value[kind] if isinstance(place.value, dict) else None
    found = parsed(replace(place, value={kind: value}), leaves)
    if isinstance(found, rules.Did) and (found.times > 1 or found.not_since):
        place.refuse("each time gives points here", "Leave out times, within_days and not_since")
    return rules.Points(found, entries["points"].count(most=1000))


def answer(place: Place) -> Rule:
    entries = place.only("to", "holds", needs=("to",))
    return rules.Answer(
        entries["to"].one_of(rules.TOPICS), entries["holds"].yes_or_no() if "holds" in entries else True
    )


def colleague(place: Place) -> Rule:
    return rules.Colleague() if place.yes_or_no() else rules.Not(rules.Colleague())


def recorded(place: Place) -> Rule:
    entries = place.only("except_by")
    return rules.Recorded(tuple(team.one_of(rules.TEAMS) for team in _listed(entries.get("except_by"))))


def opportunity(place: Place) -> Rule:
    outcomes = ("any", "won", "lost")
    if isinstance(place.value, str):
        return rules.Opportunity(place.one_of(outcomes))  # type: ignore[arg-type]
    entries = place.only("outcome", "amount_at_least", "field", *TESTS, needs=("outcome",))
    amount = entries["amount_at_least"].number() if "amount_at_least" in entries else None
    outcome = entries["outcome"].one_of(outcomes)
    tests = {name: inner for name, inner in entries.items() if name in TESTS}
    if tests and "field" not in entries:
        place.refuse("nothing says which field is compared", f"Add a line “field: {PREFIX}…”")
    asked = own(entries["field"], tests, "opportunity") if "field" in entries else None
    return rules.Opportunity(outcome, amount, asked)  # type: ignore[arg-type]


def ordered(place: Place) -> Rule:
    entries = place.only("times")
    return rules.Ordered(entries["times"].count() if "times" in entries else 1)


def _listed(place: Place | None) -> list[Place]:
    """One entry or a list of them, as places; an empty list is refused."""
    if place is None:
        return []
    found = list(place.each()) if isinstance(place.value, list) else [place]
    return found or place.refuse("the list is empty", "Add an entry, or remove the line")


TESTS = ("equals", "one_of", "at_least", "at_most", "known")
_DOING = ("kind", "channel", "team", "words", "direction", "after")
_DID = (*_DOING, "times", "within_days", "not_since")

JOINS: dict[str, Callable[[Place, Leaves], Rule]] = {
    "all": lambda place, leaves: rules.AllOf(several(place, leaves)),
    "any": lambda place, leaves: rules.AnyOf(several(place, leaves)),
    "at_least": at_least,
    "not": lambda place, leaves: rules.Not(parsed(place, leaves)),
    "score": score,
}
LEAVES: Leaves = {
    "is": lambda place: rules.Is(place.text()),
    "person": lambda place: compare(place, "person", rules.FIELDS["person"]),
    "account": lambda place: compare(place, "account", rules.FIELDS["account"]),
    "status": status,
    "did": did,
    "lately": lately,
    "in_order": in_order,
    "answer": answer,
    "reached": lambda place: rules.Reached(place.one_of(rules.MOMENTS)),
    "recorded": recorded,
    "colleague": colleague,
    "opportunity": opportunity,
    "ordered": ordered,
}
