"""How does a text file get through the sieve, block by block, at speed where it is regular and with care where not?"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv

from instep.sources.reading.blocks import BLOCK, blocks
from instep.sources.reading.columns import Columns
from instep.sources.reading.layout import Layout
from instep.sources.reading.scan import LONGEST_FIELD, scan
from instep.sources.reading.shape import LINE
from instep.sources.reading.sieve import Part, Sieve
from instep.sources.reading.structure import Marks, Places, Structure, can_be_seen, structure
from instep.sources.reading.watching import tell

FIRST_RECORDS = 50
"""These are always looked at one by one: what stands right below the header may be special."""
MOST_BREAKS = 8
MOST_STRETCHES = 500
WINDOW = 1 << 18


def sifted(path: Path, encoding: str, layout: Layout, size: int = BLOCK, is_quick: bool = True) -> Sieve:
    """All records of the file. `is_quick`: regular stretches are read at once; what comes of it is the same."""
    head = layout.head
    first = Part(list(head.said) if head.said else None, layout.header_line, Columns(head.names), head.notes)
    sieve = Sieve([first], layout.data_from, layout.habits, layout.grammar.delimiter)
    sifting = Sifting(layout, sieve, is_quick and can_be_seen(layout.grammar, len(head.names)))
    done = 0
    with sifting.beside:
        for block, is_last in blocks(path, encoding, size):
            sifting.sift(sifting.rest + block, is_last)
            done += len(block)
            tell(path, done)
        sifting.settle()
    return sieve


@dataclass(frozen=True)
class Parsing:
    """A regular stretch of records that is being loaded while the next ones are looked at."""

    table: Future[pa.Table]
    piece: bytes
    lines: Places


@dataclass
class Sifting:
    layout: Layout
    sieve: Sieve
    is_quick: bool
    line: int = 1
    rest: bytes = b""
    parsing: Parsing | None = None
    beside: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))

    def sift(self, block: bytes, is_last: bool) -> None:
        """A record cut by the end of a block is read again with the next one."""
        breaks = 0
        while block and self.is_quick and breaks < MOST_BREAKS:
            found = self._structure(block)
            if found is None or not self._can_take(found):
                break
            sound = self._take(block, found, is_last)
            block = block[sound:]
            if not found.is_broken:
                self.rest = block
                if block and (is_last or len(block) > LONGEST_FIELD):
                    break
                return
            if (rest := self._past_broken(block, is_last)) is None:
                break
            block, breaks = rest, breaks + 1
        self._sift_carefully(block, is_last)

    def _structure(self, block: bytes) -> Structure | None:
        """Seen while the stretch before is still being loaded; seen again if that brought something unforeseen."""
        width, habits = self.sieve.width, self.sieve.habits
        found = structure(block, self.layout.grammar, width, habits)
        self.settle()
        is_as_before = self.sieve.habits is habits and self.sieve.width == width
        return found if is_as_before else structure(block, self.layout.grammar, self.sieve.width, self.sieve.habits)

    def _sift_carefully(self, block: bytes, is_last: bool) -> None:
        self.settle()
        text = block.decode("utf-8", "surrogateescape")
        found = scan(text, self.line, self.layout.grammar, is_last, self.sieve.width)
        self.rest = found.rest.encode("utf-8", "surrogateescape")
        self.line += _line_count(block) - _line_count(self.rest)
        self.sieve.take(found)

    def _past_broken(self, block: bytes, is_last: bool) -> bytes | None:
        """The broken record and what leads to it are read with care; the rest may be regular again."""
        self.settle()
        end = block.find(b"\n", WINDOW) + 1 or len(block)
        text = block[:end].decode("utf-8", "surrogateescape")
        is_end = is_last and end == len(block)
        found = scan(text, self.line, self.layout.grammar, is_end, self.sieve.width, is_once=True)
        if not found.lines and not found.refused:
            return None
        rest = found.rest.encode("utf-8", "surrogateescape") + block[end:]
        self.line += _line_count(block) - _line_count(rest)
        self.sieve.take(found)
        return rest

    def _can_take(self, found: Structure) -> bool:
        return int(np.count_nonzero(np.diff(found.is_odd))) < MOST_STRETCHES

    def _take(self, block: bytes, found: Structure, is_last: bool) -> int:
        """The sound part of the block; returns where it ends. The last record is left with what follows it."""
        is_followed = found.is_broken or not is_last
        count = max(len(found.starts) - 1, 0) if is_followed else len(found.starts)
        lines = found.lines + self.line
        is_odd = found.is_odd | (lines < self.sieve.data_from)
        is_odd[: FIRST_RECORDS if self.sieve.is_first else 0] = True
        for start, end in _stretches(is_odd[:count]):
            piece = block[int(found.starts[start]) : int(found.ends[end - 1]) + 1]
            self.settle()
            if is_odd[start]:
                self._take_one_by_one(piece, int(lines[start]))
            else:
                table = self.beside.submit(self._parsed, piece, found.is_multiline, self.sieve.width)
                self.parsing = Parsing(table, piece, lines[start:end])
        sound = found.sound if count == len(found.starts) else int(found.starts[count])
        self.line += _line_count(block[:sound])
        return sound

    def _take_one_by_one(self, piece: bytes, line: int) -> None:
        text = piece.decode("utf-8", "surrogateescape")
        self.sieve.take(scan(text, line, self.layout.grammar, is_last=True, width=self.sieve.width))

    def settle(self) -> None:
        """Take over what was being loaded; with care where it is not what was seen."""
        if self.parsing is None:
            return
        one, self.parsing = self.parsing, None
        if not self._take_at_once(one):
            self._take_one_by_one(one.piece, int(one.lines[0]))

    def _take_at_once(self, one: Parsing) -> bool:
        try:
            table = one.table.result()
        except pa.ArrowInvalid:
            return False
        if table.num_rows != len(one.lines) or self._repeats_header(table):
            return False
        self.sieve.take_table(table.append_column(LINE, pa.array(one.lines)))
        return True

    def _parsed(self, piece: bytes, is_multiline: bool, width: int) -> pa.Table:
        names = [str(at) for at in range(width)]
        return csv.read_csv(
            pa.BufferReader(piece),
            read_options=csv.ReadOptions(column_names=names, block_size=max(len(piece) // 2 + 1, 1 << 20)),
            parse_options=csv.ParseOptions(delimiter=self.layout.grammar.delimiter, newlines_in_values=is_multiline),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )

    def _repeats_header(self, table: pa.Table) -> bool:
        header = self.sieve.parts[-1].header
        if not header:
            return False
        same = pa.compute.equal(table.column(0), header[0])
        if not pa.compute.any(same).as_py():
            return False
        return any(list(row.values()) == header for row in table.filter(same).to_pylist())


def _stretches(is_odd: Marks) -> Iterator[tuple[int, int]]:
    """Records one after the other that are all odd or all regular."""
    if len(is_odd):
        turns = [0, *(np.flatnonzero(np.diff(is_odd)) + 1).tolist(), len(is_odd)]
        yield from pairwise(turns)


def _line_count(text: bytes) -> int:
    count = text.count(b"\n")
    return count + text.count(b"\r") - text.count(b"\r\n") if b"\r" in text else count
