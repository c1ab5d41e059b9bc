"""A real PostgreSQL and a real MariaDB, read full and incrementally, with every type that people keep there."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from sqlalchemy import NullPool, create_engine, text

from instep.sources.connectors.addresses import Doors, Forbidden
from instep.sources.connectors.feed import EVERYTHING, Place, Portion
from instep.sources.connectors.sql.address import read_address
from instep.sources.connectors.sql.feed import SqlFeed
from instep.sources.connectors.sql.opening import feeds, opened
from instep.sources.connectors.tests.bringing import bring, delivered_count, known
from instep.warehouse import Home
from tests.servers import Server

HERE = Doors.of("127.0.0.1")
TYPES = {
    "postgresql": """
        create type mood as enum ('happy', 'sad');
        create table contacts (
            id uuid primary key, email text, first_name varchar(50), last_name varchar(50), is_opted_out boolean,
            mood mood, more jsonb, picture bytea, tags text[], net inet, worth numeric(20, 4), size real,
            created_at timestamptz, seen_on date, naive timestamp, updated_at timestamptz not null);
        insert into contacts values (
            '11111111-2222-3333-4444-555555555555', 'ana@example.com', 'Ana', 'Pérez ✓', true,
            'happy', '{"a": [1, "ü"]}', '\\x00ff', '{a,b}', '10.0.0.1', 1234567890123456.7800, 0.5,
            '2026-03-29 02:30:00+02', '2026-02-28', '2026-03-01 10:00', '2026-04-01 12:00:00.123456+02'),
            ('11111111-2222-3333-4444-666666666666', null, null, null, null, null, null, null, null, null, null, null,
            'infinity', '0044-03-15 BC', 'infinity', '2026-04-01 12:00:00+00');
    """,
    "mariadb": """
        create table contacts (
            id char(36) primary key, email text, first_name varchar(50), last_name varchar(50), is_opted_out boolean,
            mood enum('happy', 'sad'), more json, picture blob, tags set('a', 'b'), net varchar(9),
            worth decimal(20, 4), size float, created_at timestamp null, seen_on date, naive datetime,
            updated_at datetime(6) not null);
        insert into contacts values (
            '11111111-2222-3333-4444-555555555555', 'ana@example.com', 'Ana', 'Pérez ✓', true,
            'happy', '{"a": [1, "ü"]}', x'00ff', 'a,b', '10.0.0.1', 1234567890123456.7800, 0.5,
            '2026-03-29 00:30:00', '2026-02-28', '2026-03-01 10:00', '2026-04-01 10:00:00.123456');
        set sql_mode = '';
        insert into contacts values
            ('11111111-2222-3333-4444-666666666666', null, null, null, null, null, null, null, null, null, null, null,
            null, '0000-00-00', '0000-00-00 00:00:00', '2026-04-01 12:00:00');
    """,
}
PEOPLE = "create table contacts (id int primary key, email varchar(40), last_name varchar(9))"


@dataclass(frozen=True)
class Database:
    url: str

    def say(self, script: str) -> None:
        engine = create_engine(read_address(self.url), poolclass=NullPool)
        with engine.begin() as connection:
            if engine.dialect.name != "postgresql":
                connection.execute(text("set time_zone = '+00:00'"))
            for each in script.split(";\n"):
                if each.strip():
                    connection.execute(text(each.replace(":", "\\:")))

    def feeds(self, *names: str, size: int = 20_000) -> list[SqlFeed]:
        found = feeds(opened(read_address(self.url), HERE, ()), None, names, {})
        return [SqlFeed(each.engine, each.source, each.key, each.cursor, size) for each in found]


class Killed(SqlFeed):
    """The power goes after the third portion."""

    def portions(self, way: str, since: str | None, place: Place | None) -> Generator[Portion]:
        for number, portion in enumerate(super().portions(way, since, place)):
            if number == 3:
                raise KeyboardInterrupt
            yield portion


@pytest.fixture(params=["postgresql", "mariadb"])
def system(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def database(system: str, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database of its own on the server."""
    server: Server = request.getfixturevalue(f"{system}_server")
    name = f"crm{abs(hash(request.node.name))}"
    root = f"{system}://{server.user}:{server.password}@127.0.0.1:{server.port}"
    top = create_engine(
        read_address(f"{root}/{'postgres' if system == 'postgresql' else 'mysql'}"),
        isolation_level="AUTOCOMMIT",
        poolclass=NullPool,
    )
    with top.connect() as connection:
        connection.execute(text(f"create database {name}"))
    yield Database(f"{root}/{name}")
    with top.connect() as connection:
        connection.execute(text(f"drop database {name}"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").create()


def test_every_type_comes_as_text_that_says_the_same(system: str, database: Database) -> None:
    database.say(TYPES[system])
    [feed] = database.feeds()
    [portion] = feed.portions(EVERYTHING, None, None)
    full, bare = portion.rows
    assert full["first_name"] == "Ana"
    assert full["last_name"] == "Pérez ✓"
    assert full["is_opted_out"] in ("true", "1")
    assert (full["mood"], full["worth"], full["size"]) == ("happy", "1234567890123456.7800", "0.5")
    assert (full["more"] or "").replace(" ", "") == '{"a":[1,"ü"]}'
    assert full["tags"] in ('["a", "b"]', "a,b")
    assert full["created_at"] in ("2026-03-29 00:30:00+00:00", "2026-03-29 00:30:00")
    assert (full["seen_on"], full["naive"]) == ("2026-02-28", "2026-03-01 10:00:00")
    assert full["updated_at"] in ("2026-04-01 10:00:00.123456+00:00", "2026-04-01 10:00:00.123456")
    assert "picture" not in full
    nothing = {name for name, value in bare.items() if value is None}
    assert {"email", "is_opted_out", "mood", "more", "tags", "worth", "size", "created_at", "naive"} <= nothing


@pytest.mark.parametrize("size", [100, 7])
def test_changes_come_late_and_are_not_missed(home: Home, database: Database, size: int) -> None:
    database.say("""
        create table contacts (id int primary key, email varchar(99), last_name varchar(9), updated_at timestamp null);
        insert into contacts values (1, 'a1@example.com', 'A', '2026-04-01 10:00:00')
    """ + "".join(f", ({n}, 'a{n}@example.com', 'A', '2026-04-01 10:00:00')" for n in range(2, 51)))  # fmt: skip
    assert bring(home, database.feeds(size=size)).new_count == 50
    database.say("update contacts set email = 'late@example.com', updated_at = '2026-04-01 09:55:00' where id = 7")
    database.say("insert into contacts values (51, 'new@example.com', 'N', '2026-04-02 10:00:00')")
    [told] = bring(home, database.feeds(size=size), hours=1).tables
    assert told.new_count == 2
    assert known(home)["7"]["email"] == "late@example.com"
    assert len(known(home)) == 51


def test_a_key_of_several_columns_tells_rows_apart(home: Home, database: Database) -> None:
    database.say("""
        create table order_lines (order_id int, line_no int, product varchar(20), quantity int, amount decimal(9, 2),
            primary key (order_id, line_no));
        insert into order_lines values (1, 1, 'Desk', 1, 99.5), (1, 2, 'Lamp', 2, 20), (2, 1, 'Desk', 1, 99.5)
    """)
    [feed] = database.feeds(size=2)
    assert feed.key == ("order_id", "line_no")
    bring(home, [feed])
    database.say("delete from order_lines where order_id = 1 and line_no = 2")
    database.say("update order_lines set amount = 89.5 where order_id = 2")
    [told] = bring(home, database.feeds(size=2), hours=1).tables
    assert (told.new_count, told.withdrawn_count) == (1, 1)
    assert sorted(str(row["amount"]) for row in known(home, "order_line").values()) == ["89.50", "99.50"]


def test_a_table_without_a_key_comes_whole_each_time(home: Home, database: Database) -> None:
    database.say("""
        create table calls (contact_id int, started_at timestamp null, subject varchar(40), kind varchar(9));
        insert into calls values (1, '2026-04-01 10:00:00', 'Intro', 'call'), (2, '2026-04-02 10:00:00', 'Demo', 'call')
    """)
    [feed] = database.feeds(size=1)
    assert feed.key == ()
    assert bring(home, [feed]).new_count == 2
    database.say("insert into calls values (3, '2026-04-03 10:00:00', 'Price', 'call')")
    assert bring(home, database.feeds(), hours=1).new_count == 1
    assert len(known(home, "activity")) == 3


def test_a_hundred_thousand_rows_come_in_portions(home: Home, database: Database) -> None:
    numbers = " union all ".join(f"select {digit} as d" for digit in range(10))
    ten = f"({numbers})"
    number = "a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d"
    database.say("create table contacts (id int primary key, email varchar(40), last_name varchar(20))")
    database.say(
        f"insert into contacts select {number}, concat('p', {number}, '@example.com'), 'Person' "
        f"from {ten} a, {ten} b, {ten} c, {ten} e, {ten} f"
    )
    [told] = bring(home, database.feeds()).tables
    assert (told.read_count, told.new_count, len(told.batches)) == (100_000, 100_000, 5)
    assert delivered_count(home) == 100_000
    assert not bring(home, database.feeds(), hours=1).has_news


def test_a_reading_that_was_killed_goes_on_where_it_was(home: Home, database: Database) -> None:
    rows = ", ".join(f"({n}, 'a{n}@example.com', 'A')" for n in range(100))
    database.say(f"{PEOPLE};\ninsert into contacts values {rows}")

    [feed] = database.feeds(size=20)
    with pytest.raises(KeyboardInterrupt):
        bring(home, [Killed(feed.engine, feed.source, feed.key, feed.cursor, 20)])
    assert delivered_count(home) == 60
    [told] = bring(home, database.feeds(size=20), hours=1).tables
    assert told.read_count == 40
    assert delivered_count(home) == len(known(home)) == 100


def test_a_crash_after_the_delivery_brings_nothing_twice(
    home: Home, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = ", ".join(f"({n}, 'a{n}@example.com', 'A')" for n in range(40))
    database.say(f"{PEOPLE};\ninsert into contacts values {rows}")
    with monkeypatch.context() as broken:
        broken.setattr("instep.sources.connectors.walking.keep_keys", _out_of_power)
        assert bring(home, database.feeds(size=20)).tables[0].problem == "OSError: power"
    assert delivered_count(home) == 20
    bring(home, database.feeds(size=20), hours=1)
    assert delivered_count(home) == len(known(home)) == 40


def test_nothing_can_be_written_there(system: str, database: Database) -> None:
    database.say("create table contacts (id int primary key)")
    [feed] = database.feeds()
    with feed.engine.connect() as connection, pytest.raises(Exception, match=r"(?i)read.only"):
        connection.execute(text("insert into contacts values (1)"))


def test_a_private_address_is_closed_until_it_is_allowed(database: Database) -> None:
    with pytest.raises(Forbidden, match=r"127.0.0.1 is an address of a private network"):
        opened(read_address(database.url), Doors(), ())


def _out_of_power(*_: object) -> None:
    raise OSError("power")


def test_the_deliveries_hold_what_came(home: Home, database: Database) -> None:
    database.say(f"{PEOPLE};\ninsert into contacts values (1, 'a@example.com', '007')")
    [batch] = bring(home, database.feeds()).tables[0].batches
    assert pq.read_table(batch.folder(home) / "contacts.parquet").to_pylist() == [
        {"id": "1", "email": "a@example.com", "last_name": "007", "_deleted": None, "line": 1}
    ]
