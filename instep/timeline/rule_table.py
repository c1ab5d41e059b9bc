"""What is a table of channel rules? An ordered list that both teams signed; the first rule that fits decides."""

from dataclasses import dataclass, field
from datetime import date

from instep.team.signature import Signature, is_signed, signature_of

FIELDS = ("source", "medium", "campaign", "click_id")
LISTS = ("search", "social", "shopping", "video", "assistants")
UNASSIGNED = "Unassigned"


@dataclass(frozen=True)
class Condition:
    """One field of a visit, tested in one way. Texts are in small letters, as those of visits are."""

    field: str
    way: str
    """is, among, matches, contains or ends_with."""
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    channel: str
    when: tuple[tuple[Condition, ...], ...]
    """One of these lines must fit, with all its conditions."""


@dataclass(frozen=True)
class Case:
    """A visit of which both teams know for which channel it must count."""

    channel: str
    source: str | None = None
    medium: str | None = None
    campaign: str | None = None
    click_id: str | None = None


@dataclass(frozen=True)
class RuleTable:
    title: str
    version: int
    effective_from: date
    why: str
    signatures: tuple[Signature, ...]
    rules: tuple[Rule, ...]
    cases: tuple[Case, ...]
    text: str
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Names that a home adds to the lists that come with Instep."""

    @property
    def is_signed(self) -> bool:
        return is_signed(self.signatures)

    @property
    def channels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(rule.channel for rule in self.rules))

    def signed_by(self, team: str) -> Signature | None:
        return signature_of(self.signatures, team)
