"""Which mapping did people agree on for this table of this source?"""

import hashlib
import re
from pathlib import Path

from instep.sources.mapping import Mapping, from_dict, to_dict
from instep.sources.yaml_files import said_in, written
from instep.warehouse.home import Home

LONGEST = 80
"""Bytes of a name: a batch's folder is called after a moment, a source and a table, and may have 255."""


def saved(home: Home, source: str, table: str, fingerprint: str) -> Mapping | None:
    """The mapping used last time for a table of this name and header."""
    path = place(home, source, table, fingerprint)
    return read_mapping(path) if path.exists() else None


def save(home: Home, mapping: Mapping) -> Path:
    """Keep a mapping for next time; an earlier one for the same table and header is replaced."""
    path = place(home, mapping.source, mapping.table, mapping.fingerprint)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(as_yaml(mapping), encoding="utf-8")
    fresh.replace(path)
    return path


def read_mapping(path: Path) -> Mapping:
    return from_dict(said_in(path))


def as_yaml(mapping: Mapping) -> str:
    return written(to_dict(mapping))


def slug(text: str) -> str:
    """A name as a file or folder may be called: short, without signs, and still a name of its own."""
    plain = re.sub(r"[^\w.-]+", "-", text.strip()).strip("-.").lower()
    if len(plain.encode()) <= LONGEST and plain:
        return plain
    told = hashlib.md5(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:8]
    return f"{plain.encode()[: LONGEST - 9].decode('utf-8', 'ignore') or 'unnamed'}-{told}"


def place(home: Home, source: str, table: str, fingerprint: str) -> Path:
    return home.mappings / slug(source) / f"{slug(table)}.{fingerprint}.yaml"
