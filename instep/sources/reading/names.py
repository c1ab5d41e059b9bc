"""What is each column called, so that no two are called the same?"""

from collections.abc import Sequence

from instep.sources.reading.shape import LINE


def unique_names(names: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Each column with a name of its own, capitals aside; what had to be changed is noted. `line` is ours."""
    taken: dict[str, str] = {}
    next_number: dict[str, int] = {}
    notes = []
    wanted = {name.strip().lower() for name in names}
    for at, name in enumerate(names):
        plain = name.strip()
        stem = chosen = plain or f"column_{at + 1}"
        number = next_number.get(stem.lower(), 2)
        while chosen.lower() in taken or chosen.lower() == LINE or (chosen != plain and chosen.lower() in wanted):
            chosen, number = f"{stem}_{number}", number + 1
        if chosen != plain:
            notes.append(f"Column {at + 1} {f'“{plain}”' if plain else 'without a name'} is called {chosen}.")
        next_number[stem.lower()] = number
        taken[chosen.lower()] = chosen
    return tuple(taken.values()), notes
