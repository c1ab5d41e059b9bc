"""Which records that carry the same key describe one person?

Ids that a system itself vouches for always join. A mailbox joins records whose names agree; a phone, and a name at a
company, only where both names are known. A key that many different names carry (a switchboard, a shared or made-up
mailbox) joins nobody by itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from instep.identity.clusters import Bond
from instep.identity.names import Name, agree, one_slip

VOUCHED = {"merged": (0, 1.0), "external id": (1, 0.99), "same id": (1, 0.95)}
WEIGHED = {"e-mail": (2, 0.98), "same browser": (3, 0.9), "phone": (4, 0.93), "name and company": (5, 0.85)}
RULES = (*VOUCHED, *WEIGHED)
"""The strongest first."""
SWITCHBOARD_NAMES = 4
"""A phone with so many different names is a company's, not a person's."""
WORTHLESS_NAMES = 12
"""Whatever so many different names carry tells nothing, not even about equal names."""


class Carrier(NamedTuple):
    """A record that carries a key."""

    record_key: str
    name: Name
    mailbox: str | None
    work_mailbox: str | None = None


def bonds(rule: str, key: str, carriers: Sequence[Carrier], is_role: bool) -> Iterator[Bond]:
    """The groups of these carriers that the key makes one person."""
    strength, probability = VOUCHED.get(rule) or WEIGHED[rule]
    groups = _namesakes(carriers) if rule == "name and company" else _groups(rule, key, carriers, is_role)
    for group in groups:
        records = tuple(sorted({carrier.record_key for carrier in group}))
        if len(records) > 1:
            yield Bond(strength, rule, key, records, probability)


def _groups(rule: str, key: str, carriers: Sequence[Carrier], is_role: bool) -> list[list[Carrier]]:
    if rule in VOUCHED and len(carriers) <= WORTHLESS_NAMES:
        return [list(carriers)]
    persons, others = named_groups(carriers, key if rule == "e-mail" else "")
    if len(persons) > WORTHLESS_NAMES:
        return []
    if rule in VOUCHED:
        return [list(carriers)]
    if rule == "phone":
        return [] if len(persons) >= SWITCHBOARD_NAMES else [p for p in _fitted(persons, others) if not _rivals(p)]
    groups = _with_half_names(persons, others, is_role)
    return (
        groups
        if rule == "e-mail"
        else [group for group in groups if group[0].name.is_full or not _mailboxes(group)[1:]]
    )


def _namesakes(colleagues: Sequence[Carrier]) -> Iterator[list[Carrier]]:
    """People of one company whose full names agree, unless they have rival mailboxes."""
    families: dict[str, list[Carrier]] = {}
    for carrier in colleagues:
        families.setdefault(carrier.name.last, []).append(carrier)
    for family in families.values():
        if len(family) > 1:
            yield from (person for person in named_groups(family)[0] if not _rivals(person))


def named_groups(carriers: Sequence[Carrier], mailbox: str = "") -> tuple[list[list[Carrier]], list[Carrier]]:
    """Carriers whose full names agree, and those without a full name: an initial never bridges John and Jane."""
    full: dict[Name, list[Carrier]] = {}
    others: list[Carrier] = []
    for carrier in carriers:
        (full.setdefault(carrier.name, []) if carrier.name.is_full else others).append(carrier)
    groups: list[tuple[list[Name], list[Carrier]]] = []
    for each in sorted(full, key=lambda name: (name.last, name.first, name.generation)):
        home = [
            group for group in groups if all(agree(each, known) or _renamed(each, known, mailbox) for known in group[0])
        ]
        target = home[0] if len(home) == 1 else ([], [])
        target[0].append(each)
        target[1].extend(full[each])
        if len(home) != 1:
            groups.append(target)
    return [group for _, group in groups], others


def _renamed(one: Name, other: Name, mailbox: str) -> bool:
    """Another family name on a mailbox that itself says the first name is a marriage rather than a stranger."""
    is_told = len(one.first) > 2 and one.first == other.first and one.first in mailbox.split("@")[0]
    return is_told and one.last != other.last


def _with_half_names(persons: list[list[Carrier]], others: Sequence[Carrier], is_role: bool) -> list[list[Carrier]]:
    """Half a name joins the one person it fits, no name the only person there is.

    On a role mailbox each stays among its like.
    """
    persons = persons if is_role else _fitted(persons, others)
    placed = {carrier.record_key for person in persons for carrier in person}
    likes: dict[Name, list[Carrier]] = {}
    for carrier in others:
        if carrier.record_key not in placed:
            likes.setdefault(carrier.name, []).append(carrier)
    silent = likes.pop(Name(), [])
    groups = [*persons, *likes.values()]
    if len(groups) == 1 and not is_role:
        return [groups[0] + silent]
    return [*groups, silent] if silent else groups


def _fitted(persons: list[list[Carrier]], others: Iterable[Carrier]) -> list[list[Carrier]]:
    """The persons, each with those half names that fit nobody else."""
    fitted = [list(person) for person in persons]
    for carrier in others:
        fitting = [p for p in fitted if not carrier.name.is_silent and agree(p[0].name, carrier.name)]
        if len(fitting) == 1:
            fitting[0].append(carrier)
    return fitted


def _rivals(group: Sequence[Carrier]) -> bool:
    """Two mailboxes at one company are two people of one name, but for a mere typing slip."""
    mailboxes = sorted({carrier.work_mailbox for carrier in group if carrier.work_mailbox})
    pairs = ((one.split("@"), other.split("@")) for one, other in combinations(mailboxes, 2))
    return any(host == hosts and not _slipped(local, locals_) for (local, host), (locals_, hosts) in pairs)


def _slipped(one: str, other: str) -> bool:
    """john.smith2@ is another John Smith, jhon.smith@ is not."""
    return one_slip(one, other) and not (set(one) ^ set(other)) & set("0123456789")


def _mailboxes(group: Sequence[Carrier]) -> list[str]:
    return sorted({carrier.mailbox for carrier in group if carrier.mailbox})
