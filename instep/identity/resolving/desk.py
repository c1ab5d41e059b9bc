"""Where are the records laid out and compared? One database in memory that ends with the work."""

from collections.abc import Mapping
from pathlib import Path
from typing import Self

import duckdb
import phonenumbers
import pyarrow as pa

from instep.identity.wordlist import lines

FOLDER = Path(__file__).parent
LEAST_MEMORY, MEMORY_A_RECORD = 300, 900
"""In MB, and in bytes."""
MACROS = (
    "create macro before_at(mailbox) as split_part(mailbox, '@', 1)",
    "create macro after_at(mailbox) as split_part(mailbox, '@', 2)",
    "create macro letters_at(mailbox) as regexp_replace(before_at(mailbox), '[^a-z]', '', 'g')",
    "create macro digits_at(mailbox) as regexp_replace(before_at(mailbox), '[^0-9]', '', 'g')",
    "create macro bits(carriers, everybody) as cast(round(log2((everybody + 250) / carriers)) as utinyint)",
    """create macro one_slip(a, b) as abs(length(a) - length(b)) <= 1 and case
        when length(a) = length(b) then hamming(a, b) = 1 or (hamming(a, b) = 2 and damerau_levenshtein(a, b) = 1)
        else (left(a, 2) = left(b, 2) or right(a, 2) = right(b, 2)) and levenshtein(a, b) = 1
    end""",
)
"""`bits`: how rare a value is; 250 others are taken for granted, since few records know little of the world.

`one_slip`: one sign more, less or other, or two neighbours swapped."""


class Desk:
    """Tables by name; each is one SELECT file over those before it."""

    def __init__(self, records: int) -> None:
        """A table that does not fit is put aside on disk."""
        self._duckdb = duckdb.connect()
        memory = max(LEAST_MEMORY, records * MEMORY_A_RECORD // 10**6)
        self._duckdb.execute(f"set preserve_insertion_order = false; set memory_limit = '{memory}MB'")
        for macro in MACROS:
            self._duckdb.execute(macro)
        self._lay_words()

    def lay(self, name: str, table: pa.Table) -> None:
        self._duckdb.register("laid", table)
        self._duckdb.execute(f"create or replace table {name} as select * from laid")  # noqa: S608
        self._duckdb.unregister("laid")

    def make(self, file: str, said: Mapping[str, str] | None = None, name: str | None = None) -> None:
        """The table of a SELECT file; texts that are said are quoted, whoever said them."""
        table = name or file.rsplit("/", 1)[-1]
        self._duckdb.execute(f"create or replace table {table} as {filled(file, said or {})}")

    def ask(self, query: str) -> pa.Table:
        return self._duckdb.sql(query).to_arrow_table()

    def clear(self, *names: str) -> None:
        for name in names:
            self._duckdb.execute(f"drop table {name}")

    def close(self) -> None:
        self._duckdb.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _lay_words(self) -> None:
        self.lay("role_word", pa.table({"word": sorted(set(lines("role_mailbox")))}))
        self.lay("free_host", pa.table({"word": sorted(set(lines("free_mail")))}))
        families = [(line.split()[0], name) for line in lines("nickname") for name in line.split()]
        roots, names = zip(*sorted(set(families)), strict=True)
        self.lay("nickname", pa.table({"root": roots, "name": names}))


def filled(file: str, said: Mapping[str, str]) -> str:
    """The SELECT with its parameters; the longer name first, since $a may begin $a_b."""
    text = (FOLDER / f"{file}.sql").read_text(encoding="utf-8")
    for name in sorted(said, key=len, reverse=True):
        text = text.replace(f"${name}", "'" + said[name].replace("'", "''") + "'")
    return text


def any_of(words: tuple[str, ...]) -> str:
    """A pattern for any of these words, longest first."""
    return "|".join(sorted(set(words), key=lambda word: (-len(word), word)))


def calling_codes() -> str:
    return f"^({any_of(tuple(map(str, phonenumbers.COUNTRY_CODE_TO_REGION_CODE)))})"
