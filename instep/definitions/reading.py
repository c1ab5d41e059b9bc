"""Which definitions are in force? Reads the folder of YAML files, or the pack that comes with Instep if it is empty."""

import shutil
from datetime import date
from functools import lru_cache
from pathlib import Path

from instep.definitions.definition import Definition, in_force, sealed
from instep.definitions.parsing import parsed
from instep.definitions.rule import TEAMS, named
from instep.team.place import Place, Unreadable
from instep.team.signature import SIGNING_TEAMS, signatures

PACK = Path(__file__).parent / "pack"
_KEYS = (
    *("name", "title", "meaning", "synonyms", "avoid", "owners"),
    *("version", "effective_from", "signatures", "rule"),
)
LONGEST = 60
PAGES = frozenset({"answers", "capacity", "comparisons", "glossary", "new", "packs"})
"""Addresses that a definition of that name would never be seen at."""
_NEEDED = ("name", "meaning", "owners", "version", "effective_from", "rule")


def definitions(folder: Path, on: date = date.max) -> list[Definition]:
    """Every version in the folder (or in the pack), each after the definitions that its rule leans on that day."""
    return list(read(texts(folder), on))


def texts(folder: Path) -> tuple[tuple[str, str], ...]:
    """Name and text of every file that counts."""
    files = sorted(folder.glob("*.yaml")) or sorted(PACK.glob("*.yaml"))
    return tuple((file.name, _text(file)) for file in files)


@lru_cache(maxsize=8)
def read(files: tuple[tuple[str, str], ...], on: date = date.max) -> tuple[Definition, ...]:
    """The definitions in these files; the same texts are read once."""
    found = [definition(name, text) for name, text in files]
    _refuse_doubles(found)
    return tuple(in_order(sorted(found, key=lambda one: (one.name, one.version)), in_force(found, on)))


def copy_pack(folder: Path) -> None:
    """Gives a new home the definitions to start from; files that are there already stay as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in PACK.glob("*.yaml"):
        if not (folder / file.name).exists():
            shutil.copyfile(file, folder / file.name)


def definition(file: str, text: str) -> Definition:
    """One file, read and checked."""
    entries = Place.top(file, text).only(*_KEYS, needs=_NEEDED)
    name = entries["name"].text()
    if not name.isidentifier() or not name.isascii() or name != name.lower() or len(name) > LONGEST:
        entries["name"].refuse(f"“{name}” cannot be a name", "Use small letters, digits and _, such as sales_ready")
    if name in PAGES:
        entries["name"].refuse(f"“{name}” is a page of its own here", f"Say more, such as {name}_agreed")
    meaning, version = " ".join(entries["meaning"].text().split()), entries["version"].count()
    return Definition(
        name=name,
        title=entries["title"].text() if "title" in entries else name.replace("_", " ").capitalize(),
        meaning=meaning,
        synonyms=entries["synonyms"].texts() if "synonyms" in entries else (),
        avoid=entries["avoid"].texts() if "avoid" in entries else (),
        owners={team: owner.text() for team, owner in entries["owners"].only(*TEAMS, needs=SIGNING_TEAMS).items()},
        version=version,
        effective_from=entries["effective_from"].day(),
        signatures=signatures(entries["signatures"]) if "signatures" in entries else (),
        rule=parsed(entries["rule"]),
        file=file,
        text=text,
        seal=sealed(meaning, version, entries["rule"].value),
    )


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(file.name, "", "it is not written in UTF-8", "Save it again with that encoding") from error


def _refuse_doubles(read: list[Definition]) -> None:
    seen: dict[tuple[str, int], str] = {}
    for one in read:
        other = seen.setdefault((one.name, one.version), one.file)
        if other != one.file:
            problem = f"“{one.name}” version {one.version} stands in {other} as well"
            raise Unreadable(one.file, "version", problem, "Give one of them the next version number")


def in_order(read: list[Definition], current: dict[str, Definition]) -> list[Definition]:
    """Leaned-on definitions first; an unknown name or a circle is refused."""
    ordered, path = list[Definition](), list[str]()

    def visit(one: Definition) -> None:
        if one in ordered:
            return
        if one.name in path:
            circle = " → ".join([*path[path.index(one.name) :], one.name])
            raise Unreadable(one.file, "rule", f"the definitions go in a circle ({circle})", "Remove one “is: …” of it")
        path.append(one.name)
        for name in named(one.rule):
            if name not in current:
                advice = f"Use one of: {', '.join(sorted(current))}"
                raise Unreadable(one.file, "rule", f"“is: {name}” names no definition", advice)
            visit(current[name])
        path.pop()
        ordered.append(one)

    for one in read:
        visit(one)
    return ordered
