"""What do the records of a file have in common, beyond their number of fields?

A record that is written in another manner is refused: its signs would become part of its values, or its values part
of its signs.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from instep.sources.reading.cells import shape
from instep.sources.reading.evidence import MOSTLY, TYPED, could_be_names
from instep.sources.values.missing import KNOWN

ENOUGH = 3
HARD = ("number", "moment", "phone")
OTHER_QUOTES = {"'": "'", '"': '"', "`": "`", "“": "”", "‘": "’", "«": "»", "„": "“"}
OTHER_QUOTE = "is quoted with another sign than the rest of the file"
UNQUOTED = "is not quoted as everything else in the file is"
DOUBLED = "holds doubled quotes inside single ones: one quote or two can't be told"
OTHER_DELIMITER = "is delimited in another way than the rest of the file: each field begins with a blank"
BELOW_NAMES = "stands below the names and is like none of the records: units, or a second line of names"
SECOND_NAMES = "looks like names of columns, not like a record"


@dataclass(frozen=True)
class Habits:
    always_quoted: int = 0
    """A bit for each column that is quoted in every record of the sample."""
    is_all_quoted: bool = False
    """Whether every field of the sample is quoted."""
    is_blank_led: bool = True
    """Whether fields begin with blanks anyway."""
    typed: tuple[int, ...] = ()
    """The columns that hold numbers, days or addresses."""
    kinds: tuple[str, ...] = ()
    """What each of these holds."""
    quote: str | None = '"'

    def oddity(self, record: Sequence[str], quoted: int) -> str | None:
        if quoted & self.always_quoted != self.always_quoted and self._is_otherwise_quoted(record, quoted):
            return OTHER_QUOTE
        if self.is_all_quoted and any(cell and not quoted >> at & 1 for at, cell in enumerate(record)):
            return UNQUOTED
        if any(self._is_surely_otherwise(cell) for at, cell in enumerate(record) if not quoted >> at & 1):
            return OTHER_QUOTE
        if len(record) > 1 and quoted == 0 and all(_closed_by_others(cell, self.quote) for cell in record):
            return OTHER_QUOTE
        if self.quote == "'" and any('""' in cell for at, cell in enumerate(record) if quoted >> at & 1):
            return DOUBLED
        if not self.is_blank_led and _is_blank_led(record, quoted):
            return OTHER_DELIMITER
        return None

    @property
    def hard(self) -> tuple[int, ...]:
        """The columns in which nothing begins with a letter."""
        return tuple(at for at, kind in zip(self.typed, self.kinds, strict=True) if kind in HARD)

    def is_second_header(self, record: Sequence[str], least: int) -> bool:
        """Words in every column that holds numbers or days elsewhere; "unknown" and its like name no columns."""
        is_wordy = len(self.hard) >= least and all(_is_word(record[at]) for at in self.hard)
        if all(record[at].strip() in KNOWN for at in self.hard):
            return False
        return is_wordy and could_be_names(record, len(record))

    def is_below_header(self, record: Sequence[str]) -> bool:
        """Units or numbers of columns: something is said, but in no column what its values are like."""
        said = [(shape(record[at]), kind) for at, kind in zip(self.typed, self.kinds, strict=True)]
        return len(said) > 1 and any(cell.strip() for cell in record) and all(form != kind for form, kind in said)

    def _is_surely_otherwise(self, cell: str) -> bool:
        """Enclosed in a quote that is doubled inside, or in plain quotes where apostrophes are the quotes."""
        first = cell[:1]
        if first not in ("'", '"') or not _closed_by_others(cell, self.quote):
            return False
        return first == '"' or (first * 2 in cell[1:-1] and first not in cell[1:-1].replace(first * 2, ""))

    def _is_otherwise_quoted(self, record: Sequence[str], quoted: int) -> bool:
        unquoted = self.always_quoted & ~quoted
        return any(unquoted >> at & 1 and _closed_by_others(cell, self.quote) for at, cell in enumerate(record))


def habits_of(records: Sequence[Sequence[str]], quoted: Sequence[int], quote: str | None) -> Habits:
    """From a sample of records of one width."""
    if len(records) < ENOUGH:
        return Habits(quote=quote)
    always = quoted[0]
    for one in quoted:
        always &= one
    is_led = sum(map(_is_blank_led, records, quoted)) > max(1, len(records) / 20)
    kinds = {at: _kind([record[at] for record in records]) for at in range(len(records[0]))}
    typed = tuple(at for at, kind in kinds.items() if kind)
    is_all = always == (1 << len(records[0])) - 1 and len(records[0]) > 1
    return Habits(always, is_all, is_led, typed, tuple(kinds[at] for at in typed), quote)


def _is_word(cell: str) -> bool:
    return cell[:1].isalpha() and len(cell[:1].encode("utf-8", "replace")) != 3 and shape(cell) == "text"


def _is_blank_led(record: Sequence[str], quoted: int) -> bool:
    """A blank in quotes is part of the value."""
    return len(record) > 2 and not quoted >> 1 and all(cell[:1] == " " for cell in record[1:])


def _kind(values: Sequence[str]) -> str:
    """What nearly all values are, if it is more than text."""
    shapes = Counter(kind for value in values if (kind := shape(value)))
    usual, count = shapes.most_common(1)[0] if shapes else ("", 0)
    return usual if usual in TYPED and count >= max(ENOUGH, (MOSTLY + 1) / 2 * len(values)) else ""


def _closed_by_others(cell: str, quote: str | None) -> bool:
    closing = OTHER_QUOTES.get(cell[:1])
    return closing is not None and len(cell) > 1 and cell[:1] != quote and cell.endswith(closing)
