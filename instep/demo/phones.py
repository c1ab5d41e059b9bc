"""What is this person's telephone number, and in how many ways will people write it?"""

from dataclasses import dataclass
from random import Random

from instep.demo.words import rows

PLANS = {row["country"]: row for row in rows("countries")}


@dataclass(frozen=True)
class Phone:
    country: str
    area: str
    number: str

    @property
    def international(self) -> str:
        return f"+{PLANS[self.country]['code']}{self.area}{self.number}"

    def spelt(self, style: int) -> str:
        """As typed by hand, by machine, by a German, by an Englishman, by someone who has no time."""
        code, trunk = PLANS[self.country]["code"], PLANS[self.country]["trunk"]
        half = len(self.number) // 2
        spaced = f"{self.number[:half]} {self.number[half:]}"
        return (
            f"+{code} {self.area} {spaced}",
            self.international,
            f"00{code} {self.area} {self.number}",
            f"+{code} ({trunk}){self.area} {self.number}" if trunk else f"+{code} {self.area}{self.number}",
            f"+{code}-{self.area}-{self.number}",
            f"{trunk}{self.area} {spaced}",
            f"{trunk}{self.area}/{self.number}",
        )[style].replace("  ", " ")


def switchboard(country: str, area_code: str, dice: Random) -> Phone:
    plan = PLANS[country]
    area = area_code or dice.choice(plan["fixed"].split())
    length = int(plan["length"]) or len(area) + 7
    base = str(dice.randint(2, 8)) + _digits(length - len(area) - 2, dice)
    return Phone(country, area, base + "0")


def direct(main: Phone, dice: Random) -> Phone:
    """An extension of the switchboard."""
    return Phone(main.country, main.area, main.number[:-2] + str(dice.randint(11, 98)))


def mobile(country: str, dice: Random) -> Phone:
    plan = PLANS[country]
    area = dice.choice(plan["mobile"].split())
    return Phone(country, area, _digits(int(plan["mobile_length"]) - len(area), dice))


def _digits(count: int, dice: Random) -> str:
    return "".join(str(dice.randint(1, 9)) for _ in range(count))
