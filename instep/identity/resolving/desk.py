"""Where are the records laid out and compared? One database in memory that ends with the work."""

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, Self

import duckdb
import phonenumbers
import pyarrow as pa

from instep.identity.resolving.macros import MACROS, OF_DUCKDB
from instep.identity.wordlist import lines

FOLDER = Path(__file__).parent
LEAST_MEMORY, MEMORY_A_RECORD = 300, 900
"""In MB, and in bytes."""


class AnyDesk(Protocol):
    """Tables by name; each is one SELECT file over those before it."""

    def lay(self, name: str, table: pa.Table) -> None: ...
    def make(self, file: str, said: Mapping[str, str] | None = None, name: str | None = None) -> None: ...
    def ask(self, query: str) -> pa.Table: ...
    def clear(self, *names: str) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...


class Desk:
    """The one in memory."""

    def __init__(self, records: int) -> None:
        """A table that does not fit is put aside on disk."""
        self._duckdb = duckdb.connect()
        memory = max(LEAST_MEMORY, records * MEMORY_A_RECORD // 10**6)
        self._aside = TemporaryDirectory(prefix="instep-")
        self._duckdb.execute(f"set preserve_insertion_order = false; set memory_limit = '{memory}MB'")
        self._duckdb.execute(f"set temp_directory = '{self._aside.name}'")
        for macro in MACROS + OF_DUCKDB:
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

    def portions(self, query: str, rows: int = 50_000) -> pa.RecordBatchReader:
        return self._duckdb.sql(query).to_arrow_reader(rows)

    def run(self, statement: str) -> None:
        self._duckdb.execute(statement)

    def clear(self, *names: str) -> None:
        for name in names:
            self._duckdb.execute(f"drop table {name}")

    def close(self) -> None:
        self._duckdb.close()
        self._aside.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _lay_words(self) -> None:
        for name, table in words().items():
            self.lay(name, table)


def words() -> dict[str, pa.Table]:
    """What is known of names and mailboxes before any record came."""
    said = sorted({(name, line.split()[0]) for line in lines("nickname") for name in line.split()})
    names, roots = zip(*said, strict=True)
    families = {name: [root for _, root in each] for name, each in groupby(said, key=itemgetter(0))}
    return {
        "role_word": pa.table({"word": sorted(set(lines("role_mailbox")))}),
        "free_host": pa.table({"word": sorted(set(lines("free_mail")))}),
        "nickname": pa.table({"name": names, "root": roots}),
        "family": _families(families),
    }


def _families(roots: Mapping[str, list[str]]) -> pa.Table:
    """One row a name: the first of the full names it stands for, and all of them where there are several."""
    several = ["|".join(each) if len(each) > 1 else None for each in roots.values()]
    return pa.table({"name": list(roots), "root": [each[0] for each in roots.values()], "roots": several})


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
