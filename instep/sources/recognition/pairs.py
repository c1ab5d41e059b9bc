"""Does a table only say which records belong together: a deal's contacts, a ticket's company?"""

from instep.sources.origin import Origin
from instep.sources.reading import Reading
from instep.sources.recognition.draft import Draft, DraftRecords
from instep.sources.recognition.profile import Profile
from instep.sources.recognition.words import tokens

_CALLED = {
    "person": "person contact lead",
    "account": "account company organization",
    "opportunity": "opportunity deal",
    "case": "case ticket",
    "activity": "activity engagement meeting call task",
}
KIND_OF = {word: kind for kind, words in _CALLED.items() for word in words.split()}
MOST_COLUMNS = 8


def paired(reading: Reading, profiles: list[Profile]) -> Draft | None:
    """A draft of associations: two ids of different kinds, and nothing that tells more than when or in which role."""
    ids = {profile.name: kind for profile in profiles if (kind := _kind(profile))}
    if (
        len(ids) != 2
        or len(set(ids.values())) != 2
        or len(profiles) > MOST_COLUMNS
        or not _tells_no_more(profiles, ids)
    ):
        return None
    (first, from_kind), (second, to_kind) = ids.items()
    fields = {
        "from_kind": Origin.fixed(from_kind),
        "from_ref": Origin.of(first),
        "to_kind": Origin.fixed(to_kind),
        "to_ref": Origin.of(second),
    }
    why = f"{first} and {second} say which {from_kind} and {to_kind} belong together"
    identity = Origin((first, second), "join", between="/", prefix=f"{from_kind}_{to_kind}:")
    return Draft(reading, profiles, [DraftRecords("association", identity, fields, 0.8, [why])], "content")


def _kind(profile: Profile) -> str | None:
    words = tokens(profile.name)
    return KIND_OF.get(words[0]) if len(words) == 2 and words[1] == "id" and not profile.is_empty else None


def _tells_no_more(profiles: list[Profile], ids: dict[str, str]) -> bool:
    others = [profile for profile in profiles if profile.name not in ids and not profile.is_empty]
    return all(each.moment_share >= 0.5 or each.flag_share >= 0.9 or each.distinct_count <= 20 for each in others)
