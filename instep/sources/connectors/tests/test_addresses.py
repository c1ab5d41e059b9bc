"""No request goes to an address that is closed to us, whatever name leads there."""

import socket
from collections.abc import Iterator

import pytest
import requests

from instep.sources.connectors.addresses import Doors, Forbidden
from instep.sources.connectors.rest.session import Session
from instep.sources.connectors.tests.faking import Answer, Asked, Service

PRIVATE = """
    127.0.0.1 127.1.2.3 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1
    ::1 ::ffff:127.0.0.1 fe80::1 fc00::1 64:ff9b::7f00:1 2002:7f00:1:: ::
    fec0::1 ::127.0.0.1 ::ffff:0:7f00:1 192.88.99.1 ::8.8.8.8
"""
HERE = Doors.of("127.0.0.1")


class Redirecting(Service):
    to = ""

    def answer(self, asked: Asked) -> Answer:
        return (302, {}, {"Location": self.to}) if asked.path == "/" else (200, {"arrived": True})


@pytest.fixture
def service() -> Iterator[Redirecting]:
    fake = Redirecting()
    with fake.running():
        yield fake


def session(doors: Doors, *hosts: str) -> Session:
    return Session(doors, hosts, lambda _: None)


@pytest.mark.parametrize(
    "address",
    PRIVATE.split(),
)
def test_private_addresses_are_closed(address: str) -> None:
    assert not Doors().is_open(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_addresses_are_open(address: str) -> None:
    assert Doors().is_open(address)


def test_an_allowed_network_is_open_and_no_other() -> None:
    doors = Doors.of("10.1.0.0/16")
    assert doors.is_open("10.1.2.3")
    assert not doors.is_open("10.2.0.1")


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "2130706433", "0x7f000001", "127.1"])
def test_a_name_that_leads_here_is_closed_before_anybody_knocks(service: Service, name: str) -> None:
    port = service.address.rsplit(":", 1)[1]
    with pytest.raises(Forbidden):
        session(Doors(), name).get(f"http://{name}:{port}/x")
    assert not service.asked


def test_one_private_address_among_public_ones_closes_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(Forbidden, match=r"10\.0\.0\.1, an address of a private network"):
        Doors().resolved("crm.example.com", 443)


def test_a_name_that_changes_its_mind_is_looked_at_when_connecting(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first look finds a public address, the second this machine: the connection goes nowhere."""
    port = int(service.address.rsplit(":", 1)[1])
    answers = iter(["93.184.216.34", "127.0.0.1"])
    looked = lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]  # noqa: E731
    doors = Doors()
    monkeypatch.setattr(socket, "getaddrinfo", looked)
    doors.resolved("crm.example.com", port)
    with pytest.raises(Forbidden):
        session(doors, "crm.example.com").get(f"https://crm.example.com:{port}/")
    assert not service.asked


def test_a_redirect_to_another_host_is_not_followed(service: Redirecting) -> None:
    service.to = service.address.replace("127.0.0.1", "localhost") + "/secret"
    with pytest.raises(Forbidden, match="points to another host, localhost"):
        session(HERE, "127.0.0.1").get(service.address, headers={"X-Api-Token": "secret"})
    assert [asked.path for asked in service.asked] == ["/"]


def test_a_redirect_on_the_same_host_is_followed(service: Redirecting) -> None:
    service.to = "/there"
    answer: requests.Response = session(HERE, "127.0.0.1").get(service.address)
    assert answer.json() == {"arrived": True}


def test_credentials_never_travel_without_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    public = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: public)
    with pytest.raises(Forbidden, match="without encryption"):
        session(Doors(), "crm.example.com").get("http://crm.example.com/")


def test_proxies_of_the_machine_are_not_used(service: Redirecting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    service.to = "/there"
    assert session(HERE, "127.0.0.1").get(service.address).ok
