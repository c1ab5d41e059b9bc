"""How does what a table holds now differ from what it held before?"""

from collections.abc import Collection, Iterator, Mapping

ANY = ""
"""A column that never held a value has no type yet."""


def drift(before: Mapping[str, str], now: Mapping[str, str], vanished: Collection[str]) -> Iterator[str]:
    """What a person should know, in sentences."""
    for name in sorted(set(now) - set(before)):
        yield f"new column {name!r}: it is not used until the mapping says what it means"
    for name in sorted(set(before) & set(now) - set(vanished)):
        if ANY not in (before[name], now[name]) and before[name] != now[name]:
            yield f"column {name!r} held {before[name]} and now holds {now[name]}"
    for name in sorted(vanished):
        yield f"column {name!r} has vanished: what it said before stays, new records lack it"


def gone(before: Mapping[str, str], held: Mapping[str, str]) -> set[str]:
    """Columns that held something and are not there any more; an object that is empty keeps its inner columns."""
    return {name for name, type_ in before.items() if type_ != ANY and not _is_there(name, held)}


def merged(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Every column ever seen, in the order of first sight, with the latest type known."""
    return dict(before) | {name: type_ or before.get(name, ANY) for name, type_ in now.items()}


def forget(columns: Mapping[str, str], vanished: Collection[str]) -> dict[str, str]:
    """A vanished column is told once: it stays a column, but of no type."""
    return {name: ANY if name in vanished else type_ for name, type_ in columns.items()}


def _is_there(name: str, held: Mapping[str, str]) -> bool:
    parts = name.split(".")
    return any(".".join(parts[:end]) in held for end in range(1, len(parts) + 1))
