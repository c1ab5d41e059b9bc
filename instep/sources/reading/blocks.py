"""How does a text file of any encoding come as UTF-8, block by block, each ending with a line?"""

import codecs
import re
from collections.abc import Iterator
from itertools import chain, pairwise
from pathlib import Path

from instep.sources.reading.shape import Unreadable

BLOCK = 4 << 20
LONG_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
ONE_BYTE = re.compile(r"cp125\d|latin|iso8859|koi8|mac|cp437|cp850", re.IGNORECASE)


def blocks(path: Path, encoding: str, size: int = BLOCK) -> Iterator[tuple[bytes, bool]]:
    """Blocks of whole lines, and whether each is the last. Bytes that are no characters stay invalid."""
    try:
        for block, following in pairwise(_cut(_pieces(path, encoding, size))):
            yield block, not following
    except UnicodeError as error:
        raise Unreadable(path, f"the text is damaged: it says it is {encoding} and is not.") from error


def is_utf8(encoding: str) -> bool:
    return codecs.lookup(encoding).name in ("utf-8", "utf-8-sig", "ascii")


def _pieces(path: Path, encoding: str, size: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        if is_utf8(encoding):
            first = file.read(size)
            yield _without_marks(first)
            while piece := file.read(size):
                yield piece
            return
        decoder = codecs.getincrementaldecoder(encoding)(errors="surrogateescape")
        is_one_byte = bool(ONE_BYTE.match(codecs.lookup(encoding).name))
        is_first = True
        while piece := file.read(size) + (file.readline() if is_one_byte else b""):
            text = _decoded(piece, decoder, encoding, is_one_byte).encode("utf-8", "surrogatepass")
            yield _without_marks(text) if is_first else text
            is_first = False
        yield decoder.decode(b"", final=True).encode("utf-8", "surrogatepass")


def _without_marks(text: bytes) -> bytes:
    while text.startswith(codecs.BOM_UTF8):
        text = text.removeprefix(codecs.BOM_UTF8)
    return text


def _decoded(piece: bytes, decoder: codecs.IncrementalDecoder, encoding: str, is_one_byte: bool) -> str:
    """A line of UTF-8 in a file of another encoding would be read as other letters: its bytes stay bytes."""
    if not is_one_byte or not LONG_CHARACTER.search(piece):
        return decoder.decode(piece)
    return "".join(
        line.decode("ascii", "surrogateescape") if _is_utf8(line) else line.decode(encoding, "surrogateescape")
        for line in piece.splitlines(keepends=True)
    )


def _is_utf8(line: bytes) -> bool:
    if line.isascii():
        return False
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _cut(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Blocks that end with a line (the last as the file ends), then an empty one."""
    rest = b""
    for piece, following in pairwise(chain(pieces, (None,))):
        held = rest + (piece or b"")
        end = len(held) if following is None else _last_line_end(held)
        rest = held[end:]
        if end:
            yield held[:end]
    yield b""


def _last_line_end(text: bytes) -> int:
    """Where the last line ends for sure: a carriage return at the very end may be half of a line end."""
    return max(text.rfind(b"\n"), text.rfind(b"\r", 0, max(len(text) - 1, 0))) + 1
