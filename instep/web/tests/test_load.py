"""Connections are let go by a process that is busier than another, and only as many as are too many."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from instep.web.load import Load, my_load, shared

SOMEBODY = """
import sys
from contextlib import ExitStack
from instep.web.load import my_load

load, pages = my_load(), ExitStack()
for _ in sys.stdin:
    print(pages.enter_context(load.one_more()), flush=True)
"""

type Ask = Callable[[], bool]
"""One more page is asked for and not ready yet: is its connection let go?"""


@pytest.fixture
def both() -> Iterator[tuple[Ask, Ask]]:
    """This process and another one."""
    with shared(2), ExitStack() as pages, subprocess.Popen(
        [sys.executable, "-c", SOMEBODY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as somebody:  # fmt: skip
        mine = my_load()
        assert isinstance(mine, Load)
        assert somebody.stdin
        assert somebody.stdout
        told, heard = somebody.stdin, somebody.stdout

        def of_somebody() -> bool:
            told.write("\n")
            told.flush()
            return heard.readline() == "True\n"

        yield lambda: pages.enter_context(mine.one_more()), of_somebody
        somebody.communicate()
        mine.close()


def test_who_is_asked_by_everybody_lets_half_go(both: tuple[Ask, Ask]) -> None:
    mine, _ = both
    assert sum(mine() for _ in range(8)) == 4


def test_who_is_as_busy_as_the_other_lets_nobody_go(both: tuple[Ask, Ask]) -> None:
    mine, somebodys = both
    assert not any(mine() or somebodys() for _ in range(8))


def test_one_page_more_than_the_other_is_no_reason(both: tuple[Ask, Ask]) -> None:
    mine, somebodys = both
    assert [mine(), somebodys(), mine(), mine()] == [False, False, False, True]


def test_a_process_that_answers_alone_keeps_its_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INSTEP_LOAD", raising=False)
    assert my_load() is None
