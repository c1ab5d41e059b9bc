"""Which colleague is meant by an id or a name on a record?"""

from collections import defaultdict
from collections.abc import Iterator

import pyarrow as pa

from instep.identity.clusters import Bond, members
from instep.identity.spelling import plain
from instep.warehouse.tables import Read

GRAIN = "One row per source and id or name by which its records mention an owner: the owner who is meant."
LOCALITY = "whole"
READS = ("sources.owner", "identity.owner_mention")
OWNERS = "select source, record_id, user_ref, name, email from sources.owner order by source, record_id"
MENTIONS = "select source, owner_ref, owner_name from identity.owner_mention order by source, owner_ref, owner_name"
BETWEEN = "\x1f"

Mention = tuple[str, str]


def rows(read: Read) -> pa.Table:
    """Equal names and equal addresses are one colleague, in whatever systems; so are an id and the name beside it."""
    groups = list(_groups(read))
    bonds = [Bond(1, "owner", "", tuple(sorted(map(BETWEEN.join, group))), 1.0) for group in groups if len(group) > 1]
    found = members("o", {BETWEEN.join(mention) for group in groups for mention in group}, bonds)
    cells = [(*member.record_key.split(BETWEEN, 1), member.entity_id) for member in found]
    schema = pa.schema([("source", pa.string()), ("owner_ref", pa.string()), ("owner_id", pa.string())])
    return pa.table([list(column) for column in zip(*cells, strict=True)] or [[], [], []], schema=schema)


def _groups(read: Read) -> Iterator[set[Mention]]:
    """Mentions that mean one colleague."""
    alike: dict[str, set[Mention]] = defaultdict(set)
    owners, mentions = read(OWNERS).to_pylist(), read(MENTIONS).to_pylist()
    ids = {(owner["source"], owner["record_id"]) for owner in owners}
    for owner in owners:
        source, name, user = owner["source"], owner["name"], (owner["source"], owner["user_ref"])
        group = {(source, text) for text in (owner["record_id"], name) if text}
        yield group | ({user} if owner["user_ref"] and user not in ids else set())
        for trait in (plain(name or ""), (owner["email"] or "").casefold()):
            alike[trait] |= group if trait else set()
    for mention in mentions:
        source, ref, name = mention["source"], mention["owner_ref"], mention["owner_name"]
        named = {(source, name)} if name else set()
        alike[plain(name or "")] |= named
        yield ({(source, ref)} if ref else set()) | (named if (source, ref) not in ids else set())
    yield from (group for trait, group in sorted(alike.items()) if trait)
