"""Which rule stands in the fields of a form, and which fields show a rule? The rule here is as plain as in its file.

A condition has a place, such as `r.0.1`; its fields are `r.0.1:node`, `r.0.1:times` and so on.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from instep.definitions.editing.kinds import KINDS, TESTS, Field, Kind

type Posted = Mapping[str, list[str]]
ROOT = "r"
DEEPEST = 8
TESTED = {value for value, _ in TESTS}
BARE = "not_since"
"""Holds what was done without its key."""


@dataclass
class Node:
    """A condition as the form shows it: what each field says, and the conditions inside."""

    kind: str
    values: dict[str, list[str]] = field(default_factory=dict)
    inner: list["Node"] = field(default_factory=list)
    slots: dict[str, "Node"] = field(default_factory=dict)
    points: str = ""
    """What it counts, where it stands in a score."""

    @property
    def about(self) -> Kind:
        return KINDS[self.kind]


def posted(form: Posted, place: str = ROOT) -> Node | None:
    """The condition at a place of the form; None where none is."""
    kind = (form.get(f"{place}:node") or [""])[0]
    if kind not in KINDS or place.count(".") > DEEPEST:
        return None
    points = (form.get(f"{place}:points") or [""])[0].strip()
    node = Node(
        kind, points=points, values={one.name: form.get(f"{place}:{one.name}", []) for one in KINDS[kind].fields}
    )
    if node.about.many is not None:
        node.inner = list(_inner(form, place))
    for slot, _ in node.about.slots:
        found = posted(form, f"{place}.{slot or 'not'}")
        if found:
            node.slots[slot] = found
    return node


def _inner(form: Posted, place: str) -> Iterator[Node]:
    number = 0
    while found := posted(form, f"{place}.{number}"):
        yield found
        number += 1


def plain(node: Node) -> dict[str, Any]:
    """The condition as it stands in a file."""
    about = node.about
    said = {one.name: value for one in about.fields if (value := _said(one, node.values.get(one.name, []))) is not None}
    if node.kind in ("person", "account"):
        return {node.kind: _comparison(said)}
    if node.kind == "opportunity":
        return {node.kind: _with_own(said)}
    if about.many is not None:
        return {node.kind: _joined(about, said, [_part(node.kind, one) for one in node.inner])}
    slots = {slot: plain(one)["did"] if slot == BARE else plain(one) for slot, one in node.slots.items()}
    return {node.kind: {**said, **slots}.get("", {**said, **slots})}


def shown(value: object) -> Node:
    """The other way round. Raises ValueError for what no form can show."""
    if not isinstance(value, dict) or len(value) != 1:
        raise ValueError("a condition has exactly one key")
    [(kind, inner)] = value.items()
    if kind not in KINDS:
        raise ValueError(f"“{kind}” is not a kind of condition")
    about = KINDS[kind]
    if about.many is not None:
        listed = inner.get(about.many, []) if about.many else inner
        return Node(kind, _values(about, inner if about.many else {}), [_shown_part(kind, one) for one in listed])
    if about.slots and about.slots[0][0] == "":
        return Node(kind, slots={"": shown(inner)})
    entries = _entries(kind, inner)
    slots = {
        slot: shown({"did": entries[slot]} if slot == BARE else entries[slot])
        for slot, _ in about.slots
        if slot in entries
    }
    return Node(kind, _values(about, entries), slots=slots)


def _part(above: str, node: Node) -> Any:
    """Steps of an order are things done without a key; parts of a score carry their points."""
    if above == "in_order":
        return plain(node).get("did", {})
    return {**plain(node), "points": node.points} if above == "score" else plain(node)


def _shown_part(above: str, value: Any) -> Node:
    if above == "in_order":
        return shown({"did": value})
    if above != "score":
        return shown(value)
    node = shown({key: inner for key, inner in value.items() if key != "points"})
    node.points = str(value.get("points", ""))
    return node


def _entries(kind: str, inner: object) -> dict[str, Any]:
    if kind in ("person", "account", "opportunity") and isinstance(inner, dict) and "field" in inner:
        [(test, value)] = [(key, value) for key, value in inner.items() if key in TESTED]
        own = {key: value for key, value in inner.items() if key not in TESTED}
        return {**own, "test": test, "value": _in_one_line(_listed(value))}
    if isinstance(inner, dict):
        return inner
    return {"outcome": inner} if kind == "opportunity" else {"": inner}


def _values(about: Kind, entries: Mapping[str, Any]) -> dict[str, list[str]]:
    known = {one.name for one in about.fields} | {slot for slot, _ in about.slots} | {about.many}
    if unknown := sorted(set(entries) - known):
        raise ValueError(f"no form shows {', '.join(unknown)}")
    found = {}
    for one in about.fields:
        values = _listed(entries.get(one.name))
        found[one.name] = [_in_one_line(values)] if one.shape == "list" and values else values
    return found


def _said(one: Field, values: list[str]) -> Any:
    """What a field says, as in a file; None when it says nothing."""
    if one.shape == "choices":
        return [value for value in values if value] or None
    text = values[0].strip() if values else ""
    if one.shape == "list":
        return apart(text) or None
    return text or None


def _comparison(said: dict[str, Any]) -> dict[str, Any]:
    test = said.get("test", "equals")
    value = said.get("value", "")
    return {"field": said.get("field", ""), test: apart(value) if test == "one_of" else value}


def _with_own(said: dict[str, Any]) -> dict[str, Any]:
    plain = {key: value for key, value in said.items() if key not in ("field", "test", "value")}
    return plain | _comparison(said) if "field" in said else plain


def _joined(about: Kind, said: dict[str, Any], inner: list[dict[str, Any]]) -> Any:
    return {**said, about.many: inner} if about.many else inner


def apart(text: str) -> list[str]:
    """Several in one line: with commas between, in quotes where a comma belongs to one of them."""
    lines = csv.reader(text.splitlines(), skipinitialspace=True)
    return [cell.strip() for line in lines for cell in line if cell.strip()]


def _in_one_line(values: list[str]) -> str:
    return ", ".join(f'"{value}"' if "," in value else value for value in values)


def _listed(value: object) -> list[str]:
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
