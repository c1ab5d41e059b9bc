"""Which tables does this file or folder hold?"""

from pathlib import Path

from instep.sources.reading.archives import read_gzip, read_zip
from instep.sources.reading.asked import NOTHING, Asked
from instep.sources.reading.delimited import read_delimited
from instep.sources.reading.eventlog import read_event_log
from instep.sources.reading.magic import kind_of
from instep.sources.reading.objects import read_objects
from instep.sources.reading.parquet import read_parquet
from instep.sources.reading.shape import Reading, Unreadable
from instep.sources.reading.sheets import read_sheets
from instep.sources.reading.sqlite import read_sqlite

READERS = {
    "json": read_objects,
    "eventlog": read_event_log,
    "sheet": read_sheets,
    "sqlite": read_sqlite,
    "parquet": read_parquet,
}
PACKED = {"gzip": read_gzip, "zip": read_zip}


def read(path: Path, asked: Asked = NOTHING) -> list[Reading]:
    """One Reading per table, sheet or file; Unreadable with a sentence when there is none."""
    if not path.is_file():
        raise Unreadable(path, "there is no such file.")
    try:
        kind = kind_of(path)
        if kind in PACKED:
            return PACKED[kind](path, lambda inner: read(inner, asked))
        return read_delimited(path, asked) if kind == "text" else READERS[kind](path)
    except OSError as error:
        raise Unreadable(path, f"the file can't be opened ({error.strerror or error}).") from error


def read_folder(path: Path, asked: Asked = NOTHING) -> tuple[list[Reading], list[Unreadable]]:
    """Everything in a folder and the folders below it, by name; hidden files aside."""
    readings: list[Reading] = []
    unreadable: list[Unreadable] = []
    for file in files_in(path):
        try:
            readings += read(file, asked)
        except Unreadable as reason:
            unreadable.append(reason)
    return readings, unreadable


def files_in(path: Path) -> list[Path]:
    """A link that leads out of the folder brings nothing in: whoever packed the folder does not own what is there."""
    if path.is_file():
        return [path]
    here = path.resolve()
    found = (file for file in path.rglob("*") if file.is_file() and file.resolve().is_relative_to(here))
    return sorted(file for file in found if not any(part.startswith(".") for part in file.relative_to(path).parts))
