"""In which encoding is this text written?"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LEGACY = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "koi8_r", "cp932", "gb18030", "big5", "euc_kr", "euc_jp"]
LATIN = ("cp1252", "cp1250", "ascii", "utf_8")
EASTERN = re.compile(r"[šžŠŽ]|[a-zà-ÿ][³¹¿œŸ¼¾]|[³¿œ¹¥£¯][a-zà-ÿ]")
BLOCK = 1 << 20


def encoding_of(path: Path) -> tuple[str, list[str]]:
    """The encoding and, where it is inferred rather than known, a note that says so."""
    with path.open("rb") as file:
        head = file.read(1 << 16)
    for bom, name in BOMS:
        if head.startswith(bom):
            return name, []
    if wide := _wide(head):
        return wide, [f"Read as {wide.upper()}: every second byte is empty."]
    if not (broken := _lines_not_utf8(path)):
        return "utf-8", []
    return _legacy(broken)


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: Latin text leaves every second byte empty."""
    even, odd, half = head[0::2].count(0), head[1::2].count(0), max(len(head) // 2, 1)
    if odd / half > 0.4 and even / half < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even / half > 0.4 and odd / half < 0.1 else None


def _lines_not_utf8(path: Path) -> tuple[bytes, int, int] | None:
    """A sample of the lines that are not UTF-8, how many there are, and how many longer characters are right."""
    sample, count, right = b"", 0, 0
    for block in _blocks_beyond_ascii(path):
        good = _longer_characters(block)
        right += good or 0
        for line in block.splitlines(keepends=True) if good is None else ():
            found = _longer_characters(line)
            right += found or 0
            count += found is None
            if found is None and len(sample) < 1 << 17:
                sample += line
    return (sample, count, right) if count else None


def _blocks_beyond_ascii(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK) + file.readline():
            if not block.isascii():
                yield block


def _longer_characters(raw: bytes) -> int | None:
    try:
        return len(raw) - len(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _legacy(broken: tuple[bytes, int, int]) -> tuple[str, list[str]]:
    sample, count, right = broken
    if right > 4 * count:
        return "utf-8", [f"{count:,} lines are not valid UTF-8; their records are refused."]
    best = from_bytes(sample, cp_isolation=LEGACY).best()
    name = _latin(sample) if best is None or best.encoding in LATIN else best.encoding
    return name, [f"The text is not UTF-8; read as {name}, judged from its letters."]


def _latin(sample: bytes) -> str:
    """Western, unless signs stand inside words or letters of the east appear: misread Polish does that."""
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        text = sample.decode("latin-1")
        return "latin-1" if not EASTERN.search(text) else "cp1250"
    return "cp1250" if EASTERN.search(text) else "cp1252"
