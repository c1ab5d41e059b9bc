"""How is a database opened: for reading only, in UTC, and at no address that is closed to us?"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, MetaData, NullPool, Table, create_engine, event, inspect

from instep.sources.connectors.addresses import Doors, Forbidden
from instep.sources.connectors.sql.columns import cursor_of, key_of
from instep.sources.connectors.sql.feed import SqlFeed
from instep.sources.connectors.sql.trouble import explain

PORTS = {"postgresql": 5432, "mysql": 3306, "mariadb": 3306}
FIRST_WORDS = {
    "postgresql": ("set timezone = 'UTC'", "set session characteristics as transaction read only"),
    "mysql": ("set time_zone = '+00:00'", "set session transaction read only"),
    "sqlite": ("pragma query_only = on",),
}
FIRST_WORDS["mariadb"] = FIRST_WORDS["mysql"]


def opened(url: URL, doors: Doors, folders: Iterable[Path]) -> Engine:
    """No pool: between two readings no connection is kept."""
    if url.get_backend_name() == "sqlite":
        url, arguments = _file(url, folders), {}
    else:
        arguments = _arguments(url, doors)
    engine = create_engine(url, poolclass=NullPool, connect_args=arguments, hide_parameters=True)
    explain(engine)
    words = FIRST_WORDS.get(engine.dialect.name, ())
    event.listen(engine, "connect", lambda raw, _: _greet(raw, engine.dialect.name, words))
    return engine


def feeds(engine: Engine, schema: str | None, wanted: Iterable[str], cursors: Mapping[str, str]) -> list[SqlFeed]:
    """A feed for each wanted table, or for all tables and views there are."""
    looking = inspect(engine)
    names = list(wanted) or looking.get_table_names(schema)
    metadata = MetaData()
    metadata.reflect(engine, schema=schema, only=names, views=True, resolve_fks=False)
    tables = sorted((table for table in metadata.tables.values() if table.name in names), key=lambda each: each.name)
    return [
        SqlFeed(
            engine,
            table,
            key_of(table, _uniques(looking, table)),
            cursors.get(table.name) or cursor_of(table),
        )
        for table in tables
    ]


def _uniques(looking: Any, table: Table) -> list[list[str]]:
    """The sets of columns that are unique; a view has none."""
    if table.name in looking.get_view_names(table.schema):
        return []
    return [list(each["column_names"]) for each in looking.get_unique_constraints(table.name, table.schema)]


def _file(url: URL, folders: Iterable[Path]) -> URL:
    """A file inside one of the folders that this server opens for it, read-only."""
    path = Path(url.database or "").resolve()
    places = [folder.resolve() for folder in folders]
    if not any(path.is_relative_to(place) for place in places) or not path.is_file():
        raise Forbidden(f"there is no database {path.name!r} in {' or '.join(map(str, places))}")
    return URL.create("sqlite", database=f"file:{path.as_posix()}", query={"mode": "ro", "uri": "true"})


def _arguments(url: URL, doors: Doors) -> dict[str, Any]:
    if not url.host:
        raise Forbidden("the address names no host")
    place = doors.resolved(url.host, url.port or PORTS.get(url.get_backend_name(), 1))
    if url.get_driver_name() == "psycopg":
        return {"hostaddr": place, "connect_timeout": 15}
    return {"host": place, "connect_timeout": 15} if url.get_driver_name() == "pymysql" else {}


def _greet(raw: Any, dialect: str, words: Iterable[str]) -> None:
    if dialect == "postgresql" and hasattr(raw, "adapters"):
        _as_text(raw)
    cursor = raw.cursor()
    for each in words:
        cursor.execute(each)
    cursor.close()
    if hasattr(raw, "commit"):
        raw.commit()


def _as_text(raw: Any) -> None:
    """Moments as PostgreSQL writes them: it knows some that Python does not, such as infinity."""
    from psycopg.types.string import TextLoader

    for each in ("date", "timestamp", "timestamptz", "interval", "timetz"):
        raw.adapters.register_loader(each, TextLoader)
