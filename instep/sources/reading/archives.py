"""What do packed files hold: .gz, and .zip with tables in it?

Unpacked within limits that the error names, into a folder that is removed. An archive within an archive stays closed,
and the names of its members never become paths.
"""

import gzip
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import IO

from instep.sources.reading.shape import Reading, Refused, Unreadable
from instep.sources.reading.swelling import MOST_TIMES, allowed

MOST_BYTES = 20 << 30
MOST_MEMBERS = 500
PORTION = 1 << 20
PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
OFFICE = ("[Content_Types].xml", "mimetype", "content.xml")
Read = Callable[[Path], list[Reading]]


def is_workbook(path: Path) -> bool:
    """A workbook is an archive too."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name in OFFICE for name in archive.namelist())
    except zipfile.BadZipFile:
        return True


def read_gzip(path: Path, read: Read) -> list[Reading]:
    name = path.name.removesuffix(".gz").removesuffix(".GZ")
    try:
        with tempfile.TemporaryDirectory(prefix="instep-") as folder, gzip.open(path) as packed:
            inner = _unpacked(packed, Path(folder) / _harmless(name), path, path.stat().st_size)  # type: ignore[arg-type]
            return [replace(reading, file=path) for reading in _opened(inner, path, read)]
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Unreadable(path, f"the gzip file is damaged ({error}).") from error


def read_zip(path: Path, read: Read) -> list[Reading]:
    """The tables of all members; a member without one is refused by its name."""
    readings: list[Reading] = []
    refused: list[Refused] = []
    try:
        with tempfile.TemporaryDirectory(prefix="instep-") as folder, zipfile.ZipFile(path) as archive:
            for number, member in enumerate(_members(archive, path)):
                place = Path(folder) / str(number)
                place.mkdir()
                try:
                    readings += _member(archive, member, place, path, read)
                except Unreadable as reason:
                    refused.append(Refused(0, f"the member can't be read: {reason.reason}", member.filename))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(path, f"the archive is damaged or locked ({error}).") from error
    if not readings:
        raise Unreadable(path, f"no member of the archive is a table. {refused[0].reason if refused else ''}".strip())
    readings[0].refused.extend(refused)
    return [replace(reading, file=path) for reading in readings]


def _members(archive: zipfile.ZipFile, path: Path) -> Iterator[zipfile.ZipInfo]:
    members = [one for one in archive.infolist() if not one.is_dir() and not _is_hidden(one.filename)]
    if len(members) > MOST_MEMBERS:
        raise Unreadable(path, f"the archive has more than {MOST_MEMBERS} members.")
    yield from members


def _is_hidden(name: str) -> bool:
    parts = [part for part in PurePosixPath(name).parts if part != ".."]
    return any(part.startswith((".", "__MACOSX")) for part in parts)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: Path, path: Path, read: Read) -> list[Reading]:
    with archive.open(member) as packed:
        inner = _unpacked(packed, place / _harmless(member.filename), path, member.compress_size)
    return _opened(inner, path, read)


def _opened(inner: Path, path: Path, read: Read) -> list[Reading]:
    with inner.open("rb") as file:
        head = file.read(6)
    if head.startswith(PACKED) and not (head.startswith(b"PK") and is_workbook(inner)):
        raise Unreadable(path, "an archive within an archive is not opened.")
    return read(inner)


def _unpacked(packed: IO[bytes], inner: Path, path: Path, packed_size: int) -> Path:
    """Stops as soon as a limit is passed, whatever the archive says of itself."""
    size, most = 0, min(MOST_BYTES, allowed(packed_size))
    with inner.open("wb") as file:
        while piece := packed.read(PORTION):
            size += len(piece)
            if size > most:
                limit = f"{MOST_TIMES} times its packed size or {MOST_BYTES >> 30} GB"
                raise Unreadable(path, f"unpacked it is larger than {limit}; it may be made to do harm.")
            file.write(piece)
    return inner


def _harmless(name: str) -> str:
    """The last part of the name, in signs that mean nothing to a file system."""
    plain = "".join(sign if sign.isalnum() or sign in "._- ()" else "_" for sign in PurePosixPath(name).name)
    return plain.lstrip(".")[-120:] or "table"
