"""If a table were of this kind, which of its columns would be which field?"""

from collections.abc import Sequence
from dataclasses import dataclass

from instep.sources.kind import Field, Kind
from instep.sources.recognition.likeness import likeness
from instep.sources.recognition.profile import Profile
from instep.sources.recognition.suiting import suits
from instep.sources.values.vocabulary import meant

LEAST = 0.4


@dataclass(frozen=True)
class Match:
    field: Field
    column: str
    score: float


def matches(kind: Kind, profiles: Sequence[Profile]) -> list[Match]:
    """The best column for each field; a column serves one field."""
    possible = [_match(kind, field, profile) for field in kind.fields.values() for profile in profiles]
    ranked = sorted((each for each in possible if each.score >= LEAST), key=_rank)
    found: dict[str, Match] = {}
    used: set[str] = set()
    for each in ranked:
        if each.field.name not in found and each.column not in used:
            found[each.field.name] = each
            used.add(each.column)
    return list(found.values())


def _match(kind: Kind, field: Field, profile: Profile) -> Match:
    named = likeness(profile.name, kind.name, field.name)
    score = named * suits(profile, kind.name, field) if named else _by_values(field, profile)
    return Match(field, profile.name, score)


def _by_values(field: Field, profile: Profile) -> float:
    """Some values speak for themselves."""
    if field.name == "outcome" and 1 < profile.distinct_count <= 6 and not profile.flag_share:
        said = {meant("outcome", value) for value in profile.values}
        return 0.45 if {"won", "lost"} & said and None not in said else 0.0
    is_address = field.name in ("email", "person_email") and profile.email_share >= 0.8
    is_number = field.name == "phone" and profile.phone_share >= 0.8 and profile.share(lambda text: "+" in text) >= 0.5
    return 0.45 if is_address or is_number else 0.0


def _rank(match: Match) -> tuple[float, int, str]:
    return (-match.score, -match.field.tells, match.field.name)
