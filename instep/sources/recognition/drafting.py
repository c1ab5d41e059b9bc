"""What can be said about one table on its own, from its name and its columns?"""

from instep.sources.kind import kinds
from instep.sources.origin import Origin
from instep.sources.reading import Reading
from instep.sources.recognition.choosing import Choice, choice
from instep.sources.recognition.draft import Draft, DraftRecords
from instep.sources.recognition.matching import matches
from instep.sources.recognition.pairs import paired
from instep.sources.recognition.profile import Profile
from instep.sources.recognition.record_ids import record_id
from instep.sources.recognition.table_names import lookalike
from instep.sources.recognition.words import tokens
from instep.sources.values.currencies import currency_in_name, currency_in_value
from instep.sources.values.vocabulary import OF_FIELD, meant

_OTHERWISE = {"outcome": "open"}
WEAK = 7.5
"""Below this, a table that could be one of mere associations is one."""
_DATED = frozenset({"date", "time", "at", "on", "timestamp"})
_DELETED = {("deleted",), ("is", "deleted"), ("fivetran", "deleted"), ("archived",), ("is", "archived")}


def drafted(reading: Reading, profiles: list[Profile]) -> Draft:
    """A draft by content; without records where the table is none of our kinds."""
    why_not = lookalike(reading.table)
    chosen = None if why_not else choice(reading.table, reading.file.parent.name, profiles)
    pairs = paired(reading, profiles) if chosen is None or chosen.score < WEAK else None
    if pairs is not None:
        return pairs
    if chosen is None:
        return Draft(reading, profiles, [], "nothing", [why_not or "nothing in it tells what kind of record a row is"])
    fields = {match.field.name: Origin.of(match.column) for match in chosen.matches}
    draft = Draft(reading, profiles, [], "content")
    draft.records.append(records_of(draft, chosen, fields))
    finish(draft, draft.main)
    if chosen.kind.name == "activity" and "at" not in fields:
        draft.notes.append("no column tells when it happened: the moments stay empty" + _half_a_date(profiles))
    return draft


def _half_a_date(profiles: list[Profile]) -> str:
    names = {tokens(profile.name) for profile in profiles}
    return "; it tells day and month, and no year" if {("day",), ("month",)} <= names and ("year",) not in names else ""


def records_of(draft: Draft, chosen: Choice, fields: dict[str, Origin]) -> DraftRecords:
    kind = chosen.kind.name
    columns = {name: origin.columns[0] for name, origin in fields.items()}
    fields |= _whole_name(kind, fields, draft.profiles)
    columns |= {"name": "name"} if "name" not in columns and "name" in fields else {}
    known = {name: column for name, column in columns.items() if draft.profile(column)}
    identity, why = record_id(kind, draft.table, draft.reading.rows, draft.profiles, known)
    return DraftRecords(kind, identity, fields, chosen.confidence, [*chosen.because, why])


def _whole_name(kind: str, fields: dict[str, Origin], profiles: list[Profile]) -> dict[str, Origin]:
    """An employee's name that stands in two columns."""
    if kind != "owner" or "name" in fields:
        return {}
    found = {match.field.name: match.column for match in matches(kinds()["person"], profiles)}
    parts = [found[part] for part in ("first_name", "last_name") if part in found]
    return {"name": Origin.joined(*parts)} if parts else {}


def finish(draft: Draft, records: DraftRecords) -> None:
    """What follows from the kind, whoever recognised it."""
    _speak_our_words(draft, records)
    _derive(draft, records)
    _find_currency(draft, records)
    deleted = [each.name for each in draft.profiles if tokens(each.name) in _DELETED and each.flag_share >= 0.9]
    if deleted and records.is_deleted is None:
        records.is_deleted = Origin.of(deleted[0])


