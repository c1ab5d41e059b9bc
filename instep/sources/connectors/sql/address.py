"""Which database is meant, and is there nothing in its address that leads elsewhere?"""

from collections.abc import Mapping

from sqlalchemy import URL, make_url

from instep.sources.connectors.addresses import Forbidden

DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg", "mysql": "mysql+pymysql"}
DRIVERS |= {"mariadb": "mariadb+pymysql"}
HARMLESS = {"sslmode", "ssl_verify_cert", "ssl_verify_identity", "charset", "application_name", "connect_timeout"}
"""Parameters of an address that may be given; others could read files of this server or lead elsewhere."""


def read_address(text: str) -> URL:
    """The address as SQLAlchemy knows it, with the driver that comes along."""
    url = make_url(text)
    odd = set(url.query) - HARMLESS
    if odd:
        raise Forbidden(f"the address may not say {', '.join(sorted(odd))}")
    return url.set(drivername=DRIVERS.get(url.drivername, url.drivername))


def address(dialect: str, known: Mapping[str, str]) -> URL:
    """From an address written in one piece, or from its parts."""
    if dialect == "any":
        return read_address(known["url"])
    if dialect == "sqlite":
        return URL.create("sqlite", database=known["file"])
    query = {"sslmode": known["sslmode"]} if known.get("sslmode") and dialect == "postgresql" else {}
    port = int(known["port"]) if known.get("port") else None
    return URL.create(
        DRIVERS[dialect], known["user"], known.get("password"), known["host"], port, known["database"], query
    )
