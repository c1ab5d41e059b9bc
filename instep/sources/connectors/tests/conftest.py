"""The servers that tests of databases ask for, each started once."""

from collections.abc import Iterator

import pytest

from tests.servers import Server, mariadb, postgresql


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    with postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def mariadb_server() -> Iterator[Server]:
    with mariadb() as server:
        yield server