def _speak_our_words(draft: Draft, records: DraftRecords) -> None:
    for (kind, name), vocabulary in OF_FIELD.items():
        origin = records.fields.get(name)
        if kind != records.kind or origin is None or origin.way not in ("column", "first") or origin.values:
            continue
        if origin.vocabulary or (vocabulary == "satisfaction" and _is_number(draft, origin)):
            continue
        otherwise = _kind_otherwise(draft, origin) if vocabulary == "activity_kind" else _OTHERWISE.get(vocabulary)
        records.fields[name] = Origin(origin.columns, origin.way, vocabulary=vocabulary, otherwise=otherwise)
    if records.kind == "survey_response" and "kind" not in records.fields:
        records.fields["kind"] = Origin.fixed(meant("survey_kind", draft.table) or "csat")
    if records.kind == "activity" and "kind" not in records.fields:
        said = meant("activity_kind", draft.table)
        records.fields["kind"] = Origin.fixed(said or "event")


def _kind_otherwise(draft: Draft, origin: Origin) -> str:
    """In a table of calls, a word that we do not know is a call too; one download makes no forms of searches."""
    profile = draft.profile(origin.columns[0])
    said = [meant("activity_kind", value) for value in profile.values] if profile else []
    known = [kind for kind in said if kind]
    return known[0] if len(set(known)) == 1 and 2 * len(known) > len(said) else "event"


def _is_number(draft: Draft, origin: Origin) -> bool:
    profile = draft.profile(origin.columns[0])
    return profile is None or profile.is_empty or profile.number_share >= 0.5


def _derive(draft: Draft, records: DraftRecords) -> None:
    fields = records.fields
    if records.kind == "person":
        _family_name(draft, records)
    if records.kind == "opportunity":
        _closed_in_two_columns(draft, records)
    if records.kind == "opportunity" and "closed_at" in fields and "expected_close_at" not in fields:
        fields["expected_close_at"] = fields["closed_at"]
    parts = [fields[name].columns[0] for name in ("quantity", "unit_price_amount") if records.column(name)]
    if records.kind == "order_line" and "amount" not in fields and len(parts) == 2:
        fields["amount"] = Origin(tuple(parts), "multiply", less=records.column("discount_share"))
        records.because.append("a line costs quantity times unit price, less the discount")


def _family_name(draft: Draft, records: DraftRecords) -> None:
    """Beside a first name, a column that is just called "name" holds the family name, unless it holds both."""
    first, whole = records.column("first_name"), records.column("full_name")
    if not first or not whole or "last_name" in records.fields:
        return
    pairs = draft.reading.rows.select([first, whole]).slice(0, 500).to_pylist()
    both = [row for row in pairs if row[first] and row[whole]]
    if sum(row[first].lower() in row[whole].lower() for row in both) < len(both) / 2:
        records.fields["last_name"] = records.fields.pop("full_name")


def _closed_in_two_columns(draft: Draft, records: DraftRecords) -> None:
    """Some systems keep when a deal was won apart from when it was lost."""
    dated = [each for each in draft.profiles if each.is_empty or each.moment_share >= 0.6]
    found = [
        next((each.name for each in dated if word in tokens(each.name) and _DATED & set(tokens(each.name))), None)
        for word in ("won", "lost")
    ]
    if all(found):
        records.fields["closed_at"] = Origin(tuple(name for name in found if name), "first")


def _find_currency(draft: Draft, records: DraftRecords) -> None:
    """A currency in a column's name or beside its numbers, where no column tells it."""
    amounts = [column for name in records.fields if name.endswith("amount") and (column := records.column(name))]
    if draft.currency or "amount_currency" in records.fields:
        return
    for column in amounts:
        profile = draft.profile(column)
        beside = {currency_in_value(value) for value in profile.values} - {None} if profile else set()
        code = currency_in_name(column) or (beside.pop() if len(beside) == 1 else None)
        if code:
            draft.currency = code
            draft.notes.append(f"amounts are in {code}, as {column!r} says")
            return
