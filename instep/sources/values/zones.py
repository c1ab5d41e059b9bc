"""Which time zone do people mean: Europe/Berlin, berlin, New York?"""

from functools import cache
from zoneinfo import available_timezones

APART = ("Etc/", "US/", "posix/", "right/", "SystemV/")


def zone_of(text: str) -> str | None:
    """A zone by its name or by its city; none where there is no such."""
    plain = _plain(text)
    return _by_name().get(plain) or _by_city().get(plain)


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").casefold().split())


@cache
def _by_name() -> dict[str, str]:
    return {_plain(name): name for name in sorted(available_timezones())}


@cache
def _by_city() -> dict[str, str]:
    """The city is the last part; older names of a zone have fewer parts and come last."""
    names = sorted(available_timezones(), key=lambda name: (name.startswith(APART), -name.count("/"), name))
    found: dict[str, str] = {}
    for name in names:
        if "/" in name:
            found.setdefault(_plain(name.rsplit("/", 1)[-1]), name)
    return found
