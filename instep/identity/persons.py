"""Which records that carry the same key describe one person?

Ids that a system itself vouches for always join. A mailbox joins records whose names agree; a phone, and a name at a
company, only where both names are known. A key that many different names carry (a switchboard, a shared or made-up
mailbox) joins nobody by itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from instep.identity.clusters import Bond
from instep.identity.names import Name, agree

TRUSTED = {"merged": (0, 1.0), "external id": (1, 0.99)}
WEIGHED = {"e-mail": (2, 0.98), "same browser": (3, 0.9), "phone": (4, 0.93), "name and company": (5, 0.85)}
SWITCHBOARD_NAMES = 4
"""A phone with so many different names is a company's, not a person's."""
WORTHLESS_NAMES = 12
"""Whatever so many different names carry tells nothing, not even about equal names."""


@dataclass(frozen=True)
class Carrier:
    """A record that carries a key."""

    record_key: str
    name: Name
    mailbox: str | None


def bonds(rule: str, key: str, carriers: Sequence[Carrier], is_role: bool) -> Iterator[Bond]:
    """The groups of these carriers that the key makes one person."""
    strength, probability = TRUSTED.get(rule) or WEIGHED[rule]
    for group in _groups(rule, key, carriers, is_role):
        records = tuple(sorted({carrier.record_key for carrier in group}))
        if len(records) > 1:
            yield Bond(strength, rule, key, records, probability)


def _groups(rule: str, key: str, carriers: Sequence[Carrier], is_role: bool) -> list[list[Carrier]]:
    persons, others = named_groups(carriers, key if rule == "e-mail" else "")
    if len(persons) > WORTHLESS_NAMES:
        return []
    if rule in TRUSTED:
        return [list(carriers)]
    if rule in ("phone", "name and company"):
        return [] if len(persons) >= SWITCHBOARD_NAMES else [group for group in persons if not _rivals(group)]
    groups = _with_half_names(persons, others, is_role)
    return (
        groups
        if rule == "e-mail"
        else [group for group in groups if group[0].name.is_full or not _mailboxes(group)[1:]]
    )


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
    return len(one.first) > 2 and one.first == other.first and one.first in mailbox.split("@")[0]


def _with_half_names(persons: list[list[Carrier]], others: Iterable[Carrier], is_role: bool) -> list[list[Carrier]]:
    """Half a name joins the one person it fits, no name the only person there is.

    On a role mailbox each stays among its like.
    """
    likes: dict[Name, list[Carrier]] = {}
    silent: list[Carrier] = []
    for carrier in others:
        fitting = [] if is_role or carrier.name.is_silent else [p for p in persons if agree(p[0].name, carrier.name)]
        if len(fitting) == 1:
            fitting[0].append(carrier)
        else:
            (silent if carrier.name.is_silent else likes.setdefault(carrier.name, [])).append(carrier)
    groups = [*persons, *likes.values()]
    if len(groups) == 1 and not is_role:
        return [groups[0] + silent]
    return [*groups, silent] if silent else groups


def _rivals(group: Sequence[Carrier]) -> bool:
    """Two mailboxes of one host are two people of one name, unless something stronger says otherwise."""
    hosts = [mailbox.split("@")[-1] for mailbox in _mailboxes(group)]
    return len(hosts) != len(set(hosts))


def _mailboxes(group: Sequence[Carrier]) -> list[str]:
    return sorted({carrier.mailbox for carrier in group if carrier.mailbox})
