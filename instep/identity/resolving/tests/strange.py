"""Records as no system should hold them, and some does: any script, any length, fields in each other's place."""

import random
from collections.abc import Sequence

import pyarrow as pa

from instep.identity.resolving.subject import Subject

PIECES = (
    *(
        "Ana",
        "bill",
        "WILLIAM",
        "Dr. Alex",
        "Łukasz",
        "Zoë",
        "李",
        "Ольга",
        "Ñuñez",
        "İpek",
        "ΣΊΣΥΦΟΣ",
        "O'Neil",
        "van der",
        "Jr.",
    ),
    *(
        "Acme GmbH & Co. KG",
        "The Lumen Ltd.",
        "Lumen UK",
        "S.A.R.L.",
        "n/a",
        "Weber, Hans",
        "ana.perez",
        "perez_ana2",
        "@",
    ),
    *(
        "ana.perez@gmial.com",
        "Bill+crm@Acme.com",
        "info@acme.com",
        "b.i.l.l@gmail.com",
        "bill@googlemail.com",
        "x@",
        "acme.com",
    ),
    *(
        "https://www.acme.co.uk/de",
        "+49 (0)30 5551200",
        "0049305551200 ext 4",
        "030 555 1200",
        "0000000000",
        "1-212-555-0100",
    ),
    *(
        "12 Main Street",
        "Hauptstraße 5",
        "calle Mayor 7",
        "10115",
        "SW1A 1AA",
        "Berlin",
        "München",
        "1971-06-24",
        "19710624",
    ),
    *("\u202e", "\n", "  ", "🦊", "e\u0301", "ﬁn", "½", "x" * 300),
)


def strange(subject: Subject, count: int, seed: int) -> pa.Table:
    chance = random.Random(seed)
    ids = pa.array([f"r{number:04}" for number in range(count)])
    return pa.table(
        {"record_id": ids, **{name: pa.array(_cells(chance, count), pa.string()) for name in subject.fields}}
    )


def _cells(chance: random.Random, count: int) -> Sequence[str | None]:
    return [None if chance.random() < 0.4 else _cell(chance) for _ in range(count)]


def _cell(chance: random.Random) -> str:
    return chance.choice([" ", "", "-"]).join(chance.choices(PIECES, k=chance.choice([1, 1, 1, 2])))
