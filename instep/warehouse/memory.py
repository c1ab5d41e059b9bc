"""Which answers need not be asked for again? A published version never changes, so neither does an answer of it."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

Answer = tuple[list[str], list[tuple[Any, ...]]]
Asked = tuple[str, str]
LONG = 2_000
"""Answers with more rows are asked anew each time: they would crowd out the many short ones."""


class Memory:
    """The answers asked for last, at most so many; safe to use from many threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Asked, Answer] = OrderedDict()
        self._turn = threading.Lock()

    def answer(self, asked: Asked, ask: Callable[[], Answer]) -> Answer:
        with self._turn:
            if asked in self._answers:
                self._answers.move_to_end(asked)
                return self._answers[asked]
        answer = ask()
        if len(answer[1]) <= LONG:
            self._keep(asked, answer)
        return answer

    def _keep(self, asked: Asked, answer: Answer) -> None:
        with self._turn:
            self._answers[asked] = answer
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
