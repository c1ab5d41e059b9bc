"""Which records may be together, if nobody's word is broken, also not through third records?"""

from collections.abc import Iterable, Sequence

from instep.identity.pairs import Pair


class Standing:
    """Groups of records, in none of which are two that somebody called different."""

    def __init__(self, said: Iterable[Pair] = ()) -> None:
        self._above: dict[str, str] = {}
        self._apart: dict[str, set[str]] = {}
        said = list(said)
        for pair in said:
            if not pair.is_same:
                self._apart.setdefault(pair.record_a, set()).add(pair.record_b)
                self._apart.setdefault(pair.record_b, set()).add(pair.record_a)
        for pair in said:
            if pair.is_same and self.may_join(self.top(pair.record_a), self.top(pair.record_b)):
                self.join((pair.record_a, pair.record_b))

    @property
    def records(self) -> Iterable[str]:
        return self._above

    def top(self, record: str) -> str:
        """The record by which its group is known."""
        above = self._above
        top = above.get(record)
        if top is None:
            above[record] = top = record
        while top != above[top]:
            above[record] = top = above[top]
        return top

    def are_one(self, records: Iterable[str]) -> bool:
        return len({self.top(record) for record in records}) == 1

    def may_join(self, one: str, other: str) -> bool:
        """Nobody called a record under this top different from one under the other."""
        few, there = sorted((one, other), key=lambda top: len(self._apart.get(top, ())))
        return all(self.top(record) != there for record in self._apart.get(few, ()))

    def parted(self, records: tuple[str, ...]) -> list[tuple[str, ...]]:
        """These records in as few groups as may each become one; whoever may join nobody is left out."""
        if not self._apart or not any(self.top(record) in self._apart for record in records):
            return [records]
        groups: list[list[str]] = []
        for top in sorted({self.top(record) for record in records}):
            home = next((group for group in groups if all(self.may_join(top, other) for other in group)), None)
            groups.append([top]) if home is None else home.append(top)
        inside = [tuple(record for record in records if self.top(record) in group) for group in groups]
        return [group for group in inside if len(group) > 1]

    def join(self, records: Iterable[str]) -> None:
        first, *rest = sorted({self.top(record) for record in records})
        for top in rest:
            self._above[top] = first
            if top in self._apart:
                self._apart.setdefault(first, set()).update(self._apart.pop(top))


def contradicted(standing: Sequence[Pair], new: Sequence[Pair]) -> Pair | None:
    """What was said before and can't be true together with what is said now, also through third records."""
    said = [*standing, *new]
    groups = Standing(said)
    broken = next((pair for pair in said if pair.is_same and not groups.are_one(pair[:2])), None)
    if broken is None or broken in standing:
        return broken
    tops = {groups.top(record) for record in broken[:2]}
    return next(pair for pair in said if not pair.is_same and {groups.top(record) for record in pair[:2]} == tops)
