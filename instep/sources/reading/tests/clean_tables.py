"""Tables as they should be, and the manners in which systems write them."""

import random
from dataclasses import dataclass, replace

FIRST = ["Ana", "Ben", "Chi", "Zoë", "José", "Łukasz", "Müller", "O'Brien", "Søren", "Noémie", "Ümit", "Inês"]
CITY = ["Lima", "Rome", "Hanoi", "São Paulo", "Kraków", "Malmö", "Gent", "Porto", "Oslo", "Graz"]
WORDS = [
    "the",
    "offer",
    "was",
    "sent",
    "after",
    "a",
    "call",
    "and",
    "she",
    "asked",
    "for",
    "a",
    "lower",
    "price",
    "because",
    "of",
    "the",
    "budget",
    "of",
    "next",
    "year",
]
STREETS = ["Main Street", "Rua Augusta", "Hauptstraße", "Rue de la Paix", "Via Roma"]


@dataclass(frozen=True)
class Table:
    name: str
    header: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Manner:
    """How a system writes: which delimiter, when it quotes, how lines end."""

    delimiter: str = ","
    quote: str = '"'
    escape: str | None = None
    newline: str = "\r\n"
    is_all_quoted: bool = False

    def cell(self, text: str) -> str:
        unsafe = (self.delimiter, self.quote, "\n", "\r", '"')
        if not (self.is_all_quoted or any(sign in text for sign in unsafe)):
            return text
        if self.escape:
            inner = text.replace(self.escape, self.escape * 2).replace(self.quote, self.escape + self.quote)
        else:
            inner = text.replace(self.quote, self.quote * 2)
        return f"{self.quote}{inner}{self.quote}"

    def cells(self, row: list[str]) -> list[str]:
        return [self.cell(text) for text in row]

    def line(self, row: list[str]) -> str:
        return self.delimiter.join(self.cells(row))

    def with_(self, **changed: object) -> "Manner":
        return replace(self, **changed)  # type: ignore[arg-type]


MANNERS = [
    Manner(),
    Manner(";", newline="\n"),
    Manner("\t", newline="\n"),
    Manner("|"),
    Manner(is_all_quoted=True, newline="\n"),
    Manner(";", is_all_quoted=True),
]


def tables(seed: int) -> list[Table]:
    dice = random.Random(seed)
    return [orders(dice), people(dice), notes(dice), rates(dice)]


def orders(dice: random.Random) -> Table:
    """Like a shop's export: codes, days, money, long texts, and a last column that is always empty."""
    header = ["Date", "Time", "Qty", "ProductID", "Price", "ProductType", "Description", "URL", "Comments"]
    return Table("orders", header, [_order(dice, at) for at in range(dice.randint(12, 40))])


def _order(dice: random.Random, at: int) -> list[str]:
    kind = dice.choice(["Headlamp", "Underwear, Print", 'Boots, 10" Lined', "Light-Up Jacket", "Fly Rod 8 Wt."])
    code = f"{dice.choice(['MG', 'RI', 'CC'])}-{dice.randint(1000, 9999)}"
    text = f"These {kind.lower()} are rugged enough, light and quick; {_said(dice)}."
    day = f"{dice.randint(1, 28):02}/{dice.randint(1, 12):02}/2018"
    price = f"${dice.randint(3, 99)}.{dice.randint(10, 99)}"
    return [
        day,
        f"{at % 24:02}:15",
        str(dice.randint(0, 9)),
        code,
        price,
        kind,
        text,
        f"https://example.com/{code}",
        "",
    ]


def people(dice: random.Random) -> Table:
    """A CRM's contacts: an id, names, an address, a cell with line breaks."""
    rows = [
        [
            f"{at:04}",
            f"{dice.choice(FIRST)} {dice.choice(FIRST)}",
            f"p{at}@example.com",
            dice.choice(CITY),
            _address(dice),
        ]
        for at in range(1, dice.randint(8, 30))
    ]
    return Table("people", ["id", "full name", "email", "city", "address"], rows)


def notes(dice: random.Random) -> Table:
    """Nothing but text, with quotes and line breaks in it."""
    rows = [
        [dice.choice(FIRST), dice.choice(CITY), _said(dice), dice.choice(["open", "won", "lost"])]
        for _ in range(dice.randint(8, 25))
    ]
    return Table("notes", ["Owner", "Place", "Comment", "Status"], rows)


def rates(dice: random.Random) -> Table:
    """Narrow and numeric."""
    rows = [
        [f"2024-{at % 12 + 1:02}-{at % 28 + 1:02}", f"{dice.random() * 2:.4f}"] for at in range(dice.randint(6, 30))
    ]
    return Table("rates", ["date", "rate"], rows)


def _said(dice: random.Random) -> str:
    said = " ".join(dice.sample(WORDS, dice.randint(2, 8)))
    return dice.choice([said, said, f"{said}, later", f'she said "{said}"', f"{said}\n{dice.choice(WORDS)} again"])


def _address(dice: random.Random) -> str:
    street = f"{dice.choice(STREETS)} {dice.randint(1, 99)}"
    return dice.choice(
        [street, f"{street}, {dice.choice(CITY)}", f"{street}\n{dice.randint(1000, 9999)} {dice.choice(CITY)}"]
    )
