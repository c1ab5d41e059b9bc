"""Which words on a hand-off still stand, when some were taken back?"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

TAKEN_BACK = "taken back"


class Word(Protocol):
    @property
    def handoff_id(self) -> str: ...
    @property
    def decision(self) -> str: ...


def standing[W: Word](given: Iterable[W]) -> dict[str, list[W]]:
    """By hand-off the words that stand, the one that holds last; what was taken back uncovers the one before it.

    given: all words, in the order in which they were said. A hand-off on which none stands is left out.
    """
    stacks: dict[str, list[W]] = defaultdict(list)
    for word in given:
        if word.decision != TAKEN_BACK:
            stacks[word.handoff_id].append(word)
        elif stacks[word.handoff_id]:
            stacks[word.handoff_id].pop()
    return {handoff: stack for handoff, stack in stacks.items() if stack}
