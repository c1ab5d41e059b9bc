"""Is it a machine that visits?"""

import re
from functools import cache, lru_cache

from crawleruseragents import CRAWLER_USER_AGENTS_DATA

FIRST, LAST = 192, 64
"""So many characters of a long agent are looked at: crawlers name themselves at the start or at the end."""
PLAIN = re.compile(r"(?:[^\\.^$*+?{}\[\]|()]|\\\W)+")


@lru_cache(maxsize=10_000)
def is_bot(agent: str) -> bool:
    """By the list of crawlers that the package crawler-user-agents keeps, or because it says it has no head."""
    short = agent if len(agent) <= FIRST + LAST else f"{agent[:FIRST]}\n{agent[-LAST:]}"
    return "headless" in short.lower() or _is_listed(short)


def _is_listed(agent: str) -> bool:
    words, patterns = _listed()
    return any(word in agent for word in words) or patterns.search(agent) is not None


@cache
def _listed() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Nearly all are plain words, found many times quicker as such; the few others stay patterns."""
    listed = [str(each["pattern"]) for each in CRAWLER_USER_AGENTS_DATA]
    words = tuple(re.sub(r"\\(.)", r"\1", each) for each in listed if PLAIN.fullmatch(each))
    return words, re.compile("|".join(f"(?:{each})" for each in listed if not PLAIN.fullmatch(each)))
