"""The slow and obvious reading of a rule, to hold the compiled SQL against: is it true of a subject at a moment?"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
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
    others: dict[str, rules.Rule] = field(default_factory=dict)

    def moments(self, subject: Row) -> list[datetime]:
        own = [subject["seen_at"]]
        own += [touch["at"] for touch in self.touchpoint]
        own += [one[key] for one in self.buyer for key in ("started_at", "ended_at") if one[key]]
        own += [one[key] for one in self.record for key in STAMPS if one[key]]
        return sorted(set(own))

    def periods(self, rule: rules.Rule, subject: Row) -> list[tuple[datetime, datetime | None]]:
        found: list[tuple[datetime, datetime | None]] = []
        is_met = False
        for moment in self.moments(subject):
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
            case rules.Did():
                return self.did(rule, subject, at)
        return any(moment <= at for moment in self.recorded(rule, subject))

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
        return any(self.holds(rule, subject, moment) for moment in self.moments(subject) if moment <= at)

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


def spaced(text: str) -> str:
    return " " + " ".join(text.translate(MARKS).lower().split())


def letters(text: str) -> str:
    return text.translate(MARKS).replace(" ", "").lower()


def _first(record: Row, *keys: str) -> datetime:
    found: datetime = next(record[key] for key in (*keys, "created_at", "received_at") if record[key])
    return found


KEEPERS = {"crm": None, "desk": "service"}
STAMPS = ("created_at", "updated_at", "sales_ready_at", "converted_at", "received_at")
