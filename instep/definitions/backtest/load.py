"""How many would a rule give each rep a month, and can they answer so many?"""

from dataclasses import dataclass

from instep.warehouse import Warehouse

REPS = "select count(distinct owner_id) as rep_count from timeline.owner_team where team = 'sales'"


@dataclass(frozen=True)
class Load:
    """capacity: how many a rep can take a month, where somebody said it."""

    rep_count: int
    each: float | None
    capacity: float | None

    @property
    def too_many(self) -> float | None:
        """So many more than they can take, all reps together; None where they can take it, or nobody said how many."""
        if self.each is None or self.capacity is None or self.each <= self.capacity:
            return None
        return (self.each - self.capacity) * self.rep_count

    @property
    def share(self) -> float | None:
        return self.each / self.capacity if self.each is not None and self.capacity else None


def load(warehouse: Warehouse, monthly: float | None, capacity: float | None) -> Load:
    count = int(warehouse.select(REPS)[0]["rep_count"])
    return Load(count, monthly / count if monthly is not None and count else None, capacity)
