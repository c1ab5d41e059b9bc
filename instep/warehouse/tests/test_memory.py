"""An answer of a version that never changes is asked for once."""

from instep.warehouse.memory import Memory

Answer = tuple[list[str], list[tuple[int]]]


class Counted:
    def __init__(self, row_count: int = 1) -> None:
        self.times = 0
        self.row_count = row_count

    def __call__(self) -> Answer:
        self.times += 1
        return ["n"], [(self.times,)] * self.row_count


def test_the_same_question_is_asked_once() -> None:
    memory, ask = Memory[Answer](2), Counted()
    assert [memory.answer(("select 1", "[]"), ask) for _ in range(3)] == [(["n"], [(1,)])] * 3


def test_other_parameters_are_another_question() -> None:
    memory, ask = Memory[Answer](2), Counted()
    memory.answer(("select $n", "[1]"), ask)
    memory.answer(("select $n", "[2]"), ask)
    assert ask.times == 2


def test_what_was_not_asked_for_long_is_forgotten_first() -> None:
    memory, ask = Memory[Answer](2), Counted()
    for question in ("a", "b", "a", "c", "a", "b"):
        memory.answer((question, ""), ask)
    assert ask.times == 4


def test_answers_not_worth_keeping_and_drafts_are_not_remembered() -> None:
    short = Memory[Answer](9, lambda answer: len(answer[1]) < 5)
    for memory, ask in ((short, Counted(5)), (Memory[Answer](0), Counted())):
        memory.answer(("a", ""), ask)
        memory.answer(("a", ""), ask)
        assert ask.times == 2
