"""How is a tree of conditions laid out as fields for a template?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from instep.definitions.editing.kinds import KINDS, Field
from instep.definitions.editing.tree import ROOT, Node
from instep.sources.own.known import own_fields
from instep.warehouse.home import Home

type Options = tuple[tuple[str, str], ...]
NONE_OF_OWN: Mapping[str, Options] = {}


@dataclass(frozen=True)
class Input:
    name: str
    label: str
    shape: str
    hint: str
    value: str
    options: tuple[tuple[str, str, bool], ...]
    """Value, words, and whether it is chosen."""


@dataclass(frozen=True)
class Row:
    """A condition with its fields. may_add: whether conditions stand in it; missing: single ones that it may get."""

    place: str
    kind: str
    label: str
    inputs: tuple[Input, ...]
    inner: tuple["Row", ...]
    caption: str
    may_add: bool
    missing: tuple[tuple[str, str], ...]
    is_root: bool


def laid_out(
    node: Node,
    words: Options,
    place: str = ROOT,
    caption: str = "",
    in_score: bool = False,
    own: Mapping[str, Options] = NONE_OF_OWN,
) -> Row:
    """words: the definitions that “is” may name; own: the fields of people's own, by what they are about."""
    about = node.about
    is_score = node.kind == "score"
    inner = [laid_out(one, words, f"{place}.{number}", "", is_score, own) for number, one in enumerate(node.inner)]
    inner += [
        laid_out(node.slots[slot], words, f"{place}.{slot or 'not'}", said if slot else "", own=own)
        for slot, said in about.slots
        if slot in node.slots
    ]
    missing = tuple((slot, said) for slot, said in about.slots if slot and slot not in node.slots)
    inputs = tuple(_input(node, one, place, words, own) for one in about.fields)
    if in_score:
        inputs = (Input(f"{place}:points", "Points", "count", "", node.points, ()), *inputs)
    return Row(place, node.kind, about.label, inputs, tuple(inner), caption, about.many is not None, missing,
               place == ROOT)  # fmt: skip


def fields_of_our_own(home: Home) -> dict[str, Options]:
    """By what they are about: the fields of people's own that a rule may ask for."""
    found: dict[str, Options] = {}
    for each in own_fields(home):
        option = (each.full_name, f"{each.name.replace('_', ' ')} (your own)")
        found[each.kind] = (*found.get(each.kind, ()), option)
    return found


def kinds_to_add() -> Options:
    return tuple((kind.name, kind.label) for kind in KINDS.values())


def _input(node: Node, one: Field, place: str, words: Options, own: Mapping[str, Options]) -> Input:
    values = node.values.get(one.name, [])
    more = own.get(node.kind, ()) if one.name == "field" and one.options else ()
    options = words if node.kind == "is" else (*one.options, *more)
    chosen = tuple((value, said, value in values) for value, said in _with(options, values))
    return Input(f"{place}:{one.name}", one.label, one.shape, one.hint, values[0] if values else "", chosen)


def _with(options: Options, values: Sequence[str]) -> Options:
    """What a file says stays a choice, also where it is none of ours."""
    known = {value for value, _ in options}
    return (*options, *((value, value) for value in values if value and value not in known)) if options else ()
