"""A crowd of made-up people around those whom a test is about: what is rare can only be learned among many."""

import random

import pyarrow as pa

from instep.identity.resolving.person.subject import PERSONS
from instep.identity.resolving.resolution import resolve

FIRST = (
    "Ana",
    "Ben",
    "Chi",
    "Dora",
    "Emil",
    "Frida",
    "Gus",
    "Hana",
    "Ivo",
    "Jan",
    "Kai",
    "Lena",
    "Max",
    "Nora",
    "Omar",
)
SYLLABLES = (
    "ba",
    "ke",
    "lo",
    "mi",
    "nu",
    "ra",
    "se",
    "ti",
    "vo",
    "wa",
    "zel",
    "dor",
    "kan",
    "mer",
    "pol",
    "tur",
    "win",
)


def crowd(count: int = 400, seed: int = 5) -> list[dict[str, str]]:
    """Two or three records of each, with a slip here and there."""
    chance = random.Random(seed)
    return [record for number in range(count) for record in _person(number, chance)]


def _person(number: int, chance: random.Random) -> list[dict[str, str]]:
    first, last = chance.choice(FIRST), "".join(chance.choices(SYLLABLES, k=3)).title()
    company = f"{chance.choice(SYLLABLES)}{chance.choice(SYLLABLES)} works".title()
    host = f"{company.split()[0].lower()}.com"
    whole = {
        "first_name": first,
        "last_name": last,
        "email": f"{first}.{last}@{host}".lower(),
        "phone": f"+49 170 {chance.randrange(10**6, 10**7)}",
        "company": company,
        "street": f"{chance.choice(SYLLABLES).title()}weg {chance.randrange(1, 90)}",
        "postcode": f"{chance.randrange(10000, 99999)}",
        "city": f"{chance.choice(SYLLABLES)}{chance.choice(SYLLABLES)}burg".title(),
    }
    return [
        {"record_id": f"crowd-{number}-{copy}", **{name: _told(value, chance) for name, value in whole.items()}}
        for copy in range(chance.choice([1, 2, 2, 3]))
    ]


def _told(value: str, chance: random.Random) -> str:
    if chance.random() < 0.2:
        return ""
    place = chance.randrange(1, len(value) - 1)
    return value[:place] + value[place + 1 :] if chance.random() < 0.03 else value


COLUMNS = ("record_id", "first_name", "last_name", "email", "phone", "company", "street", "postcode", "city")


def told(records: list[dict[str, str]]) -> pa.Table:
    """The records in the words of the house."""
    known = {"company": "company_name", "postcode": "postal_code"}
    cells = {
        known.get(name, name): [record.get(name) or None for record in records] for name in records[0] | {"city": ""}
    }
    silent = {name: pa.nulls(len(records), pa.string()) for name in PERSONS.fields if name not in cells}
    return pa.table({name: pa.array(values, pa.string()) for name, values in cells.items()} | silent)


def persons(*lines: str) -> list[set[str]]:
    """Who is one among these, largest first: `id | first | last | e-mail | phone | company | street | code | city`."""
    some = [dict(zip(COLUMNS, [cell.strip() for cell in line.split("|")], strict=False)) for line in lines]
    answer = resolve(told([{**dict.fromkeys(COLUMNS, ""), **one} for one in [*some, *crowd()]]), PERSONS).answer()
    found: dict[str, set[str]] = {}
    for record, entity in zip(answer["record_id"].to_pylist(), answer["entity_id"].to_pylist(), strict=True):
        found.setdefault(entity, set()).add(record)
    groups = [group for group in found.values() if not all(record.startswith("crowd") for record in group)]
    return sorted(groups, key=lambda group: (-len(group), min(group)))
