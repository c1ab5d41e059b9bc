"""What is a definition? A word both teams use, what it means, who answers for it, and the rule that runs."""

from dataclasses import dataclass
from datetime import date

from instep.definitions.rule import Rule
from instep.team.signature import Signature, is_signed, signature_of


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
        return is_signed(self.signatures)

    def signed_by(self, team: str) -> Signature | None:
        return signature_of(self.signatures, team)
