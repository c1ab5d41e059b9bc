"""Pages are made in turn: whoever has waited longest comes next, and a broken page holds nobody up."""

import threading
import time

import pytest

from instep.web.turn import Turn


def test_whoever_came_first_is_served_first() -> None:
    turn, served = Turn(), []

    def page(number: int) -> None:
        with turn:
            served.append(number)

    with turn:
        waiting = [threading.Thread(target=page, args=[number]) for number in range(8)]
        for thread in waiting:
            thread.start()
            time.sleep(0.01)
    for thread in waiting:
        thread.join(5)
    assert served == list(range(8))


def test_a_page_that_breaks_gives_its_turn_away() -> None:
    turn = Turn()
    with pytest.raises(ZeroDivisionError), turn:
        raise ZeroDivisionError
    served = threading.Thread(target=turn.__enter__, daemon=True)
    served.start()
    served.join(5)
    assert not served.is_alive()
