"""Which tables do systems export? Contacts, activities and wide deals, of any length, the same each time."""

import random
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

FIRST = [
    "Ana",
    "Ben",
    "Chi",
    "Dora",
    "Emil",
    "Finn",
    "Gül",
    "Hans",
    "Iris",
    "José",
    "Kim",
    "Léa",
    "Max",
    "Nora",
    "Otto",
]
LAST = ["Pérez", "Müller", "Rossi", "Novak", "Smith", "Jones", "Okafor", "Tanaka", "Silva", "Dubois", "Weiss"]
COUNTRIES = [("Germany", "+49 30 "), ("Spain", "+34 91 "), ("United States", "+1 212 "), ("France", "+33 1 ")]
OWN_COLUMNS = 45


def written(path: Path, lines: Callable[[random.Random], Iterator[str]], count: int) -> Path:
    """The header and so many records."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in islice(lines(random.Random(7)), count + 1))
    return path


def contacts(dice: random.Random) -> Iterator[str]:
    """Each with an address and nearly each with a telephone number of its own; one number in four is too short."""
    yield "Contact ID,First Name,Last Name,Email,Phone,Company,Job Title,Country,Lifecycle Stage,Created At,Owner"
    number = 1000
    while True:
        number += 1
        first, last, (country, code) = dice.choice(FIRST), dice.choice(LAST), dice.choice(COUNTRIES)
        firm, stage = dice.randint(1, 60_000), dice.choice(["Lead", "MQL", "SQL", "Customer"])
        yield (
            f"{number},{first},{last},{first}.{last}{number}@firm{firm}.com,{code}{dice.randint(2_000_000, 9_999_999)},"
            f'"Firm {firm}, Inc.",Manager of {dice.randint(1, 200)},{country},{stage},'
            f"2024-{_day(dice)}T{_clock(dice)}:00Z,Owner {dice.randint(1, 40)}"
        )


def activities(dice: random.Random) -> Iterator[str]:
    """Nearly each names a person of its own."""
    yield "Activity ID,Type,Subject,Activity Date,Contact Email,Owner,Duration,Direction,Notes"
    number = 0
    while True:
        number += 1
        kind, way = dice.choice(["Call", "Email", "Meeting", "Note"]), dice.choice(["Inbound", "Outbound"])
        yield (
            f"A{number},{kind},Follow up {dice.randint(1, 500)},2025-{_day(dice)} {_clock(dice)}:00,"
            f"person{dice.randint(1, 200_000)}@firm{dice.randint(1, 3_000)}.com,Owner {dice.randint(1, 30)},"
            f'{dice.randint(1, 90)},{way},"Spoke about {dice.randint(1, 99_999)}, will call back"'
        )


def wide(dice: random.Random) -> Iterator[str]:
    """Deals with very many columns of which nobody knows a use."""
    own = range(OWN_COLUMNS)
    yield "Deal ID,Deal Name,Amount,Stage,Close Date," + ",".join(f"Custom {at}" for at in own)
    number = 0
    while True:
        number += 1
        said = ",".join(f"text {dice.randint(0, 500)}" if at % 3 == 0 else str(dice.randint(0, 9999)) for at in own)
        yield f"W{number},Deal {number},{dice.randint(100, 99_999)},Won,2025-{_day(dice)},{said}"


def _day(dice: random.Random) -> str:
    return f"{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"


def _clock(dice: random.Random) -> str:
    return f"{dice.randint(0, 23):02}:{dice.randint(0, 59):02}"
