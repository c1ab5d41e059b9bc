"""Which other records come along with a table's rows: the person named at a company, the company named at a deal?"""

from collections.abc import Sequence

from instep.sources.kind import kinds
from instep.sources.mapping import NOTHING
from instep.sources.origin import Origin
from instep.sources.recognition.draft import Draft, DraftRecords
from instep.sources.recognition.drafting import finish
from instep.sources.recognition.matching import Match, matches
from instep.sources.recognition.references import shared
from instep.sources.recognition.words import tokens

_CONTACT_WORDS = "contact ansprechpartner contacto contato kontakt interlocuteur customer requester buyer"
_CONTACT = frozenset(_CONTACT_WORDS.split())
_OF_ACCOUNT = ("account_ref", "account_name", "company_name")
_OF_PERSON = ("person_ref", "person_email", "person_name")
_SHARED = "website phone street postal_code city region country industry employee_count created_at"
_OF_BOTH = frozenset(_SHARED.split())
_HOSTS = ("opportunity", "order", "order_line", "case", "activity", "person")


def add_companions(draft: Draft, drafts: Sequence[Draft]) -> None:
    """Records that no table of the source holds by itself, or that only this table holds."""
    if not draft.records or draft.recognised_by == NOTHING:
        return
    present = {records.kind for each in drafts for records in each.records}
    host = draft.main
    if host.kind == "account":
        _add(draft, "person", host.record_id, _contact_fields(draft), {"account_ref": host.record_id})
    if host.kind == "person" and "account" not in present and _are_customers(draft, drafts):
        own = {name: origin for name, origin in host.fields.items() if name in _OF_BOTH}
        own["name"] = host.fields.get("company_name") or host.fields["full_name"]
        host.fields["account_ref"] = host.record_id
        _add(draft, "account", host.record_id, own, {})
    if host.kind in _HOSTS and "account" not in present and host.kind != "person":
        _add_by_reference(draft, "account", _OF_ACCOUNT)
    if host.kind in _HOSTS and "person" not in present:
        _add_by_reference(draft, "person", _OF_PERSON)
    if host.kind == "order_line" and "order" not in present and host.column("order_ref"):
        fields = {name: origin for name, origin in host.fields.items() if name in kinds()["order"].fields}
        own = {name: origin for name, origin in fields.items() if name not in ("amount", "product_ref")}
        _add(draft, "order", host.fields["order_ref"], own, {})


def _are_customers(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Other tables take these persons for companies: their account ids are found here."""
    ids, named = draft.main.record_id, {"company_name", "full_name"} & set(draft.main.fields)
    if ids.way != "column" or not named:
        return False
    columns = [(each, each.main.column("account_ref")) for each in drafts if each.records and each is not draft]
    return any(column and shared(each, column, draft, ids.columns[0]) >= 0.5 for each, column in columns)


def _contact_fields(draft: Draft) -> dict[str, Origin]:
    """What a table of companies says about its contact."""
    named = [each for each in draft.profiles if _CONTACT & set(tokens(each.name))]
    found = _fields(matches(kinds()["person"], named))
    return found if {"full_name", "first_name", "last_name", "email"} & set(found) else {}


def _add_by_reference(draft: Draft, kind: str, names: tuple[str, ...]) -> None:
    host = draft.main
    key = next((host.fields[name] for name in names if name in host.fields), None)
    if key is None:
        return
    told = _fields(_leftover(draft, kind))
    told |= {own: host.fields[name] for name, own in _SAME[kind].items() if name in host.fields}
    named = draft.profile(key.columns[0]) if key.way == "column" else None
    if kind == "account" and "name" not in told and named is not None and named.is_wordy:
        told["name"] = key
    if told:
        _add(draft, kind, key, told, {})
        ref = f"{kind}_ref"
        host.fields.setdefault(ref, key)


def _leftover(draft: Draft, kind: str) -> list[Match]:
    """Columns that the host has no use for and that speak clearly of the companion."""
    known = ("industry", "employee_count", "annual_revenue_amount", "website", "email_domain", "country", "city")
    persons = ("first_name", "last_name", "full_name", "job_title", "phone", "mobile_phone", "email", "company_name")
    wanted = known if kind == "account" else persons
    found = matches(kinds()[kind], [each for each in draft.unused() if not each.is_empty])
    return [match for match in found if match.field.name in wanted and match.score >= 0.85]


def _add(draft: Draft, kind: str, key: Origin, fields: dict[str, Origin], more: dict[str, Origin]) -> None:
    if not fields:
        return
    why = f"its rows also tell about the {kind}: {', '.join(sorted(fields))}"
    records = DraftRecords(kind, key, fields | more, draft.main.confidence * 0.9, [why])
    finish(draft, records)
    records.is_deleted = None
    draft.records.append(records)


def _fields(found: Sequence[Match]) -> dict[str, Origin]:
    return {match.field.name: Origin.of(match.column) for match in found}


_SAME: dict[str, dict[str, str]] = {
    "account": {"account_name": "name"},
    "person": {"person_email": "email", "person_name": "full_name", "account_ref": "account_ref"},
}
"""What a host says about its companion: field of the host → field of the companion."""
