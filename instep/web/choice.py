"""By what can a page be narrowed?"""

from collections.abc import Sequence
from dataclasses import dataclass

MOST = 60


@dataclass(frozen=True)
class Choice:
    """One filter: its values with words, the one that is chosen, and what it is called when none is."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    selected: str = ""
    all: str = "all"

    @property
    def is_open(self) -> bool:
        """Whether there is anything to choose."""
        return len(self.options) > 1 or bool(self.selected)


def among(name: str, label: str, values: Sequence[str], selected: str | None) -> Choice:
    """A choice of values, of which the first sixty are shown; the chosen one always is."""
    offered = list(values[:MOST])
    extra = [selected] if selected and selected not in offered else []
    return Choice(name, label, tuple((value, value) for value in [*offered, *extra]), selected or "")
