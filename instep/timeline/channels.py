"""Through which channel did a customer come, in the words of the source?"""

import csv
import re
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
    plain = re.sub(r"\s+", " ", word.strip().casefold())
    for rule in rules():
        if rule.of == of and rule.pattern.fullmatch(plain):
            return rule.channel or None
    return word.strip() or None if of == "said" else None
