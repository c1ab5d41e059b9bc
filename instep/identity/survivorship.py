"""Why does one value win over another? The first rule in which their claims differ says it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

SYSTEMS = ("correction", "CRM", "billing", "service", "marketing", "website", "list")


class Claim(Protocol):
    """A value, its source, and how the rules of `tables/fact.sql` rank it: a digit a rule, the lower one wins."""

    @property
    def source(self) -> str: ...
    @property
    def claim(self) -> int: ...
    @property
    def stated_at(self) -> datetime | None: ...
    @property
    def pinned_by(self) -> str | None: ...


@dataclass(frozen=True)
class Rule:
    unit: int
    size: int
    words: str

    def rank(self, one: Claim) -> int:
        return one.claim // self.unit % self.size

    def said(self, won: Claim, lost: Claim) -> str:
        return self.words.format(won=won, system=_system(won), other=_system(lost))


def _system(one: Claim) -> str:
    return f"{one.source} ({SYSTEMS[SOURCE.rank(one)]})"


SOURCE = Rule(100, 10, "{system} counts before {other}")
RULES = (
    Rule(100_000_000, 10, "of permissions the strictest word counts, whoever said it"),
    Rule(10_000_000, 10, "pinned by {won.pinned_by}"),
    Rule(1_000_000, 10, "{won.source} is trusted; the other anybody may have said"),
    Rule(100_000, 10, "somebody corrected it in Instep"),
    Rule(10_000, 10, "this name is whole, well written, or spelt so by more than one record"),
    Rule(1_000, 10, "the other is more than 18 months older, or only said in passing"),
    SOURCE,
    Rule(1, 100, "the record of {won.source} is fuller"),
)
"""In the order in which they decide."""


def why(won: Claim, lost: Claim | None) -> str:
    """In words, why the one value is golden and the other, its nearest, is not."""
    if lost is None:
        return f"pinned by {won.pinned_by}" if won.pinned_by else "nobody says otherwise"
    for rule in RULES:
        if rule.rank(won) != rule.rank(lost):
            return rule.said(won, lost)
    if won.stated_at != lost.stated_at:
        return "pinned later" if won.pinned_by else "it was said later"
    return "equal in every rule; the first by its record"
