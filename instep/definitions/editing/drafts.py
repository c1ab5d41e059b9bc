"""Where do changes wait that nobody proposed yet? In files of the same shape, beside those that count."""

from pathlib import Path
from typing import Any

import yaml

from instep.definitions.definition import Definition
from instep.definitions.reading import definition
from instep.team.place import Unreadable
from instep.team.signature import as_version

KEYS = ("name", "title", "meaning", "synonyms", "avoid", "owners", "version", "effective_from", "signatures", "rule")


class _Plain(yaml.SafeDumper):
    """Numbers, yes and no stand without quotes: whoever reads these files takes every scalar as text."""


_Plain.yaml_implicit_resolvers = {}


def draft_file(folder: Path, name: str) -> Path:
    return folder / "drafts" / f"{name}.yaml"


def draft_text(folder: Path, name: str) -> str | None:
    file = draft_file(folder, name)
    return file.read_text(encoding="utf-8") if file.is_file() else None


def save(folder: Path, name: str, text: str) -> None:
    file = draft_file(folder, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    written = file.with_suffix(".writing")
    written.write_text(text, encoding="utf-8")
    written.replace(file)


def forget(folder: Path, name: str) -> None:
    draft_file(folder, name).unlink(missing_ok=True)


def written(entries: dict[str, Any]) -> str:
    """A definition's file from what its fields say."""
    kept = {key: entries[key] for key in KEYS if key in entries}
    return yaml.dump(kept, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=110)


def started(one: Definition, version: int) -> str:
    """A draft that begins with what is in force."""
    return as_version(one.text, version)


def drafts(folder: Path) -> list[Definition | Unreadable]:
    """All of them; one that cannot be read says why."""
    return [_read(file) for file in sorted((folder / "drafts").glob("*.yaml"))]


def _read(file: Path) -> Definition | Unreadable:
    try:
        return definition(file.name, file.read_text(encoding="utf-8"))
    except Unreadable as error:
        return error
