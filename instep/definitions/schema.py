"""What may stand in a definition's file? A JSON schema, so that editors complete and check it while one types."""

from typing import Any

from instep.definitions import rule as rules

TEXT: dict[str, Any] = {"type": ["string", "number", "boolean"]}
TEXTS: dict[str, Any] = {"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]}
COUNT: dict[str, Any] = {"type": "integer", "minimum": 1}
NUMBER: dict[str, Any] = {"type": "number"}
FLAG: dict[str, Any] = {"enum": [True, False, "yes", "no"]}
RULE: dict[str, Any] = {"$ref": "#/$defs/rule"}
RULES: dict[str, Any] = {"type": "array", "items": RULE, "minItems": 1}
TESTED: dict[str, Any] = {"equals": TEXT, "one_of": TEXTS, "at_least": TEXT, "at_most": TEXT, "known": FLAG}


def schema() -> dict[str, Any]:
    owners = dict.fromkeys(rules.TEAMS, TEXT)
    signature = entries({"by": TEXT, "team": TEXT, "at": TEXT, "seal": TEXT}, "by", "team", "at")
    words = {"name": {"type": "string", "pattern": "^[a-z_][a-z0-9_]*$"}, "title": TEXT, "meaning": TEXT}
    words |= {"synonyms": TEXTS, "avoid": TEXTS, "owners": entries(owners, "marketing", "sales"), "version": COUNT}
    words |= {"effective_from": TEXT, "signatures": {"type": "array", "items": signature}, "rule": RULE}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A definition that runs"}
    needed = ("name", "meaning", "owners", "version", "effective_from", "rule")
    return head | entries(words, *needed) | {"$defs": {"rule": _rule(), "doing": entries(doing())}}


def entries(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    found = {"type": "object", "properties": properties, "additionalProperties": False}
    return found | {"required": list(required)} if required else found


def doing() -> dict[str, Any]:
    known = {"kind": rules.KINDS, "team": rules.TEAMS, "direction": rules.DIRECTIONS}
    return {name: _some(values) for name, values in known.items()} | {"channel": TEXTS, "words": TEXTS, "after": RULE}


def kinds() -> dict[str, Any]:
    """What stands under each kind of rule."""
    often = {"times": COUNT, "within_days": COUNT}
    bare = {"$ref": "#/$defs/doing"}
    return {
        "all": RULES, "any": RULES, "not": RULE,
        "at_least": entries({"count": COUNT, "of": RULES}, "count", "of"),
        "person": _compared(rules.FIELDS["person"]), "account": _compared(rules.FIELDS["account"]),
        "status": entries({"field": {"enum": list(rules.STATUSES)}, "one_of": TEXTS}, "field", "one_of"),
        "did": entries({**doing(), **often, "not_since": bare}),
        "lately": entries({**doing(), **often}, "within_days"),
        "in_order": entries({"steps": {"type": "array", "items": bare, "minItems": 2}, "within_days": COUNT}, "steps"),
        "score": entries({"at_least": NUMBER, "half_life_days": COUNT, "points": _points()},
                         "at_least", "half_life_days", "points"),
        "answer": entries({"to": {"enum": list(rules.TOPICS)}, "holds": FLAG}, "to"),
        "reached": {"enum": list(rules.MOMENTS)},
        "recorded": entries({"except_by": _some(rules.TEAMS)}),
        "colleague": FLAG,
        "opportunity": {"anyOf": [_outcome(), entries(
            {"outcome": _outcome(), "amount_at_least": NUMBER, "field": TEXT, **TESTED}, "outcome")]},
        "ordered": entries({"times": COUNT}),
        "is": TEXT,
    }  # fmt: skip


def _rule() -> dict[str, Any]:
    return entries(kinds()) | {"minProperties": 1, "maxProperties": 1}


def _points() -> dict[str, Any]:
    part = entries({**kinds_by_reference(), "points": COUNT}, "points") | {"minProperties": 2, "maxProperties": 2}
    return {"type": "array", "items": part, "minItems": 1}


def kinds_by_reference() -> dict[str, Any]:
    return {name: {"$ref": f"#/$defs/rule/properties/{name}"} for name in NAMES}


def _compared(vocabulary: rules.Vocabulary) -> dict[str, Any]:
    ours = {"enum": sorted(vocabulary.texts | vocabulary.numbers)}
    field = {"anyOf": [ours, {"type": "string", "pattern": r"^own\."}]}
    return entries({"field": field, **TESTED}, "field") | {"minProperties": 2, "maxProperties": 2}


def _outcome() -> dict[str, Any]:
    return {"enum": ["any", "won", "lost"]}


def _some(values: tuple[str, ...]) -> dict[str, Any]:
    one = {"enum": list(values)}
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}


NAMES = (
    *("all", "any", "not", "at_least", "person", "account", "status", "did", "lately", "in_order", "score", "answer"),
    *("reached", "recorded", "colleague", "opportunity", "ordered", "is"),
)
