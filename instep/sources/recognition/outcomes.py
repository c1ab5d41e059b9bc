"""How does a source say that a deal was won, lost or is still open?"""

from instep.sources.origin import Origin
from instep.sources.recognition.draft import Draft, DraftRecords
from instep.sources.recognition.profile import Profile
from instep.sources.recognition.words import tokens
from instep.sources.values.vocabulary import meant

MOST = 80


def say_outcome(draft: Draft, records: DraftRecords, stages: dict[str, str]) -> None:
    """By its own column, by flags, by the source's list of stages, or by the words of the stage; in this order.

    `stages` is what the source's own list of stages says: stage id or name → won, lost or open.
    """
    if records.kind != "opportunity":
        return
    origin = records.fields.get("outcome")
    own = draft.profile(origin.columns[0]) if origin is not None and origin.columns else None
    flags = _flags(draft, own)
    stage = records.column("stage")
    profile = draft.profile(stage) if stage else None
    if flags:
        records.fields["outcome"] = Origin(flags, "outcome")
    elif own is not None:
        records.fields["outcome"] = _spoken(own)
    elif profile is not None:
        known: dict[str, str | None] = {value: stages[value] for value in profile.values if value in stages}
        listed = Origin((profile.name,), values=known, otherwise="open")
        records.fields["outcome"] = listed if known else _spoken(profile)


def _flags(draft: Draft, own: Profile | None) -> tuple[str, ...]:
    flagged = {tokens(each.name): each.name for each in draft.profiles if each.flag_share >= 0.9}
    won = next((flagged[words] for words in flagged if words in {("is", "won"), ("won",), ("closed", "won")}), None)
    won = won or (own.name if own is not None and own.flag_share >= 0.9 else None)
    closed = next((flagged[words] for words in flagged if words in {("is", "closed"), ("closed",)}), None)
    return tuple(column for column in (won, closed) if column) if won and closed else ()


def _spoken(profile: Profile) -> Origin:
    """Every word that the source uses is written down with its meaning, so that people can correct it."""
    if profile.distinct_count > MOST:
        return Origin((profile.name,), vocabulary="outcome", otherwise="open")
    if profile.flag_share >= 0.9:
        return Origin((profile.name,), values={}, vocabulary="outcome", otherwise="open")
    said: dict[str, str | None] = {value: meant("outcome", value) or "open" for value in sorted(profile.values)}
    return Origin((profile.name,), values=said, vocabulary="outcome", otherwise="open")
