"""Does a name fit what somebody typed into the command palette?"""


def fits(typed: str, *names: str) -> bool:
    """Anywhere in one of the names; "sales ready" is "Sales-ready". Nothing typed fits nothing."""
    words = spoken(typed)
    return bool(words) and any(words in spoken(name) for name in names)


def spoken(words: str) -> str:
    return " ".join(words.lower().replace("-", " ").split())
