"""What does the published version answer?"""

import threading
import weakref
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import sqlglot
from sqlglot import exp

from instep.warehouse.home import Home
from instep.warehouse.opening import Answer, Answers, Opened, identity
from instep.warehouse.tables import HOUSE, read_by
from instep.warehouse.versions import Manifest, Versions


class NotBuilt(Exception):
    """There is no published version yet: nothing was taken in, or `instep build` has not run."""


class Warehouse:
    """One read-only handle on one version; safe to use from many threads."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        manifest: Manifest | None = None,
        memory: Answers | None = None,
        catalog: str = "",
    ) -> None:
        self._connection = connection
        self.manifest = manifest
        self._remembered = memory or Answers(0)
        self._catalog = catalog
        self._own = threading.local()

    @classmethod
    def open(cls, home: Home) -> "Warehouse":
        """The published version. Raises NotBuilt."""
        versions = Versions(home.versions)
        manifest = versions.published()
        if manifest is None:
            raise NotBuilt(f"nothing is built in {home.path} yet: add data, or run `instep build`")
        return cls.of(Opened(versions.file(manifest.number)), manifest, versions.layer(manifest))

    @classmethod
    def of(cls, opened: Opened, manifest: Manifest, layer: Path | None) -> "Warehouse":
        """A full version with a layer over it; the layer is let go of when nobody holds this handle any more."""
        catalog = opened.under(layer)
        found = cls(opened.connection, manifest, opened.memory, catalog)
        if layer:
            weakref.finalize(found, opened.forget, catalog)
        return found

    def ask[Row](self, question: str, row: type[Row], **parameters: object) -> list[Row]:
        """The rows of a room's question (`handoffs/waiting`), as the given dataclass, matched by column name."""
        found = self.select(question_text(question), **parameters)
        names = [field.name for field in fields(row)]  # type: ignore[arg-type]
        return [row(**{name: each[name] for name in names}) for each in found]

    def select(self, sql: str | exp.Expression, **parameters: object) -> list[dict[str, Any]]:
        """The rows of a SELECT with $parameters; parameters that it does not name are left out."""
        text = sql if isinstance(sql, str) else sql.sql(dialect="duckdb")
        told = {name: parameters[name] for name in parameters_of(text) if name in parameters}
        asked = (text, repr((sorted(told.items()), self._moved(text))))
        columns, rows = self._remembered.answer(asked, lambda: self._asked(text, told))
        return [dict(zip(columns, each, strict=True)) for each in rows]

    def table(self, sql: str) -> pa.Table:
        """The rows of a long answer, column by column; not remembered."""
        return self._cursor().sql(sql).to_arrow_table()

    def _asked(self, text: str, parameters: dict[str, object]) -> Answer:
        cursor = self._cursor()
        cursor.execute(text, parameters)
        columns = [column[0] for column in cursor.description or ()]
        return columns, cursor.fetchall()

    def _moved(self, text: str) -> list[int]:
        """The layers in which what a question reads last changed: an answer counts until that changes."""
        moved = self.manifest.moved if self.manifest else {}
        return [moved[name] for name in sorted(read_by(text)) if name in moved] if moved else []

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        return self._connection

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """This thread's own way in, made at its first question."""
        cursor: duckdb.DuckDBPyConnection | None = getattr(self._own, "cursor", None)
        if cursor is None:
            cursor = self._own.cursor = self._connection.cursor()
            if self._catalog:
                cursor.execute(f"use {self._catalog}")
        return cursor


@cache
def question_text(question: str) -> str:
    """The SELECT of `room/question`."""
    room, _, name = question.partition("/")
    return (HOUSE / room / "questions" / f"{name}.sql").read_text(encoding="utf-8")


@cache
def parameters_of(sql: str) -> frozenset[str]:
    """The names of a SELECT's $parameters."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    placeholders = (str(node.this) for node in tree.find_all(exp.Placeholder) if node.this)
    return frozenset([node.name for node in tree.find_all(exp.Parameter)] + list(placeholders))


_open: dict[Path, tuple[int, Opened, Warehouse]] = {}
_opening = threading.Lock()


def current(home: Home | None = None) -> Warehouse:
    """This process's handle on the published version; another one when a version or a layer is published.

    Raises NotBuilt.
    """
    home = home or Home.from_environment()
    try:
        moved = Versions(home.versions).manifest_path.stat().st_mtime_ns
    except FileNotFoundError as error:
        raise NotBuilt(f"nothing is built in {home.path} yet: add data, or run `instep build`") from error
    with _opening:
        known = _open.get(home.path)
        if known is None or known[0] != moved:
            known = _open[home.path] = (moved, *_moved_on(home, known[1] if known else None))
    return known[2]


def _moved_on(home: Home, opened: Opened | None) -> tuple[Opened, Warehouse]:
    """The full version stays open, with all that was read of it, while only layers come and go."""
    versions = Versions(home.versions)
    manifest = versions.published()
    if manifest is None:
        raise NotBuilt(f"nothing is built in {home.path} yet: add data, or run `instep build`")
    file = versions.file(manifest.number)
    if opened is None or (opened.file, opened.identity) != (file, identity(file)):
        opened = Opened(file)
    return opened, Warehouse.of(opened, manifest, versions.layer(manifest))
