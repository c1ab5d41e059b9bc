"""Does a value fit a JSON schema? Only the keywords that ours uses; any other is an error here."""

import re
from collections.abc import Iterator
from typing import Any

KNOWN = {"type", "enum", "anyOf", "$ref", "properties", "additionalProperties", "required", "items", "minItems",
         "minProperties", "maxProperties", "pattern", "minimum", "$schema", "$defs", "title"}  # fmt: skip
TYPES: dict[str, Any] = {
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "object": dict,
    "array": list,
}


def mistakes(schema: dict[str, Any], value: Any) -> list[str]:
    return list(_mistakes(schema, value, schema, "$"))


def _mistakes(one: dict[str, Any], value: Any, root: dict[str, Any], at: str) -> Iterator[str]:
    assert set(one) <= KNOWN, set(one) - KNOWN
    if "$ref" in one:
        yield from _mistakes(_pointed(one["$ref"], root), value, root, at)
        return
    types = one.get("type", [])
    kinds = tuple(TYPES[name] for name in ([types] if isinstance(types, str) else types))
    if kinds and not any(isinstance(value, kind) for kind in kinds):
        yield f"{at}: not {types}"
        return
    if "enum" in one and value not in one["enum"]:
        yield f"{at}: {value!r} is none of {one['enum']}"
    if "anyOf" in one and all(list(_mistakes(each, value, root, at)) for each in one["anyOf"]):
        yield f"{at}: fits none of several"
    if "pattern" in one and not re.search(one["pattern"], str(value)):
        yield f"{at}: not {one['pattern']}"
    if "minimum" in one and value < one["minimum"]:
        yield f"{at}: too small"
    if isinstance(value, list):
        yield from _of_list(one, value, root, at)
    if isinstance(value, dict):
        yield from _of_object(one, value, root, at)


def _of_list(one: dict[str, Any], value: list[Any], root: dict[str, Any], at: str) -> Iterator[str]:
    if len(value) < one.get("minItems", 0):
        yield f"{at}: too few"
    for number, each in enumerate(value):
        yield from _mistakes(one.get("items", {}), each, root, f"{at}.{number}")


def _of_object(one: dict[str, Any], value: dict[str, Any], root: dict[str, Any], at: str) -> Iterator[str]:
    own = one.get("properties", {})
    if not one.get("minProperties", 0) <= len(value) <= one.get("maxProperties", 1000):
        yield f"{at}: {len(value)} entries"
    yield from (f"{at}: {name} is missing" for name in one.get("required", []) if name not in value)
    for name, each in value.items():
        if name in own:
            yield from _mistakes(own[name], each, root, f"{at}.{name}")
        elif one.get("additionalProperties") is False:
            yield f"{at}: {name} is not known"


def _pointed(reference: str, root: dict[str, Any]) -> dict[str, Any]:
    found: Any = root
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return dict(found)
