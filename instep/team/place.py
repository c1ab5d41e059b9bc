"""Where in the file is the mistake? A place in the tree of a YAML file, and the error that says what to do about it.

Every scalar is read as the text that stands in the file: YAML's own guesses would turn the country NO into "false".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Never

import yaml

MOST_NODES = 2_000


class Unreadable(ValueError):
    """A file that people agreed on and that cannot be used: which file, where in it, what is wrong, what to do."""

    def __init__(self, file: str, path: str, problem: str, advice: str) -> None:
        super().__init__(f"{file}, {path}: {problem}. {advice}." if path else f"{file}: {problem}. {advice}.")
        self.file, self.path, self.problem, self.advice = file, path, problem, advice


class _Texts(yaml.BaseLoader):
    """Reads scalars as text and refuses a key that stands twice in the same mapping."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        counts = Counter(str(key.value) for key, _ in node.value)
        twice = next((key for key, count in counts.items() if count > 1), None)
        if twice is not None:
            raise yaml.YAMLError(f"“{twice}” stands there twice (line {node.start_mark.line + 1})")
        return super().construct_mapping(node, deep)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("references (*name) are not read here")
        return super().compose_node(parent, index)


@dataclass(frozen=True)
class Place:
    file: str
    value: object
    path: tuple[str, ...] = ()

    @classmethod
    def top(cls, file: str, text: str) -> Place:
        if text.count("\n") > MOST_NODES:
            raise Unreadable(file, "", f"it has more than {MOST_NODES} lines", "Split it into several files")
        try:
            return cls(file, yaml.load(text, _Texts))  # noqa: S506  (a BaseLoader: builds nothing but text)
        except (yaml.YAMLError, RecursionError) as error:
            message = " ".join(str(error).split())
            raise Unreadable(
                file, "", f"it is not readable YAML ({message})", "Mend the spelling of the file"
            ) from error

    def refuse(self, problem: str, advice: str) -> Never:
        raise Unreadable(self.file, " › ".join(self.path), problem, advice)

    def mapping(self) -> dict[str, Place]:
        if not isinstance(self.value, dict):
            self.refuse("here should stand “key: value” lines", "Look at a file that came with Instep")
        return {str(key): Place(self.file, value, (*self.path, str(key))) for key, value in self.value.items()}

    def only(self, *allowed: str, needs: Sequence[str] = ()) -> dict[str, Place]:
        """The entries of a mapping that may hold these keys and no others."""
        entries = self.mapping()
        for key, place in entries.items():
            if key not in allowed:
                place.refuse(f"“{key}” is not known here", f"Use one of: {', '.join(allowed)}")
        for key in needs:
            if key not in entries:
                self.refuse(f"“{key}” is missing", f"Add a line “{key}: …”")
        return entries

    def each(self) -> Iterator[Place]:
        if not isinstance(self.value, list):
            self.refuse("here should stand a list", "Write one “- …” line for each entry")
        for number, value in enumerate(self.value, start=1):
            yield Place(self.file, value, (*self.path, str(number)))

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value.strip():
            self.refuse("here should stand a text", "Write a word, in quotes if it has special characters")
        if "\0" in self.value:
            self.refuse("the text holds an unprintable character (NUL)", "Type the text again")
        return self.value.strip()

    def texts(self) -> tuple[str, ...]:
        """One text, or a list of texts."""
        return (self.text(),) if isinstance(self.value, str) else tuple(place.text() for place in self.each())

    def one_of(self, allowed: Sequence[str]) -> str:
        text = self.text()
        if text not in allowed:
            self.refuse(f"“{text}” is not known here", f"Use one of: {', '.join(allowed)}")
        return text

    def number(self) -> float:
        try:
            number = float(self.text())
        except ValueError:
            self.refuse(f"“{self.value}” is not a number", "Write digits, such as 100 or 2.5")
        if not abs(number) < 1e15:
            self.refuse(f"“{self.value}” is too large a number", "Write a smaller one")
        return number

    def count(self, least: int = 1, most: int = 100_000) -> int:
        number = self.number()
        if number != int(number) or not least <= number <= most:
            self.refuse(f"“{self.value}” should be a whole number", f"Write a number from {least} to {most}")
        return int(number)

    def yes_or_no(self) -> bool:
        return self.one_of(("yes", "no", "true", "false")) in ("yes", "true")

    def day(self) -> date:
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            self.refuse(f"“{self.value}” is not a day", "Write year-month-day, such as 2026-01-31")
