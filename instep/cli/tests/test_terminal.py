"""What files are called is said on the terminal, and gives it no orders."""

from io import StringIO

import pytest
from rich.console import Console

import instep.cli.main  # noqa: F401  makes every console of the command harmless

ORDERS = ("\x1b[2J", "\x1b]0;title\x07", "\x9b2J", "\x1bc")


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("is_markup", [True, False])
def test_a_name_gives_the_terminal_no_orders(order: str, is_markup: bool) -> None:
    written = StringIO()
    talk = Console(file=written, force_terminal=True, width=80)
    talk.print(f"before{order}after", markup=is_markup, highlight=False)
    talk.print(ValueError(f"before{order}after"), highlight=False, markup=is_markup)
    assert "\x1b" not in written.getvalue().replace("\x1b[0m", "")
    assert "\x9b" not in written.getvalue()
    assert written.getvalue().count("before") == 2


def test_our_own_colours_still_reach_it() -> None:
    written = StringIO()
    Console(file=written, force_terminal=True, color_system="standard").print("[red]no[/red]")
    assert "\x1b[31m" in written.getvalue()
