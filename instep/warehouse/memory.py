"""Which answers need not be asked for again? A published version never changes, so neither does an answer of it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable


class Memory[Answer]:
    """The answers asked for last, at most so many; safe to use from many threads.

    Answers that are not `worth_keeping` are asked anew each time.
    """

    def __init__(self, most: int, worth_keeping: Callable[[Answer], bool] = lambda _: True) -> None:
        self._most = most
        self._is_worth = worth_keeping
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._turn = threading.Lock()

    def __contains__(self, asked: Hashable) -> bool:
        with self._turn:
            return asked in self._answers

    def answer(self, asked: Hashable, ask: Callable[[], Answer]) -> Answer:
        with self._turn:
            if asked in self._answers:
                self._answers.move_to_end(asked)
                return self._answers[asked]
        answer = ask()
        if self._is_worth(answer):
            self._keep(asked, answer)
        return answer

    def _keep(self, asked: Hashable, answer: Answer) -> None:
        with self._turn:
            self._answers[asked] = answer
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
