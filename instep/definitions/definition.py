"""What is a definition? A word both teams use, what it means, who answers for it, and the rule that runs."""

import hashlib
import json
from collections.abc import Iterable
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
    seal: str = ""
    """A fingerprint of meaning, version and rule: what a signature is for."""

    @property
    def holding(self) -> tuple[Signature, ...]:
        """The signatures under what stands here now; one that was given to other words does not count."""
        return tuple(each for each in self.signatures if each.seal in ("", self.seal))

    @property
    def says(self) -> tuple[object, ...]:
        """Everything that both teams agree on; the same in two files that differ only in layout."""
        return (self.title, self.meaning, self.synonyms, self.avoid, tuple(sorted(self.owners.items())), self.rule)

    @property
    def is_signed(self) -> bool:
        """Both teams have put their name under this version."""
        return is_signed(self.holding)

    @property
    def is_changed_since(self) -> bool:
        """Somebody wrote other words over those that were signed."""
        return len(self.holding) < len(self.signatures)

    def signed_by(self, team: str) -> Signature | None:
        return signature_of(self.holding, team)


def sealed(meaning: str, version: int, rule: object) -> str:
    """The same for the same words, however they are laid out in the file."""
    said = json.dumps([meaning, version, rule], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def in_force(found: Iterable[Definition], on: date = date.max) -> dict[str, Definition]:
    """By name, the version that counts: the newest both teams signed, once it holds; while none is, the newest.

    Words that were changed after they were signed come last.
    """

    def rank(one: Definition) -> tuple[bool, bool, bool, int]:
        holds = one.effective_from <= on
        return holds and one.is_signed, holds, not one.is_changed_since, one.version

    return {one.name: one for one in sorted(found, key=rank)}
