"""Which fields of one's own do the deliveries that count bring, and who needs each?"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import yaml

from instep.sources.mapping import from_dict
from instep.sources.own.field import PREFIX, UsedBy
from instep.sources.taking.batch import batches
from instep.warehouse.home import Home

IN_A_MAPPING = "own_fields:"


@dataclass(frozen=True)
class KnownField:
    kind: str
    name: str
    needs: tuple[UsedBy, ...]
    """As the mappings of its deliveries say."""
    sources: tuple[str, ...]

    @property
    def full_name(self) -> str:
        return f"{PREFIX}{self.name}"


def own_fields(home: Home) -> list[KnownField]:
    """In the order of kinds and names; gone with the last delivery that brings it."""
    counting = (batch for batch in batches(home) if batch.undone_at is None and IN_A_MAPPING in batch.mapping)
    found = {(*each, batch.source) for batch in counting for each in _said(batch.mapping)}
    return [_known(kind, name, found) for kind, name in sorted({each[:2] for each in found})]


@lru_cache(256)
def _said(mapping: str) -> tuple[tuple[str, str, UsedBy], ...]:
    """Kind, name and need of each."""
    records = from_dict(yaml.safe_load(mapping)).records
    return tuple((each.kind, field.name, field.used_by) for each in records for field in each.own_fields)


def _known(kind: str, name: str, found: Iterable[tuple[str, str, UsedBy, str]]) -> KnownField:
    own = [(used_by, source) for of, called, used_by, source in found if (of, called) == (kind, name)]
    needs = sorted({used_by for used_by, _ in own}, key=str)
    return KnownField(kind, name, tuple(needs), tuple(sorted({source for _, source in own})))
