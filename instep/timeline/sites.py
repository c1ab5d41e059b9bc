"""Which site does a link's source or a referrer name, and on which list does it stand?

The lists are files in `words/sites/`: a name and, behind “=”, how else it is written. A name without a dot stands for
its site in every country; a name with one for that site and all that lie below it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tldextract import TLDExtract

FOLDER = Path(__file__).parent / "words" / "sites"
_WORDS = "www m mobile search images image news video shop shopping amp r com int web"
_OWN_PARTS = frozenset(_WORDS.split())
_WITH_ONE_PURPOSE = frozenset({"search", "shopping"})
"""Of these only the site itself counts: docs.google.com is no search, aws.amazon.com no shop."""


@dataclass(frozen=True)
class Site:
    name: str
    list: str | None
    domain: str | None
    """What was registered: example.co.uk of shop.example.co.uk; empty where a source is a mere word."""


@cache
def site_of(word: str) -> Site:
    """Of a source as links write it, or of a referrer's host; both in small letters."""
    host = word.removeprefix("www.")
    parts = _registry()(host)
    domain = parts.top_domain_under_public_suffix or None
    for each in (word, host, *_above(host)):
        if each in _by_writing():
            name, list_name = _by_writing()[each]
            return Site(name, list_name, domain)
    named = _by_name().get(parts.domain) if domain else None
    if named and (named not in _WITH_ONE_PURPOSE or _is_site_itself(parts.subdomain)):
        return Site(parts.domain, named, domain)
    return Site(host if domain else word, None, domain)


def _above(host: str) -> Iterator[str]:
    """example.co.uk, co.uk of shop.example.co.uk."""
    labels = host.split(".")
    return (".".join(labels[at:]) for at in range(1, len(labels) - 1))


def _is_site_itself(subdomain: str) -> bool:
    return all(part in _OWN_PARTS or len(part) == 2 for part in subdomain.split(".") if part)


@cache
def _by_writing() -> dict[str, tuple[str, str]]:
    """Every writing → (name, list)."""
    return {writing: (name, list_name) for list_name, name, writings in _lines() for writing in (name, *writings)}


@cache
def _by_name() -> dict[str, str]:
    """Names without a dot → list."""
    return {name: list_name for list_name, name, _ in _lines() if "." not in name}


def _lines() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for file in sorted(FOLDER.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            name, _, others = line.partition("=")
            if name.strip() and not name.startswith("#"):
                yield file.stem, name.strip(), tuple(each.strip() for each in others.split(",") if each.strip())


@cache
def _registry() -> TLDExtract:
    """The list of public suffixes that comes with the package; nothing is fetched."""
    return TLDExtract(suffix_list_urls=(), cache_dir=None)
