"""What do packed files hold: .gz, and .zip with tables in it?

Unpacked within limits that the error names, into a folder that is removed. An archive within an archive stays closed,
and the names of its members never become paths.
"""

import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import IO, Self

from instep.sources.reading.held import Held
from instep.sources.reading.shape import Reading, Refused, Unreadable
from instep.sources.reading.swelling import MOST_TIMES, allowed
from instep.warehouse.scratch import scratch

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
        with scratch() as folder, gzip.open(path) as packed:
            inner = Allowance.of(path).unpacked(packed, folder / _harmless(name), path.stat().st_size)  # type: ignore[arg-type]
            return [replace(reading, file=path) for reading in _opened(inner, path, read)]
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Unreadable(path, f"the gzip file is damaged ({error}).") from error


def read_zip(path: Path, read: Read) -> list[Reading]:
    """The tables of all members; a member without one is refused by its name."""
    readings: list[Reading] = []
    refused: list[Refused] = []
    try:
        with zipfile.ZipFile(path) as archive:
            allowance = Allowance.of(path)
            for member in _members(archive, path):
                try:
                    readings += _member(archive, member, allowance, read)
                except Unreadable as reason:
                    refused.append(Refused(0, f"the member can't be read: {reason.reason}", member.filename))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(path, f"the archive is damaged or locked ({error}).") from error
    if not readings:
        raise Unreadable(path, f"no member of the archive is a table. {refused[0].reason if refused else ''}".strip())
    readings[0] = replace(readings[0], refused=Held(chain(readings[0].refused, refused)))
    return [replace(reading, file=path) for reading in readings]


def _members(archive: zipfile.ZipFile, path: Path) -> Iterator[zipfile.ZipInfo]:
    members = [one for one in archive.infolist() if not one.is_dir() and not _is_hidden(one.filename)]
    if len(members) > MOST_MEMBERS:
        raise Unreadable(path, f"the archive has more than {MOST_MEMBERS} members.")
    yield from members


def _is_hidden(name: str) -> bool:
    parts = [part for part in PurePosixPath(name).parts if part != ".."]
    return any(part.startswith((".", "__MACOSX")) for part in parts)


@dataclass
class Allowance:
    """How many bytes may still come out of an archive, whatever it says of itself."""

    path: Path
    left: int

    @classmethod
    def of(cls, path: Path) -> Self:
        return cls(path, min(MOST_BYTES, allowed(path.stat().st_size)))

    def unpacked(self, packed: IO[bytes], inner: Path, packed_size: int) -> Path:
        """Stops as soon as a limit is passed, of this member or of all together."""
        most = min(self.left, allowed(packed_size))
        with inner.open("wb") as file:
            while piece := packed.read(PORTION):
                most, self.left = most - len(piece), self.left - len(piece)
                if most < 0:
                    limit = f"{MOST_TIMES} times its packed size or {MOST_BYTES >> 30} GB"
                    raise Unreadable(self.path, f"unpacked it is larger than {limit}; it may be made to do harm.")
                file.write(piece)
        return inner


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, allowance: Allowance, read: Read) -> list[Reading]:
    with scratch() as folder:
        with archive.open(member) as packed:
            inner = allowance.unpacked(packed, folder / _harmless(member.filename), member.compress_size)
        return _opened(inner, allowance.path, read)


def _opened(inner: Path, path: Path, read: Read) -> list[Reading]:
    with inner.open("rb") as file:
        head = file.read(6)
    if head.startswith(PACKED) and not (head.startswith(b"PK") and is_workbook(inner)):
        raise Unreadable(path, "an archive within an archive is not opened.")
    return read(inner)


def _harmless(name: str) -> str:
    """The last part of the name, in signs that mean nothing to a file system."""
    plain = "".join(sign if sign.isalnum() or sign in "._- ()" else "_" for sign in PurePosixPath(name).name)
    return plain.lstrip(".")[-120:] or "table"
