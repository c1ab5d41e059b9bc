"""Which columns do people make fields of their own, and whom do they name that needs them?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from instep.sources.imports.choice import AS_FOUND
from instep.sources.kind import WITH_OWN, kinds
from instep.sources.own.field import DECISION, TYPES, UsedBy, free_name
from instep.sources.own.needs import unknown

NEW = "+"
"""What a column becomes that is to be a field of people's own."""
Needs = Mapping[str, Collection[str]]
Own = dict[str, dict[str, Any]]
TYPE_WORDS = {
    "text": "text",
    "number": "a number",
    "moment": "a day or a moment",
    "flag": "yes or no",
}


@dataclass(frozen=True)
class Asked:
    """What the mapping page asks of a new field, and what was typed that is not clear yet."""

    needs: Needs
    data: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)

    def of(self, key: str, column: dict[str, Any]) -> dict[str, Any]:
        need, type_ = self.data.get(f"need-{key}", ""), self.data.get(f"type-{key}", column.get("own_type", "text"))
        return {
            "needs": [(way, [_need(way, name, need) for name in names]) for way, names in self.needs.items()],
            "types": [(name, words, name == type_) for name, words in TYPE_WORDS.items()],
            "decision": self.data.get(f"decision-{key}", ""),
            "problem": self.problems.get(key, ""),
        }


def _need(way: str, name: str, chosen: str) -> tuple[str, str, bool]:
    value = f"{way}:{name}"
    return value, name.replace("_", " "), value == chosen


def added(data: Any, place: int, table: dict[str, Any], kind: str | None, before: Own) -> Own:
    """The table's fields of people's own, by column; one that says too little is not among them."""
    found = dict(before) if kind in WITH_OWN else {}
    for at, column in enumerate(table.get("columns", ())):
        asked = f"{place}-{at}"
        if kind in WITH_OWN and is_new(data, asked, column) and not problem(data, asked, {}):
            taken = {*kinds()[kind].fields, *(said["name"] for name, said in found.items() if name != column["name"])}
            found[column["name"]] = _said(data, asked, column["name"], free_name(column["name"], taken))
        elif data.get(f"field-{asked}", AS_FOUND) != AS_FOUND:
            found.pop(column["name"], None)
    return found


def is_new(data: Any, asked: str, column: dict[str, Any]) -> bool:
    """Also where somebody is named for a column that is not used."""
    said = data.get(f"field-{asked}", AS_FOUND)
    is_unused = not (column["fields"] or column["elsewhere"] or column["is_id"] or column.get("own"))
    return said == NEW or bool(said == AS_FOUND and is_unused and _used_by(data, asked).what)


def problem(data: Any, asked: str, needs: Needs) -> str | None:
    """What is missing before a column can become a field of people's own."""
    used_by = _used_by(data, asked)
    if not used_by.what:
        return "Name the definition, the KPI or the decision that needs it. What nobody needs is not worth typing."
    return unknown(used_by, {way: list(names) for way, names in needs.items()})


def problems(data: Any, tables: list[dict[str, Any]], needs: Needs) -> dict[str, str]:
    """By the place of a column: what it still lacks."""
    new = (
        f"{place}-{at}"
        for place, table in enumerate(tables)
        for at, column in enumerate(table.get("columns", ()))
        if is_new(data, f"{place}-{at}", column)
    )
    return {each: said for each in new if (said := problem(data, each, needs))}


def _said(data: Any, asked: str, column: str, name: str) -> dict[str, Any]:
    used_by, type_ = _used_by(data, asked), data.get(f"type-{asked}", "text")
    return {
        "name": name,
        "from": {"column": column},
        "type": type_ if type_ in TYPES else "text",
        "used_by": {used_by.way: used_by.what},
    }


def _used_by(data: Any, asked: str) -> UsedBy:
    way, _sign, what = data.get(f"need-{asked}", "").partition(":")
    words = " ".join(data.get(f"decision-{asked}", "").split())[:120]
    return UsedBy(way, what) if what else UsedBy(DECISION, words)
