"""What is a definition? A word both teams use, what it means, who answers for it, and the rule that runs."""

from dataclasses import dataclass
from datetime import date

from instep.definitions.rule import Rule

SIGNING_TEAMS = ("marketing", "sales")


@dataclass(frozen=True)
class Signature:
    by: str
    team: str
    at: date


@dataclass(frozen=True)
class Definition:
    name: str
    title: str
    meaning: str
    synonyms: tuple[str, ...]
    avoid: tuple[str, ...]
    owners: dict[str, str]
    version: int
    effective_from: date
    signatures: tuple[Signature, ...]
    rule: Rule
    file: str
    text: str

    @property
    def is_signed(self) -> bool:
        """Both teams have put their name under this version."""
        return all(self.signed_by(team) for team in SIGNING_TEAMS)

    def signed_by(self, team: str) -> Signature | None:
        return next((signature for signature in self.signatures if signature.team == team), None)
