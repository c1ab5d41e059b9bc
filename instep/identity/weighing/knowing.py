"""Is this person known? Asked before a record is made, of the tables as they are, by the model that made them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from instep.identity.resolving.explaining import Waterfall, waterfall
from instep.identity.spelling import plain
from instep.identity.weighing.comparing import FULL, told
from instep.identity.weighing.learned import Learned
from instep.identity.weighing.pairs import NEARLY
from instep.identity.weighing.subject import OWN_PERSONS
from instep.identity.weighing.together import RECORD
from instep.identity.weighing.weighing import weighed
from instep.sources.values.contacts import phone_of
from instep.warehouse import Warehouse
from instep.warehouse.reading import question_text

type Asked = Mapping[str, str | None]
MAILBOXES = "select email, mailbox from identity.mailbox where email in $emails"
CORES = "select distinct core from identity.company_name where core is not null and (plain in $names or core in $names)"
NEW = "?/"
"""Before the number of what is asked about; no record's key begins so."""


@dataclass(frozen=True)
class Known:
    """Somebody who is here already, and may be the one who is asked about."""

    person_id: str
    record_key: str
    """Their record that is most alike."""
    bits: float
    why: Waterfall

    @property
    def is_likely(self) -> bool:
        """More likely the same than not."""
        return self.bits >= 0


def known(warehouse: Warehouse, asked: Sequence[Asked]) -> list[list[Known]]:
    """For each that is asked about, who it may be, likeliest first; fields as the resolver calls them."""
    new = [_as_kept(each) for each in asked]
    owners = _alike(warehouse, new)
    if not owners:
        return [[] for _ in asked]
    rows = [*told(warehouse, RECORD, "record_id", sorted(owners)).to_pylist(), *_numbered(new)]
    schema = pa.schema([(name, pa.string()) for name in rows[0]])
    records = pa.Table.from_pylist(rows, schema).sort_by("record_id")
    learned = Learned.read(warehouse.table(FULL), OWN_PERSONS)
    pairs = weighed(records, np.zeros(len(records), np.int64), learned, OWN_PERSONS)
    keys = records["record_id"].to_pylist()
    found: list[dict[str, Known]] = [{} for _ in asked]
    for place in np.flatnonzero(pairs.scores >= NEARLY).tolist():
        ends = keys[int(pairs.one[place])], keys[int(pairs.other[place])]
        mine, theirs = (next((key for key in ends if key.startswith(NEW) is is_new), None) for is_new in (True, False))
        if mine and theirs:
            why = waterfall(learned.model, int(pairs.patterns[place]), are_one=False)
            _note(found[int(mine.removeprefix(NEW))], Known(owners[theirs], theirs, float(pairs.scores[place]), why))
    return [sorted(each.values(), key=lambda one: (-one.bits, one.person_id)) for each in found]


def _note(found: dict[str, Known], one: Known) -> None:
    before = found.get(one.person_id)
    if before is None or (one.bits, before.record_key) > (before.bits, one.record_key):
        found[one.person_id] = one


def _as_kept(said: Asked) -> dict[str, str]:
    """As records are kept: small letters in mailboxes, numbers with their country."""
    text = {name: value.strip() for name, value in said.items() if value and value.strip()}
    if "email" in text:
        text["email"] = text["email"].lower()
    for name in {"phone", "mobile_phone"} & text.keys():
        text[name] = phone_of(text[name], text.get("country")) or text[name]
    return text


def _alike(warehouse: Warehouse, new: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Records that have anything in common with one of these, and whose they are."""
    emails = _said(new, "email")
    aliased = {row["mailbox"] for row in warehouse.select(MAILBOXES, emails=emails)}
    cores = warehouse.select(CORES, names=[plain(name) for name in _said(new, "company_name")])
    names = sorted({plain(_name(each)) for each in new} - {""})
    rows = warehouse.select(
        question_text("identity/alike"),
        mailboxes=sorted({*emails, *aliased, *map(_unaliased, emails)}),
        numbers=sorted({*_said(new, "phone"), *_said(new, "mobile_phone")}),
        names=names,
        cores=sorted(row["core"] for row in cores),
        last_words=sorted({name.rpartition(" ")[2] for name in names}),
    )
    return {row["record_key"]: row["entity_id"] for row in rows}


def _name(each: Mapping[str, str]) -> str:
    whole = f"{each.get('first_name', '')} {each.get('last_name', '')}".strip()
    return each.get("full_name", whole) if "last_name" not in each else whole


def _unaliased(email: str) -> str:
    local, _, host = email.partition("@")
    return f"{local.partition('+')[0]}@{host}"


def _said(new: Iterable[Mapping[str, str]], field: str) -> list[str]:
    return sorted({each[field] for each in new if field in each})


def _numbered(new: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    return [{"record_id": f"{NEW}{number}", **each} for number, each in enumerate(new)]
