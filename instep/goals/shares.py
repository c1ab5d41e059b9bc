"""What share of the whole is each part, so that the shares shown add up to it?"""

from collections.abc import Sequence


def shares(amounts: Sequence[float], whole: int = 100) -> list[int] | None:
    """Whole percents by the largest remainder; None where there is no sum to share."""
    total = sum(amounts)
    if not amounts or total <= 0 or min(amounts) < 0:
        return None
    exact = [amount * whole / total for amount in amounts]
    floors = [int(each) for each in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: (floors[at] - exact[at], at))
    for at in by_remainder[: whole - sum(floors)]:
        floors[at] += 1
    return floors
