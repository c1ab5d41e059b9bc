"""The slow and obvious reading of a rule, to hold the compiled SQL against: is it true of a subject at a moment?"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import product
from math import log2
from typing import Any

from instep.definitions import rule as rules

Row = dict[str, Any]
MARKS = str.maketrans(dict.fromkeys(rules.MARKS, " "))


@dataclass
class World:
    """All rows of the tables that rules look at."""

    subject: list[Row]
    person: dict[str, Row]
    account: dict[str, Row]
    record: list[Row]
    touchpoint: list[Row]
    buyer: list[Row]
    colleague: set[str]
    own: dict[str, str | None] = field(default_factory=dict)
    """What the one field of people's own says of each deal."""
    answer: list[Row] = field(default_factory=list)
    others: dict[str, rules.Rule] = field(default_factory=dict)

    def moments(self, subject: Row) -> list[datetime]:
        own = [subject["seen_at"]]
        own += [touch["at"] for touch in self.touchpoint]
        own += [one[key] for one in self.buyer for key in ("started_at", "ended_at") if one[key]]
        own += [one[key] for one in self.record for key in STAMPS if one[key]]
        own += [one["said_at"] for one in self.answer]
        return sorted(set(own))

    def periods(self, rule: rules.Rule, subject: Row) -> list[tuple[datetime, datetime | None]]:
        found: list[tuple[datetime, datetime | None]] = []
        is_met = False
        for moment in self.turning(rule, subject):
            holds = self.holds(rule, subject, moment)
            if holds and not is_met:
                found.append((moment, None))
            elif is_met and not holds:
                found[-1] = (found[-1][0], moment)
            is_met = holds
        return found

    def holds(self, rule: rules.Rule, subject: Row, at: datetime) -> bool:
        match rule:
            case rules.AllOf(inner):
                return all(self.holds(one, subject, at) for one in inner)
            case rules.AnyOf(inner):
                return any(self.holds(one, subject, at) for one in inner)
            case rules.AtLeast(count, inner):
                return sum(self.holds(one, subject, at) for one in inner) >= count
            case rules.Not(one):
                return subject["seen_at"] <= at and not self.holds(one, subject, at)
            case rules.Is(name):
                return self.holds(self.others[name], subject, at)
            case rules.Compare():
                return subject["seen_at"] <= at and self.compares(rule, subject)
            case rules.Colleague():
                return subject["seen_at"] <= at and subject["person_id"] in self.colleague
            case rules.Did(not_since=None):
                return self.did(rule, subject, at)
            case rules.Did(not_since=later) if later is not None:
                return self.stands(rule, later, subject, at)
            case rules.Lately(doing, times, days):
                young = [touch for touch in self.touched(doing, subject, at) if at - touch["at"] < timedelta(days=days)]
                return len(young) >= times
            case rules.InOrder(steps, days):
                return any(
                    self.is_chain(chain, days) for chain in product(*(self.touched(one, subject, at) for one in steps))
                )
            case rules.Score():
                return self.scores(rule, subject, at)
            case rules.Answer(topic, holds):
                said = [one for one in self.answer if (one["person_id"], one["topic"]) == (subject["person_id"], topic)]
                known = [one for one in said if one["said_at"] <= at]
                return bool(known) and max(known, key=lambda one: (one["said_at"], one["answer_id"]))["holds"] is holds
        return any(moment <= at for moment in self.recorded(rule, subject))

    def turning(self, rule: rules.Rule, subject: Row) -> list[datetime]:
        """Every moment at which the answer may change: something happened, or grew too old."""
        own, later = self.moments(subject), []
        for node in every(rule, self.others):
            if isinstance(node, rules.Lately):
                later += [at + timedelta(days=node.within_days) for at in own]
            if isinstance(node, rules.Score):
                events = self.events(node, subject)
                later += [*events, *(end for at in events if (end := self.faded(node, subject, at)))]
        return sorted({*own, *later})

    def touched(self, rule: rules.Did, subject: Row, at: datetime) -> list[Row]:
        meant = [touch for touch in self.touchpoint if touch["at"] <= at and self.is_meant(rule, touch, subject)]
        return [touch for touch in meant if rule.after is None or self.was_ever(rule.after, subject, touch["at"])]

    def stands(self, rule: rules.Did, later: rules.Did, subject: Row, at: datetime) -> bool:
        """Some moment at which it was enough, and nothing of the other after it."""
        bare = replace(rule, not_since=None)
        enough = [one["at"] for one in self.touched(replace(bare, times=1, within_days=None), subject, at)]
        enough = [moment for moment in enough if self.did_at(bare, subject, moment)]
        return any(not any(moment < one["at"] for one in self.touched(later, subject, at)) for moment in enough)

    def did_at(self, rule: rules.Did, subject: Row, at: datetime) -> bool:
        days = timedelta(days=rule.within_days) if rule.within_days else timedelta.max
        return bool(sum(at - one["at"] <= days for one in self.touched(rule, subject, at)) >= rule.times)

    def is_chain(self, chain: tuple[Row, ...], days: int | None) -> bool:
        moments = [one["at"] for one in chain]
        return moments == sorted(moments) and (days is None or moments[-1] - moments[0] <= timedelta(days=days))

    def points(self, rule: rules.Score, subject: Row, at: datetime) -> tuple[float, float]:
        """Points that hold, and points that fade, at this moment."""
        held = fading = 0.0
        for each in rule.parts:
            if isinstance(each.rule, rules.Did):
                ages = [(at - one["at"]).total_seconds() / 86400 for one in self.touched(each.rule, subject, at)]
                fading += sum(each.points * 2 ** (-age / rule.half_life_days) for age in ages)
            elif self.holds(each.rule, subject, at):
                held += each.points
        return held, fading

    def events(self, rule: rules.Score, subject: Row) -> list[datetime]:
        """When any part gains or loses points."""
        gained = [one["at"] for each in rule.parts if isinstance(each.rule, rules.Did)
                  for one in self.touched(each.rule, subject, LAST)]  # fmt: skip
        turned = [moment for each in rule.parts if not isinstance(each.rule, rules.Did)
                  for span in self.periods(each.rule, subject) for moment in span if moment]  # fmt: skip
        return sorted({*gained, *turned})

    def faded(self, rule: rules.Score, subject: Row, at: datetime) -> datetime | None:
        """When too few points are left if nothing else happens; rounded to the hour, None if never."""
        held, fading = self.points(rule, subject, at)
        needed = rule.at_least - held
        if needed <= 0 or fading < needed - 1e-9:
            return None
        return at + timedelta(hours=max(round(rule.half_life_days * 24 * log2(fading / needed)), 0))

    def scores(self, rule: rules.Score, subject: Row, at: datetime) -> bool:
        before = [moment for moment in self.events(rule, subject) if moment <= at]
        if not before:
            return False
        held, fading = self.points(rule, subject, before[-1])
        end = self.faded(rule, subject, before[-1])
        return held + fading >= rule.at_least - 1e-9 and (end is None or at < end)

    def compares(self, rule: rules.Compare, subject: Row) -> bool:
        table = self.person if rule.about == "person" else self.account
        value = table.get(subject[f"{rule.about}_id"], {}).get(rule.field)
        return subject[f"{rule.about}_id"] in table and self.says(rule, value)

    def says(self, rule: rules.Compare, value: Any) -> bool:
        if rule.own_name and rule.test in ("at_least", "at_most"):
            value = float(value) if value and value.isdigit() else None
        if rule.test == "known":
            return (value not in (None, "")) == rule.values[0]
        if value is None:
            return False
        if rule.test == "at_least":
            return bool(value >= rule.values[0])
        if rule.test == "at_most":
            return bool(value <= rule.values[0])
        wanted = [one.strip().lower() if isinstance(one, str) else one for one in rule.values]
        return (value.strip().lower() if isinstance(value, str) else value) in wanted

    def did(self, rule: rules.Did, subject: Row, at: datetime) -> bool:
        own = [touch for touch in self.touchpoint if touch["at"] <= at and self.is_meant(rule, touch, subject)]
        if rule.after:
            own = [touch for touch in own if self.was_ever(rule.after, subject, touch["at"])]
        days = timedelta(days=rule.within_days) if rule.within_days else timedelta.max
        return any(
            sum(1 for other in own if other["at"] <= last["at"] and last["at"] - other["at"] <= days) >= rule.times
            for last in own
        )

    def is_meant(self, rule: rules.Did, touch: Row, subject: Row) -> bool:
        text = spaced(touch["subject"] or "")
        words = [spaced(word) for word in rule.words]
        return (
            (touch["person_id"] or touch["account_id"]) == subject["subject_id"]
            and (not rule.kinds or touch["kind"] in rule.kinds)
            and (not rule.teams or touch["team"] in rule.teams)
            and (not rule.channels or touch["channel"].lower() in [one.lower() for one in rule.channels])
            and (not words or (touch["subject"] is not None and any(word in text for word in words)))
        )

    def was_ever(self, rule: rules.Rule, subject: Row, at: datetime) -> bool:
        return any(self.holds(rule, subject, moment) for moment in self.turning(rule, subject) if moment <= at)

    def recorded(self, rule: rules.Rule, subject: Row) -> list[datetime]:
        own = [one for one in self.record if one["person_id"] == subject["person_id"] and subject["person_id"]]
        bought = [one for one in self.buyer if one["subject_id"] == subject["subject_id"]]
        match rule:
            case rules.Status(name, values):
                wanted = [letters(value) for value in values]
                return [_first(one, "updated_at") for one in own if one[name] and letters(one[name]) in wanted]
            case rules.Reached(moment):
                return [one[moment] for one in own if one[moment]]
            case rules.Recorded(teams):
                kept = [one for one in own if KEEPERS[one["source"]] not in teams]
                dated = [one["created_at"] for one in kept if one["created_at"]]
                return dated or [subject["seen_at"] for _ in kept]
            case rules.Opportunity(outcome, amount, asked):
                deals = [one for one in bought if one["kind"] == "opportunity" and outcome in ("any", one["outcome"])]
                key = "started_at" if outcome == "any" else "ended_at"
                worth = [one for one in deals if amount is None or (one["amount"] or -1) >= amount]
                return [one[key] for one in worth if asked is None or self.says(asked, self.own[one["record_id"]])]
            case rules.Ordered(times):
                return sorted(one["started_at"] for one in bought if one["kind"] == "order")[times - 1 :]
        raise TypeError(rule)


def every(rule: rules.Rule, others: dict[str, rules.Rule]) -> Iterator[rules.Rule]:
    """All nodes, those of the definitions that it leans on too."""
    for node in rules.nodes(rule):
        yield node
        if isinstance(node, rules.Is):
            yield from every(others[node.definition], others)


def spaced(text: str) -> str:
    return " " + " ".join(text.translate(MARKS).lower().split())


def letters(text: str) -> str:
    return text.translate(MARKS).replace(" ", "").lower()


def _first(record: Row, *keys: str) -> datetime:
    found: datetime = next(record[key] for key in (*keys, "created_at", "received_at") if record[key])
    return found


LAST = datetime(2100, 1, 1, tzinfo=UTC)
KEEPERS = {"crm": None, "desk": "service"}
STAMPS = ("created_at", "updated_at", "sales_ready_at", "converted_at", "received_at")
