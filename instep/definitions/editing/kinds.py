"""Which fields does each kind of condition have on a form?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from instep.definitions import rule as rules
from instep.definitions.wording import KINDS as DONE
from instep.definitions.wording import REACHED

type Shape = Literal["text", "list", "count", "number", "choice", "choices"]


@dataclass(frozen=True)
class Field:
    """list: several texts, with commas between. choices: several of the options. Empty fields are left out."""

    name: str
    label: str
    shape: Shape
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Kind:
    """many: under which key a list of conditions stands ("" where the list itself is the value); slots: single ones."""

    name: str
    label: str
    fields: tuple[Field, ...] = ()
    many: str | None = None
    slots: tuple[tuple[str, str], ...] = ()


def options(*values: str, words: Mapping[str, str] | None = None) -> tuple[tuple[str, str], ...]:
    return tuple((value, (words or {}).get(value, value.replace("_", " "))) for value in values)


TESTS = options(
    "equals", "one_of", "at_least", "at_most", "known",
    words={"equals": "is", "one_of": "is one of", "known": "is known (yes or no)"},
)  # fmt: skip


COMPARING = (
    Field("field", "A field of our own", "text", hint="own.fleet_size"),
    Field("test", "Test", "choice", (("", "—"), *TESTS)),
    Field("value", "Value", "text"),
)


def comparing(name: str, label: str, vocabulary: rules.Vocabulary) -> Kind:
    fields = options(*sorted(vocabulary.texts | vocabulary.numbers))
    value = Field("value", "Value", "text", hint="several with commas between")
    return Kind(name, label, (Field("field", "Field", "choice", fields), Field("test", "Test", "choice", TESTS), value))


DOING = (
    Field("kind", "What", "choices", options(*rules.KINDS, words=DONE)),
    Field("words", "About", "list", hint="one of these words, with commas between"),
    Field("channel", "Through the channels", "list"),
    Field("team", "With", "choices", options(*rules.TEAMS)),
    Field("direction", "Direction", "choices", options(*rules.DIRECTIONS)),
)
AFTERWARDS = (("after", "After this was so"), ("not_since", "And this was not done since"))
TIMES = Field("times", "At least so many times", "count")
WITHIN = Field("within_days", "Within so many days", "count")

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("all", "All of these hold", many=""),
        Kind("any", "At least one of these holds", many=""),
        Kind("at_least", "At least so many of these hold", (Field("count", "How many", "count"),), many="of"),
        Kind("not", "This is not so", slots=(("", "Not so"),)),
        comparing("person", "A fact about the person", rules.FIELDS["person"]),
        comparing("account", "A fact about the company", rules.FIELDS["account"]),
        Kind("did", "Something was done", (*DOING, TIMES, WITHIN), slots=AFTERWARDS),
        Kind("lately", "Something was done lately", (*DOING, TIMES, WITHIN)),
        Kind("in_order", "Things were done in this order", (WITHIN,), many="steps"),
        Kind("score", "Enough points", (
            Field("at_least", "At least so many points", "number"),
            Field("half_life_days", "Half of the points gone after days", "count")), many="points"),
        Kind("answer", "An answer with evidence", (
            Field("to", "About", "choice", options(*rules.TOPICS)),
            Field("holds", "It holds", "choice", options("yes", "no")))),
        Kind("status", "A status in a system", (
            Field("field", "Field", "choice", options(*rules.STATUSES)), Field("one_of", "Is one of", "list"))),
        Kind("reached", "A moment that a system noted", (
            Field("", "Which", "choice", options(*rules.MOMENTS, words=REACHED)),)),
        Kind("recorded", "On record in a system", (
            Field("except_by", "Not counting systems of", "choices", options(*rules.TEAMS)),)),
        Kind("colleague", "Works for us", (Field("", "Works for us", "choice", options("yes", "no")),)),
        Kind("opportunity", "An opportunity", (
            Field("outcome", "Which", "choice", options("any", "won", "lost")),
            Field("amount_at_least", "Worth at least", "number"), *COMPARING)),
        Kind("ordered", "An order", (TIMES,)),
        Kind("is", "Meets another definition", (Field("", "Definition", "choice"),)),
    )
}  # fmt: skip
