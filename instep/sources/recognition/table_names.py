"""What does a table's name say about its kind?"""

from functools import cache
from pathlib import Path

from instep.sources.kind import kinds
from instep.sources.recognition.words import plain, tokens
from instep.sources.yaml_files import said_in

_NOISE_WORDS = (
    "data export exports report table list all my dim fact tbl view raw crm csv download full current sheet dump"
)
_NOISE = frozenset(_NOISE_WORDS.split())


def name_words(table: str) -> tuple[str, ...]:
    bare = (word.rstrip("0123456789") for word in tokens(table) if word not in _NOISE)
    return tuple(word for word in bare if word) or tokens(table)


def called(table: str) -> tuple[str, ...]:
    """A table's name to the letter, but for what connectors and exports put around it."""
    return tuple(word.rstrip("0123456789") for word in tokens(table) if word not in ("data", "export", "raw"))


@cache
def hint(table: str, kind: str) -> float:
    """6 where a table is called just as its kind, less where its name only holds such a word, 0 where it doesn't."""
    words = name_words(table)
    names = [tokens(name) for name in (kind, *kinds()[kind].names)]
    if words in names:
        return 6.0
    held = [name for name in names if _holds(words, name)]
    return max((_weight(words, name) for name in held), default=0.0)


def lookalike(table: str) -> str | None:
    """Why a table of this name is none of our kinds, if that is so."""
    words = tuple(word.rstrip("s") for word in plain(table).split() if word not in _NOISE)
    return next((why for why, names in _lookalikes().items() for name in names if words[-len(name) :] == name), None)


def _weight(words: tuple[str, ...], name: tuple[str, ...]) -> float:
    """The last word of a name says what a row is: an "order detail" is a detail, an "account owner" an owner."""
    is_last = words[-len(name) :] == name
    return (3.5 if is_last else 1.5) + 0.5 * (len(name) - 1)


def _holds(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return any(words[place : place + len(name)] == name for place in range(len(words)))


@cache
def _lookalikes() -> dict[str, list[tuple[str, ...]]]:
    said: dict[str, list[str]] = said_in(Path(__file__).parent / "lookalikes.yaml")
    return {
        why: [tuple(word.rstrip("s") for word in plain(name).split()) for name in names] for why, names in said.items()
    }
