"""Through which channel did a customer come, in the words of the source?"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RULES = Path(__file__).parent / "words" / "channel.csv"


@dataclass(frozen=True)
class Rule:
    of: str
    pattern: re.Pattern[str]
    channel: str


@cache
def rules() -> tuple[Rule, ...]:
    """The lines of `words/channel.csv`, in order."""
    lines = [line for line in RULES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return tuple(Rule(row["of"], re.compile(row["pattern"]), row["channel"]) for row in csv.DictReader(lines))


def channel(of: str, word: str) -> str | None:
    """That of the first rule which fits the whole word; a channel that no rule knows keeps the name it was given."""
    plain = spoken(word)
    for rule in rules():
        if rule.of == of and rule.pattern.fullmatch(plain):
            return rule.channel or None
    return word.strip() or None if of == "said" else None


def channels(uses: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], str | None]:
    """The channel of each word: spellings of one name that no rule knows are one channel, as it is written most."""
    meant = {key: channel(*key) for key in uses}
    first: dict[tuple[str, str], str] = {}
    for of, word in sorted(uses, key=lambda key: (-uses[key], key)):
        if name := meant[of, word]:
            first.setdefault((of, spoken(name)), name)
    return {(of, word): first[of, spoken(name)] if name else None for (of, word), name in meant.items()}


def spoken(word: str) -> str:
    """Without what only the eye sees: case and spaces."""
    return re.sub(r"\s+", " ", word.strip().casefold())
