"""Whose address is this: a company's, or one where anybody can have a mailbox?"""

from functools import cache

import pyarrow as pa
from tldextract import TLDExtract

from instep.identity.wordlist import lines
from instep.warehouse.tables import Read

GRAIN = "One row per web or mail address written anywhere: the domain that was registered for it."
LOCALITY = "read off written"
READS = ("sources.person", "sources.account", "identity.mailbox")

WRITTEN = """
    select website as written from sources.person where website is not null
    union select website as written from sources.account where website is not null
    union select email_domain as written from sources.account where email_domain is not null
    union select host as written from identity.mailbox where host is not null
"""


def rows(read: Read) -> pa.Table:
    """`https://www.shop.acme.co.uk/de` belongs to `acme.co.uk`; free-mail hosts belong to nobody."""
    free = frozenset(lines("free_mail"))
    written = sorted(read(WRITTEN)["written"].to_pylist())
    domains = [domain(address) for address in written]
    return pa.table(
        {
            "written": pa.array(written, pa.string()),
            "domain": pa.array(domains, pa.string()),
            "is_free": pa.array(
                [_host(address) in free or found in free for address, found in zip(written, domains, strict=True)],
                pa.bool_(),
            ),
        }
    )


def domain(address: str) -> str | None:
    return _registry()(_host(address)).top_domain_under_public_suffix or None


def _host(address: str) -> str:
    return address.strip().casefold().split("//")[-1].split("/")[0].split("@")[-1].split("?")[0]


@cache
def _registry() -> TLDExtract:
    """The list of public suffixes that comes with the package; nothing is fetched."""
    return TLDExtract(suffix_list_urls=(), cache_dir=None)
