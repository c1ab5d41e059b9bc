"""Which mapping did people agree on for this table of this source?"""

import re
from pathlib import Path

import yaml

from instep.sources.mapping import Mapping, from_dict, to_dict
from instep.warehouse.home import Home


def saved(home: Home, source: str, table: str, fingerprint: str) -> Mapping | None:
    """The mapping used last time for a table of this name and header."""
    path = _path(home, source, table, fingerprint)
    return read_mapping(path) if path.exists() else None


def save(home: Home, mapping: Mapping) -> Path:
    """Keep a mapping for next time; an earlier one for the same table and header is replaced."""
    path = _path(home, mapping.source, mapping.table, mapping.fingerprint)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(as_yaml(mapping), encoding="utf-8")
    fresh.replace(path)
    return path


def read_mapping(path: Path) -> Mapping:
    return from_dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def as_yaml(mapping: Mapping) -> str:
    return yaml.safe_dump(to_dict(mapping), sort_keys=False, allow_unicode=True, width=110)


def slug(text: str) -> str:
    """A name as a file or folder may be called."""
    return re.sub(r"[^\w.-]+", "-", text.strip()).strip("-.").lower()[:80] or "unnamed"


def _path(home: Home, source: str, table: str, fingerprint: str) -> Path:
    return home.mappings / slug(source) / f"{slug(table)}.{fingerprint}.yaml"
