"""Which words does the world use that no data of one company can teach: free-mail hosts, role mailboxes, nicknames?"""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"


@cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of `words/<name>.txt`; a line that starts with # explains the list."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def nickname_families() -> dict[str, frozenset[int]]:
    """First name → the families of first names it may stand for."""
    families: dict[str, set[int]] = {}
    for number, line in enumerate(lines("nickname")):
        for name in line.split():
            families.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in families.items()}
