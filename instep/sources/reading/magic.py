"""What kind of file is this, whatever its name says?"""

from pathlib import Path

from instep.sources.reading.shape import Unreadable

SPREADSHEET = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
FOREIGN = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a gzip archive; unpack it first",
    b"7z\xbc\xaf": "a 7-zip archive; unpack it first",
    b"Rar!": "a RAR archive; unpack it first",
    b"\x7fELF": "a program",
}


def kind_of(path: Path) -> str:
    """sheet, sqlite, parquet, json or text, from the first bytes; raises Unreadable for what holds no table."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip():
        raise Unreadable(path, "the file is empty.")
    for start, name in FOREIGN.items():
        if head.startswith(start):
            raise Unreadable(path, f"this is not a table but {name}.")
    if head.startswith(SPREADSHEET):
        return "sheet"
    if head.startswith(b"SQLite format 3\x00"):
        return "sqlite"
    if head.startswith(b"PAR1"):
        return "parquet"
    return "json" if _looks_like_json(head) else "text"


def _looks_like_json(head: bytes) -> bool:
    """JSON opens with a brace or bracket and goes on as JSON does; a CSV cell in brackets does not."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")[2:]
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text[:1] in b"{[" and text[1:].lstrip()[:1] in (b'"', b"{", b"}", b"]")
