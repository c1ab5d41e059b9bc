"""What does a service's answer mean for us: go on, wait, come back later, or tell somebody what to do?"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import requests

BUSY = frozenset([408, 425, 429, 477, 500, 502, 503, 504, 520, 521, 522, 523, 524])
"""It may well answer in a moment; 477 is HubSpot moving an account, 52x what stands before a service."""
USED_UP = re.compile(r"REQUEST_LIMIT_EXCEEDED|\"policyName\":\s*\"DAILY\"|daily (request |rate )?limit", re.IGNORECASE)
WORDS = ("message", "detail", "error_description", "description", "error", "title")
RESETS = ("X-RateLimit-Reset", "x-ratelimit-reset", "RateLimit-Reset")


class Unanswered(Exception):
    """A service did not answer as it should; the sentence says what to do."""

    def __init__(self, words: str, status: int | None = None) -> None:
        super().__init__(words)
        self.status = status


class ComeBackLater(Unanswered):
    """A service asks for a longer pause than a run should wait."""


def is_busy(response: requests.Response) -> bool:
    return response.status_code in BUSY


def is_used_up(response: requests.Response) -> bool:
    """What may be asked in a day has been asked."""
    return response.status_code in (403, 429) and bool(USED_UP.search(response.text[:2000]))


def asked_pause(response: requests.Response) -> float | None:
    """How many seconds it asks us to wait; None where it does not say."""
    said = _retry_after(response.headers.get("Retry-After", ""))
    resets = (response.headers[name] for name in RESETS if name in response.headers)
    return said if said is not None else next((_until(each) for each in resets if _is_number(each)), None)


def checked(response: requests.Response) -> requests.Response:
    if response.status_code < 400:
        if "html" in response.headers.get("Content-Type", ""):
            raise Unanswered(f"{_where(response)} with a web page instead of data: check the address", 404)
        return response
    raise Unanswered(f"{_where(response)}: {_advice(response)}", response.status_code)


def _advice(response: requests.Response) -> str:
    match response.status_code:
        case 401:
            return "the service does not know these credentials; renew them and save the connection again"
        case 403:
            return f"the credentials may not read this; give them the right to it {_said(response)}"
        case 404:
            return "there is no such page; check the address and the names you filled in"
        case 429:
            return "the service asks for pauses again and again; the next sync goes on from here"
        case status if status >= 500 or status in BUSY:
            return (
                "the service has trouble. Nothing is to be done here: the next sync goes on from here. If it lasts, "
                f"look at the service's status page {_said(response)}"
            )
    return _message(response)[:300].strip() or response.reason


def _said(response: requests.Response) -> str:
    words = "" if "html" in response.headers.get("Content-Type", "") else " ".join(_message(response).split())[:160]
    return f"(it says: {words})" if words else ""


def _message(response: requests.Response) -> str:
    """The sentence in an error, wherever a service puts it; else the whole of it."""
    try:
        return next(_sentences(response.json()), "") or response.text
    except ValueError:
        return response.text


def _sentences(said: Any) -> Iterator[str]:
    if isinstance(said, list):
        for each in said:
            yield from _sentences(each)
    elif isinstance(said, dict):
        yield from (said[name] for name in WORDS if isinstance(said.get(name), str))
        yield from (found for each in said.values() for found in _sentences(each))


def _where(response: requests.Response) -> str:
    return f"{urlsplit(response.url).path} answered {response.status_code}"


def _retry_after(said: str) -> float | None:
    if _is_number(said):
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except ValueError:
        return None


def _until(said: str) -> float:
    """Seconds from now on, or the moment in seconds since 1970."""
    number = float(said)
    return max(0.0, number - datetime.now(UTC).timestamp()) if number > 1e9 else number


def _is_number(said: str) -> bool:
    return bool(re.fullmatch(r"\d+(\.\d+)?", said.strip()))
