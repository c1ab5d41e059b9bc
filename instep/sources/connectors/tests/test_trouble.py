"""A database that refuses is told in words that say what to do; so is what goes wrong in the middle of a reading."""

import pytest

from instep.sources.connectors.addresses import Doors
from instep.sources.connectors.opening import Connected
from instep.sources.connectors.sql.trouble import Trouble
from instep.sources.connectors.syncing import in_words
from tests.servers import Server, free_port

CASES: list[tuple[str, dict[str, str], str]] = [
    ("postgresql", {"password": "wrong"}, "check both"),
    ("postgresql", {"port": "closed"}, "check host and port"),
    ("postgresql", {"database": "nowhere"}, "check its spelling"),
    ("postgresql", {"sslmode": "require"}, "choose another encryption"),
    ("mariadb", {"password": "wrong"}, "check both"),
    ("mariadb", {"port": "closed"}, "check host and port"),
    ("mariadb", {"database": "nowhere"}, "check its spelling"),
]


def filled_in(server: Server, change: dict[str, str]) -> dict[str, str]:
    told = {"host": server.host, "port": str(server.port), "database": "postgres", "sslmode": "disable"}
    told |= {"user": server.user, "password": server.password} | change
    return told | ({"port": str(free_port())} if change.get("port") == "closed" else {})


@pytest.mark.parametrize(("system", "change", "advice"), CASES)
def test_a_refusal_says_what_to_do(
    system: str, change: dict[str, str], advice: str, request: pytest.FixtureRequest
) -> None:
    server: Server = request.getfixturevalue(f"{system}_server")
    known = filled_in(server, change)
    with pytest.raises(Trouble) as refused:
        Connected(system, known, Doors.of("127.0.0.1")).test()
    said = in_words(refused.value)
    assert advice in said
    assert "Error:" not in said.split("It says")[0]
    assert known["password"] not in said
