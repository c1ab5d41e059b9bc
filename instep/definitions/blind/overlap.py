"""Whom do both rules count, whom only one of them, and what became of those people?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from instep.definitions.backtest.figures import USUAL_DAYS, Figures, figures
from instep.definitions.backtest.house import DAY, NEVER, Flags, Met, met, outcomes
from instep.definitions.definition import Definition
from instep.definitions.share import Share
from instep.warehouse import Warehouse

PARTS = ("both", "marketing", "sales", "neither")


@dataclass(frozen=True)
class Part:
    """count: people counted by both rules, by one of them only, or (neither) who bought although no rule counted them.

    won_share: of those who have had time enough.
    """

    name: str
    count: int
    won: int
    won_share: Share
    amount: float


@dataclass(frozen=True)
class Overlap:
    """Two rules on the same data."""

    rules: Mapping[str, Met]

    @property
    def figures(self) -> dict[str, Figures]:
        return {team: figures(found) for team, found in self.rules.items()}

    @property
    def agreement(self) -> float | None:
        """People counted by both, of all whom any of the two counts."""
        marketing, sales = (self.rules[team].passed for team in ("marketing", "sales"))
        either = int((marketing | sales).sum())
        return int((marketing & sales).sum()) / either if either else None

    @property
    def currency(self) -> str | None:
        return self.rules["sales"].outcomes.currency

    def those(self, part: str) -> Flags:
        marketing, sales = (self.rules[team].passed for team in ("marketing", "sales"))
        won = self.rules["sales"].outcomes.won_at != NEVER
        found: dict[str, Flags] = {
            "both": marketing & sales,
            "marketing": marketing & ~sales,
            "sales": sales & ~marketing,
            "neither": won & ~marketing & ~sales,
        }
        return found[part]

    def met(self, part: str) -> Met:
        """Since when the people of this part were counted: the earlier of two moments."""
        if part in self.rules:
            return self.rules[part]
        sales = self.rules["sales"]
        return Met(np.minimum(self.rules["marketing"].met_at, sales.met_at), sales.outcomes)

    @property
    def parts(self) -> list[Part]:
        return [self._part(name) for name in PARTS]

    def _part(self, name: str) -> Part:
        those, counted = self.those(name), self.met(name)
        known = counted.outcomes
        won = those & (known.won_at != NEVER)
        ripe = those & (counted.met_at <= known.now - USUAL_DAYS * DAY)
        share = Share.of(int((ripe & won).sum()), int(ripe.sum())) if name != "neither" else Share(None, None, None)
        return Part(name, int(those.sum()), int(won.sum()), share, float(known.amount[won].sum()))


def overlap(
    warehouse: Warehouse, rules: Mapping[str, Definition], current: Mapping[str, Definition], now: datetime
) -> Overlap:
    teams = list(rules)
    found = met(warehouse, [rules[team].rule for team in teams], current, outcomes(warehouse, now))
    return Overlap(dict(zip(teams, found, strict=True)))


def headline(found: Overlap) -> str:
    """Such as “Marketing finds 400, sales finds 180, both find 151”."""
    counts = {part.name: part.count for part in found.parts}
    marketing, sales = counts["both"] + counts["marketing"], counts["both"] + counts["sales"]
    agreed = "" if found.agreement is None else f": they agree on {found.agreement * 100:.0f} % of these people"
    return f"Marketing finds {marketing:,}, sales finds {sales:,}, both find {counts['both']:,}{agreed}"
