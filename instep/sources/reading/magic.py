"""What kind of file is this, whatever its name says?"""

from pathlib import Path

from instep.sources.reading.archives import is_workbook
from instep.sources.reading.eventlog import is_event_log
from instep.sources.reading.shape import Unreadable

ARCHIVE = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOREIGN = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"BZh": "a bzip2 archive; unpack it first",
    b"\xfd7zXZ": "an xz archive; unpack it first",
    b"7z\xbc\xaf": "a 7-zip archive; unpack it first",
    b"Rar!": "a RAR archive; unpack it first",
    b"\x7fELF": "a program",
}


def kind_of(path: Path) -> str:
    """What to read it as, judged from its first bytes; raises Unreadable for what holds no table."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip():
        raise Unreadable(path, "the file is empty.")
    for start, name in FOREIGN.items():
        if head.startswith(start):
            raise Unreadable(path, f"this is not a table but {name}.")
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(ARCHIVE):
        return "sheet" if is_workbook(path) else "zip"
    if head.startswith(OLD_WORKBOOK):
        return "sheet"
    if head.startswith(b"SQLite format 3\x00"):
        return "sqlite"
    if head.startswith(b"PAR1"):
        return "parquet"
    if is_event_log(head):
        return "eventlog"
    return "json" if _looks_like_json(head) else "text"


def _looks_like_json(head: bytes) -> bool:
    """JSON opens with a brace or bracket and goes on as JSON does; a CSV cell in brackets does not."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")[2:]
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text[:1] in b"{[" and text[1:].lstrip()[:1] in (b'"', b"{", b"}", b"]")
