"""Which addresses may we talk to? Not those of this machine and of the network around it, unless it is allowed.

Whoever may set up a connection could otherwise make the server knock at doors that only the server can reach. Names are
resolved here, every address is looked at, and the connection goes to an address that was looked at.
"""

import ipaddress
import os
import socket
from collections.abc import Iterable
from dataclasses import dataclass

type Network = ipaddress.IPv4Network | ipaddress.IPv6Network
type Address = ipaddress.IPv4Address | ipaddress.IPv6Address
CLOSED = tuple(map(ipaddress.ip_network, ("fec0::/10", "::/96", "::ffff:0:0:0/96", "192.88.99.0/24")))
"""Of an old local network, or a way to write an IPv4 address; Python takes them for addresses of the internet."""
SETTING = "INSTEP_ALLOW_ADDRESSES"


class Forbidden(Exception):
    """A name leads to an address that may not be talked to."""


@dataclass(frozen=True)
class Doors:
    """Private networks that may be talked to all the same."""

    allowed: tuple[Network, ...] = ()

    @classmethod
    def from_environment(cls) -> "Doors":
        """INSTEP_ALLOW_ADDRESSES: networks or addresses, separated by commas, such as `10.1.0.0/16, 127.0.0.1`."""
        return cls.of(*os.environ.get(SETTING, "").replace(" ", ",").split(","))

    @classmethod
    def of(cls, *networks: str) -> "Doors":
        return cls(tuple(ipaddress.ip_network(each, strict=False) for each in networks if each))

    def resolved(self, host: str, port: int) -> str:
        """An address of this host; raises Forbidden when any of its addresses is closed to us."""
        try:
            found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise Forbidden(f"there is no host {host!r}: check the spelling") from error
        addresses = [str(each[4][0]) for each in found]
        self.check(host, addresses)
        return addresses[0]

    def check(self, host: str, addresses: Iterable[str]) -> None:
        for address in addresses:
            if not self.is_open(address):
                told = f"{host} is" if host == address else f"{host} is {address},"
                advice = f"Whoever runs this server can allow it: {SETTING}={address}"
                raise Forbidden(f"{told} an address of a private network. {advice}")

    def allows(self, address: str) -> bool:
        """It is one of the private networks that may be talked to."""
        return any(_plain(ipaddress.ip_address(address.split("%")[0])) in network for network in self.allowed)

    def is_open(self, address: str) -> bool:
        plain = _plain(ipaddress.ip_address(address.split("%")[0]))
        is_public = plain.is_global and not plain.is_multicast and not any(plain in network for network in CLOSED)
        return is_public or self.allows(address)


def _plain(address: Address) -> Address:
    """The IPv4 address inside an IPv6 address, where there is one."""
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour
        if inside is None and address in ipaddress.ip_network("64:ff9b::/96"):
            inside = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        return inside or address
    return address
