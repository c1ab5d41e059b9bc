"""What can a rule ask of a person? One small class for each kind of node in the tree.

Every node answers the same question: during which periods was it true? So any node can stand in any place of a tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from instep.sources.own.field import PREFIX

type Subject = Literal["person", "account", "opportunity"]
type Test = Literal["equals", "one_of", "at_least", "at_most", "known"]
type Value = str | float | bool


@dataclass(frozen=True)
class AllOf:
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class AnyOf:
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class AtLeast:
    count: int
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Not:
    rule: Rule


@dataclass(frozen=True)
class Compare:
    """What is known about the person or the account. True from the day the person was first seen.

    A field of people's own (`own.contract_type`) is compared as a number where the rule says numbers, else as a text.
    """

    about: Subject
    field: str
    test: Test
    values: tuple[Value, ...]

    @property
    def own_name(self) -> str | None:
        """The name of a field of people's own; None for one of ours."""
        return self.field.removeprefix(PREFIX) if self.field.startswith(PREFIX) else None


@dataclass(frozen=True)
class Status:
    """A status that a system shows today. True from the last change of that record: reached by then at the latest."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Did:
    """Something the person did, or that was done with the person, so many times within so many days."""

    kinds: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    times: int = 1
    within_days: int | None = None
    after: Rule | None = None
    not_since: Did | None = None
    """Holds only until this is done after it; of this one only what was done counts."""


@dataclass(frozen=True)
class Lately:
    """So many times within the last so many days; no longer so when too few of them are that young."""

    doing: Did
    times: int
    within_days: int


@dataclass(frozen=True)
class InOrder:
    """One after the other, the last within so many days of the first. At the same moment counts as after."""

    steps: tuple[Did, ...]
    within_days: int | None = None


@dataclass(frozen=True)
class Points:
    """For something done: each time, and less with every day. For any other rule: as long as it holds."""

    rule: Rule
    points: int


@dataclass(frozen=True)
class Score:
    """All points together are at least so many; what was done counts half after each half-life."""

    at_least: float
    half_life_days: int
    parts: tuple[Points, ...]


@dataclass(frozen=True)
class Answer:
    """What a conversation found out (budget, authority, need, timing), with evidence; the newest answer counts."""

    to: str
    holds: bool = True


@dataclass(frozen=True)
class Reached:
    """A moment that a system recorded itself, such as "became a marketing qualified lead"."""

    moment: str


@dataclass(frozen=True)
class Recorded:
    """A system holds a record of the person; records that only the named teams keep do not count."""

    except_teams: tuple[str, ...] = ()


@dataclass(frozen=True)
class Colleague:
    """The person works for us."""


@dataclass(frozen=True)
class Opportunity:
    """An opportunity counts for the person (see `definitions.buyer`): any, or one that was won or lost."""

    outcome: Literal["any", "won", "lost"] = "any"
    amount_at_least: float | None = None
    own: Compare | None = None
    """What a field of people's own must say of it."""


@dataclass(frozen=True)
class Ordered:
    times: int = 1


@dataclass(frozen=True)
class Is:
    """The person meets the newest version of another definition."""

    definition: str


type Rule = (
    AllOf
    | AnyOf
    | AtLeast
    | Not
    | Compare
    | Status
    | Did
    | Lately
    | InOrder
    | Score
    | Answer
    | Reached
    | Recorded
    | Colleague
    | Opportunity
    | Ordered
    | Is
)


@dataclass(frozen=True)
class Vocabulary:
    """The fields and words that a rule may use, so that a typo is an error and not an empty list."""

    texts: frozenset[str]
    numbers: frozenset[str]

    def __contains__(self, name: object) -> bool:
        return name in self.texts or name in self.numbers


PLACE = frozenset({"city", "region", "country", "industry", "owner_name"})
FIELDS: dict[Literal["person", "account"], Vocabulary] = {
    "person": Vocabulary(
        PLACE | {"full_name", "email", "phone", "job_title", "company_name", "lead_source", "account_id"},
        frozenset({"employee_count", "source_count", "record_count"}),
    ),
    "account": Vocabulary(
        PLACE | {"name", "domain", "phone", "parent_account_id"},
        frozenset({"employee_count", "person_count", "source_count", "record_count"}),
    ),
}
STATUSES = ("lifecycle_stage", "lead_status")
MOMENTS = ("created_at", "sales_ready_at", "converted_at")
KINDS = (
    *("call", "email", "email_sent", "email_open", "email_click", "email_other", "meeting", "task", "note"),
    *("page_view", "form", "event", "chat", "message", "ad_click"),
)
MARKS = "-_/.,;:!?()[]{}\"'&+#|"
DIRECTIONS = ("inbound", "outbound")
TOPICS = ("budget", "authority", "need", "timing")
TEAMS = ("marketing", "sales", "service")


def children(rule: Rule) -> tuple[Rule, ...]:
    match rule:
        case AllOf(rules) | AnyOf(rules) | AtLeast(_, rules):
            return rules
        case Not(inner):
            return (inner,)
        case Did(after=inner) if inner is not None:
            return (inner,)
        case Score(parts=parts):
            return tuple(part.rule for part in parts if not isinstance(part.rule, Did))
    return ()


def rebuilt(rule: Rule, inner: tuple[Rule, ...]) -> Rule:
    """The same node around other children."""
    match rule:
        case AllOf() | AnyOf() | AtLeast():
            return replace(rule, rules=inner)
        case Not():
            return Not(inner[0])
        case Did() if inner:
            return replace(rule, after=inner[0])
        case Score(parts=parts):
            left = iter(inner)
            return replace(
                rule,
                parts=tuple(each if isinstance(each.rule, Did) else replace(each, rule=next(left)) for each in parts),
            )
    return rule


def nodes(rule: Rule) -> Iterator[Rule]:
    yield rule
    for child in children(rule):
        yield from nodes(child)


def own_fields(rule: Rule) -> list[tuple[Subject, str]]:
    """The fields of people's own that a rule asks for, and of what."""
    asked = [node.own if isinstance(node, Opportunity) else node for node in nodes(rule)]
    found = {(each.about, each.own_name) for each in asked if isinstance(each, Compare) and each.own_name}
    return sorted((about, name) for about, name in found if name)


def named(rule: Rule) -> list[str]:
    """The other definitions that a rule leans on."""
    return sorted({node.definition for node in nodes(rule) if isinstance(node, Is)})
