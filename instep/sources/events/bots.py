"""Is it a machine that visits?"""

from functools import lru_cache

from crawleruseragents import is_crawler


@lru_cache(maxsize=10_000)
def is_bot(agent: str) -> bool:
    """By the list of crawlers that the package crawler-user-agents keeps, or because it says it has no head."""
    return bool(agent) and ("headless" in agent.lower() or is_crawler(agent[:500]))
