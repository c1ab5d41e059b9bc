"""What does a page need to say about a table of channel rules?"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import unified_diff

from instep.timeline.rule_cases import answers
from instep.timeline.rule_table import UNASSIGNED, Case, RuleTable
from instep.timeline.rule_wording import patterns, sentences
from instep.timeline.visits import volumes
from instep.warehouse import Warehouse


@dataclass(frozen=True)
class Shown:
    place: int
    channel: str
    when: list[str]
    patterns: list[str]
    visit_count: int | None
    """Of its channel, at the channel's first rule."""


def counted(warehouse: Warehouse | None) -> dict[str, int] | None:
    """Visits by channel; None before anything was built."""
    return {each.channel: each.visit_count for each in volumes(warehouse)} if warehouse else None


def rules_shown(table: RuleTable, counts: Mapping[str, int] | None) -> list[Shown]:
    shown, seen = [], set[str]()
    for place, rule in enumerate(table.rules, start=1):
        count = None if counts is None or rule.channel in seen else counts.get(rule.channel, 0)
        shown.append(Shown(place, rule.channel, sentences(rule), patterns(rule), count))
        seen.add(rule.channel)
    last = None if counts is None else counts.get(UNASSIGNED, 0)
    return [*shown, Shown(len(shown) + 1, UNASSIGNED, ["no rule fits"], [], last)]


def cases_shown(table: RuleTable) -> list[tuple[Case, str]]:
    return answers(table)


def difference(before: str, after: str) -> list[tuple[str, str]]:
    """The lines that differ, each with its sign, and a few around them."""
    lines = list(unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2))[2:]
    return [(line[:1], line[1:]) for line in lines]
