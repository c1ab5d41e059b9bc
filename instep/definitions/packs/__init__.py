"""From which ready-made words can a company start? A folder each, found because it is there."""

from dataclasses import dataclass
from pathlib import Path

from instep.definitions.definition import Definition
from instep.definitions.editing.drafts import draft_file, save
from instep.definitions.reading import definition

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Pack:
    name: str
    title: str
    meaning: str
    words: tuple[Definition, ...]


def packs() -> list[Pack]:
    return [_pack(file.parent) for file in sorted(FOLDER.glob("*/pack.txt"))]


def start_from(folder: Path, pack: Pack) -> list[str]:
    """Lays the pack's words as drafts; drafts that are there already stay. The names of those laid."""
    laid = [one for one in pack.words if not draft_file(folder, one.name).exists()]
    for one in laid:
        save(folder, one.name, one.text)
    return [one.name for one in laid]


def _pack(folder: Path) -> Pack:
    title, meaning = (folder / "pack.txt").read_text("utf-8").strip().split("\n", 1)
    files = sorted(folder.glob("*.yaml"))
    words = tuple(definition(file.name, file.read_text("utf-8")) for file in files)
    return Pack(folder.name, title, meaning, words)
