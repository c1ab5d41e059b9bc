"""Which records that carry the same web domain or name describe one company?

A domain joins whatever its records are called, except units of a group (Acme UK, Acme Deutschland), which stand apart.
A name joins where neither domain nor country contradicts it.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from instep.identity.clusters import Bond
from instep.identity.names import one_slip
from instep.identity.wordlist import lines

VOUCHED = {"merged": (0, 1.0), "external id": (1, 0.99), "same id": (1, 0.95)}
STRENGTH = VOUCHED | {"web domain": (2, 0.95), "company name": (3, 0.9)}
UNITS = frozenset(lines("unit"))
STRANGERS = 8
"""So many different names on one domain, and it says nothing about companies."""


class Carrier(NamedTuple):
    record_key: str
    core: str | None
    domain: str | None
    country: str | None

    @property
    def units(self) -> frozenset[str]:
        return UNITS.intersection((self.core or "").split())


def bonds(rule: str, key: str, carriers: Sequence[Carrier]) -> Iterator[Bond]:
    """The groups of these carriers that the key makes one company."""
    strength, probability = STRENGTH[rule]
    for group in _groups(rule, carriers):
        records = tuple(sorted({carrier.record_key for carrier in group}))
        if len(records) > 1:
            yield Bond(strength, rule, key, records, probability)


def _groups(rule: str, carriers: Sequence[Carrier]) -> Iterable[list[Carrier]]:
    if rule in VOUCHED:
        return [list(carriers)]
    if rule == "web domain":
        return _on_one_domain(carriers)
    return _of_one_name(carriers)


def _on_one_domain(carriers: Sequence[Carrier]) -> Iterable[list[Carrier]]:
    """The unit words part them; what has no name belongs to the whole company."""
    if len(_different(carriers)) >= STRANGERS:
        return _parted(carriers, lambda carrier: carrier.core)
    return _parted(carriers, lambda carrier: carrier.units)


def _of_one_name(carriers: Sequence[Carrier]) -> Iterable[list[Carrier]]:
    """One name with several domains (`acme.com` and `acme.de` count as one) or countries is several companies.

    Records that do not say which of them stand apart.
    """
    by_domain = _parted(carriers, lambda carrier: (carrier.domain or "").split(".")[0])
    if len([group for group in by_domain if group[0].domain]) > 1:
        return by_domain
    if len({carrier.country for carrier in carriers if carrier.country}) > 1 and not any(c.domain for c in carriers):
        return _parted(carriers, lambda carrier: carrier.country)
    return [list(carriers)]


def _parted(carriers: Sequence[Carrier], by: Callable[[Carrier], Hashable]) -> list[list[Carrier]]:
    parts: dict[Hashable, list[Carrier]] = {}
    for carrier in carriers:
        parts.setdefault(by(carrier), []).append(carrier)
    return list(parts.values())


def _different(carriers: Sequence[Carrier]) -> list[str]:
    """Names that are not just another spelling or an abbreviation of each other."""
    different: list[str] = []
    for core in sorted({carrier.core for carrier in carriers if carrier.core}):
        if not any(core.split()[0] == known.split()[0] or one_slip(core, known) for known in different):
            different.append(core)
    return different
