"""Which words does the sample company use? Plain lists, one entry a line, kept as text files beside this one."""

import csv
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def lines(name: str) -> tuple[str, ...]:
    return tuple(line for line in (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines() if line)


@cache
def pairs(name: str) -> tuple[tuple[str, str], ...]:
    """Lines of a key, a space and a text."""
    return tuple((key, text) for key, _, text in (line.partition(" ") for line in lines(name)))


@cache
def by_key(name: str) -> dict[str, tuple[str, ...]]:
    """The lines of a list by their first word: a country, a language."""
    found: dict[str, list[str]] = {}
    for country, text in pairs(name):
        found.setdefault(country, []).append(text)
    return {country: tuple(entries) for country, entries in found.items()}


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter=";"))
