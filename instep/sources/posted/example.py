"""Which part of what is posted is which field? Proposed by recognition, said by a person, written as a mapping."""

from collections.abc import Mapping as Named
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from instep.sources.kind import kinds
from instep.sources.mapping import Mapping, Records, header_fingerprint
from instep.sources.origin import Origin
from instep.sources.posted.bodies import HONEY, Said
from instep.sources.reading import LINE, Reading
from instep.sources.recognition.recognising import recognise
from instep.sources.trust import PUBLIC, TRUST

FORM = "form"
"""A form that somebody filled in: the person, and that they did it."""
ID, AT = "_id", "_received_at"
OWN = (ID, AT, TRUST)
OF_A_FORM = "utm_source utm_medium utm_campaign referrer url query click_id anonymous_id campaign_name subject"
ON_FORMS = {
    "company_name": ("company", "organization", "organisation", "firma", "entreprise", "empresa"),
    "full_name": ("name", "your_name", "fullname"),
    "email": ("e_mail", "mail", "email_address", "your_email"),
    "phone": ("tel", "telephone", "phone_number", "telefon"),
    "job_title": ("job", "role", "position"),
    "subject": ("message", "comments", "comment", "nachricht"),
}
"""What forms call a field, where it is not the field's own name."""
_KINDS = "person account opportunity activity case order survey_response consent campaign_member"
OFFERED = (FORM, *_KINDS.split())


@dataclass(frozen=True)
class Example:
    """What a person said: what each payload is, and which path is which field."""

    kind: str
    fields: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "fields": self.fields}

    @classmethod
    def read(cls, said: Named[str, Any]) -> "Example":
        return cls(str(said["kind"]), {str(name): str(path) for name, path in said["fields"].items()})


def fields_of(kind: str) -> dict[str, str]:
    """The fields that a payload of this kind may have, with what they mean."""
    names = {name: each.meaning for name, each in kinds()["person" if kind == FORM else kind].fields.items()}
    touch = kinds()["activity"].fields
    return names | ({name: touch[name].meaning for name in OF_A_FORM.split()} if kind == FORM else {})


def proposed(payloads: Sequence[Said], kind: str = "") -> Example:
    """What recognition makes of the last payloads; the kind that somebody asks for counts."""
    reading = as_reading("posted", [(f"example-{at}", "", said) for at, said in enumerate(payloads)])
    (verdict,) = recognise([reading], "posted")
    told = {records.kind: records for records in verdict.mapping.records}
    chosen = kind or _likely(told)
    found = _by_name(chosen, reading.columns)
    for name, origin in ((n, o) for records in told.values() for n, o in records.fields.items()):
        path = origin.columns[0] if origin.columns else ID
        if name in fields_of(chosen) and path not in OWN and path not in found.values():
            found.setdefault(name, path)
    return Example(chosen, found)


def mapping_of(source: str, table: str, example: Example) -> Mapping:
    """The same for all payloads that an example reads, whatever else they say."""
    return Mapping(
        source=source,
        table=table,
        fingerprint=header_fingerprint(example.fields.values()),
        records=_records(example),
        recognised_by="example",
    )


def as_reading(
    table: str, payloads: Sequence[tuple[str, str, Said]], trust: str = PUBLIC, lines: Sequence[int] = ()
) -> Reading:
    """Payloads (id, moment, what they say) as one table: a column for each path, and how far their word goes.

    `lines` are their own numbers, which no two payloads share.
    """
    columns = tuple(dict.fromkeys([*OWN, *(path for _, _, said in payloads for path in said if path != HONEY)]))
    rows = [{**said, ID: id_, AT: at, TRUST: trust} for id_, at, said in payloads]
    texts = {column: pa.array([row.get(column) or None for row in rows], pa.string()) for column in columns}
    numbers = pa.array(lines or range(1, len(rows) + 1), pa.int64())
    return Reading(Path(f"{table}.json"), table, columns, pa.table(texts | {LINE: numbers}))


def _records(example: Example) -> tuple[Records, ...]:
    said = {name: Origin.of(path) for name, path in example.fields.items()}
    if example.kind != FORM:
        own = {name: origin for name, origin in said.items() if name in kinds()[example.kind].fields}
        moment = {"at": Origin.of(AT)} if "at" in kinds()[example.kind].fields and "at" not in own else {}
        return (Records(example.kind, _identity(example.kind, own), own | moment),)
    person = {name: origin for name, origin in said.items() if name in kinds()["person"].fields}
    touch = {name: said[name] for name in OF_A_FORM.split() if name in said}
    fixed = {"kind": "form", "direction": "inbound", "team": "marketing"}
    touch |= {name: Origin.fixed(value) for name, value in fixed.items()} | {"at": Origin.of(AT)}
    who = {"person_ref": _identity("person", person)} | ({"person_email": person["email"]} if "email" in person else {})
    return (
        Records("person", _identity("person", person), person | {"updated_at": Origin.of(AT)}),
        Records("activity", Origin.of(ID), touch | who),
    )


def _identity(kind: str, fields: Named[str, Origin]) -> Origin:
    """Who fills in a second form is the same person; everything else is a record of its own."""
    email = fields.get("email")
    return Origin((email.columns[0], ID), "first") if kind == "person" and email is not None else Origin.of(ID)


def _likely(told: Named[str, Records]) -> str:
    main = next(iter(told), "")
    return main if main in OFFERED and main not in ("person", "account") else FORM


def _by_name(kind: str, paths: Sequence[str]) -> dict[str, str]:
    """Paths that end in a field's own name, or in the word that forms use for it; the first path counts."""
    names = fields_of(kind)
    pairs = [(name, path) for path in paths if path not in OWN for name in names if _ends(path, name)]
    found: dict[str, str] = {}
    for name, path in pairs:
        if path not in found.values():
            found.setdefault(name, path)
    return found


def _ends(path: str, name: str) -> bool:
    """`utm.source` and `form.utm-source` end in utm_source; a single word must be the whole end."""
    spelled = path.lower().replace("-", "_").replace(" ", "_")
    end = spelled.rsplit(".", 1)[-1]
    joined = spelled.replace(".", "_")
    is_joined = "_" in name and (joined == name or joined.endswith(f"_{name}"))
    return end == name or is_joined or end in ON_FORMS.get(name, ())
