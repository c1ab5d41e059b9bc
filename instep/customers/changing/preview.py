"""What would a merge or a split move, counted on the tables as they would be?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from instep.customers.changing.plan import Plan, Undecidable, Whose
from instep.identity.given import Kept, about, standing
from instep.identity.pairs import PINNED
from instep.warehouse import Home, Warehouse
from instep.warehouse.live import tried

THINGS = {"hand-off": "moving_handoffs", "opportunity": "moving_deals", "touch": "moving_touches"}
TITLES = {"hand-off": "Hand-offs", "opportunity": "Opportunities", "touch": "Touches"}
NAMES = {"person": "customers/person", "account": "customers/company"}


@dataclass(frozen=True)
class Named:
    id: str
    name: str
    record_count: int


@dataclass(frozen=True)
class Move:
    """Things of one kind that go from one customer to another, that are no more, and that come up."""

    thing: str
    moved: int
    gone: int
    new: int
    amounts: Mapping[str, Decimal] = field(default_factory=dict)

    def record(self) -> dict[str, object]:
        return vars(self) | {"amounts": {currency: str(amount) for currency, amount in self.amounts.items()}}

    @property
    def title(self) -> str:
        return TITLES[self.thing]

    @property
    def words(self) -> str:
        """3 hand-offs; 2 opportunities (EUR 41,200)"""
        worth = ", ".join(
            f"{currency} {amount:,.0f}".strip() for currency, amount in sorted(self.amounts.items()) if amount
        )
        number = self._counted(self.moved)
        return f"{number} ({worth})" if worth else number

    @property
    def others(self) -> list[str]:
        """1 hand-off no more"""
        gone = f"{self._counted(self.gone)} no more" if self.gone else ""
        new = f"{self._counted(self.new)} more" if self.new else ""
        return [words for words in (gone, new) if words]

    def _counted(self, count: int) -> str:
        return f"{count:,} {self.thing if count == 1 else self.title.lower()}"


@dataclass(frozen=True)
class Preview:
    before: tuple[Named, ...]
    after: tuple[Named, ...]
    moves: tuple[Move, ...]

    @property
    def words(self) -> str:
        moved = [move.words for move in self.moves if move.moved]
        others = [words for move in self.moves for words in move.others]
        return "; ".join(filter(None, [", ".join(moved), *others])) or "nothing"

    def record(self) -> dict[str, object]:
        """As JSON says it."""
        sides = {name: [vars(each) for each in side] for name, side in (("before", self.before), ("after", self.after))}
        return {**sides, "moves": [move.record() for move in self.moves]}

    @property
    def gone(self) -> list[Named]:
        left = {each.id for each in self.after}
        return [each for each in self.before if each.id not in left]


@dataclass(frozen=True)
class Thing:
    id: str


@dataclass(frozen=True)
class Deal:
    id: str
    amount: Decimal | None
    amount_currency: str | None


def preview(home: Home, now: datetime, plan: Plan) -> Preview | None:
    """What saying it would move, counted on the tables as they would be; None where only a build can tell."""
    said = standing(home)
    new = Kept.of(max((each.id for each in said), default=0) + 1, plan, now)
    return _previewed(home, now, [*said, new], plan.records, plan.entity_kind)


def preview_of_undo(home: Home, now: datetime, decision_id: int) -> Preview | None:
    said = standing(home)
    undone = next((each for each in said if each.id == decision_id), None)
    if undone is None:
        raise Undecidable(f"decision {decision_id} does not stand, so there is nothing to undo")
    if undone.kind == PINNED:
        return None
    rest = [each for each in said if each is not undone]
    return _previewed(home, now, rest, [*undone.left, *undone.right], undone.entity_kind)


def _previewed(
    home: Home, now: datetime, said: Iterable[Kept], records: Sequence[str], entity_kind: str
) -> Preview | None:
    with tried(home, now, {"decided.pair": about(said)}) as tables:
        if tables is None:
            return None
        before, after = tables
        ids = _ids(before, records, entity_kind)
        everybody = [each.record_key for id in ids for each in before.ask("customers/whose", Whose, asked=id)]
        there = _ids(after, everybody, entity_kind)
        moves = [_move(thing, question, (before, ids), (after, there)) for thing, question in THINGS.items()]
        return Preview(_named(before, ids, entity_kind), _named(after, there, entity_kind), tuple(moves))


def _ids(warehouse: Warehouse, records: Iterable[str], entity_kind: str) -> list[str]:
    found = (each for record in records for each in warehouse.ask("customers/whose", Whose, asked=record))
    return list(dict.fromkeys(each.entity_id for each in found if each.entity_kind == entity_kind))


def _named(warehouse: Warehouse, ids: Iterable[str], entity_kind: str) -> tuple[Named, ...]:
    return tuple(each for id in ids for each in warehouse.ask(NAMES[entity_kind], Named, id=id))


def _move(thing: str, question: str, here: tuple[Warehouse, list[str]], there: tuple[Warehouse, list[str]]) -> Move:
    (was, worth), (becomes, _) = _held(question, *here), _held(question, *there)
    moved = [id for id in was.keys() & becomes.keys() if was[id] != becomes[id]]
    amounts: dict[str, Decimal] = {}
    for deal in (worth[id] for id in moved if id in worth):
        amounts[deal.amount_currency or ""] = amounts.get(deal.amount_currency or "", Decimal(0)) + (deal.amount or 0)
    return Move(thing, len(moved), len(was.keys() - becomes.keys()), len(becomes.keys() - was.keys()), amounts)


def _held(question: str, warehouse: Warehouse, ids: Iterable[str]) -> tuple[dict[str, set[str]], dict[str, Deal]]:
    """By thing the customers who have it, and what it is worth where it is a deal."""
    holders: dict[str, set[str]] = {}
    worth: dict[str, Deal] = {}
    row: type[Deal] | type[Thing] = Deal if question == "moving_deals" else Thing
    for id in ids:
        for each in warehouse.ask(f"customers/{question}", row, id=id):
            holders.setdefault(each.id, set()).add(id)
            worth |= {each.id: each} if isinstance(each, Deal) else {}
    return holders, worth
