"""How does a rule read aloud? The tree as one English sentence, and as an outline for a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from instep.definitions import rule as rules
from instep.definitions.definition import Definition
from instep.definitions.rule import Rule

type Titles = Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """A line of the outline; a line that joins others ends in a colon."""

    text: str
    lines: tuple["Line", ...] = ()


def sentence(rule: Rule, titles: Titles | None = None) -> str:
    """The rule as the end of “A person counts when the person …”."""
    return _said(rule, titles or {}, is_inner=False)


def whole_sentence(one: Definition, titles: Titles) -> str:
    return f"A person counts as “{one.title}” when the person {sentence(one.rule, titles)}."


def outline(rule: Rule, titles: Titles | None = None) -> Line:
    match rule:
        case rules.AllOf(inner) | rules.AnyOf(inner) | rules.AtLeast(_, inner):
            return Line(f"{_head(rule)}:", tuple(outline(one, titles) for one in inner))
        case rules.Not(rules.AllOf() | rules.AnyOf() | rules.AtLeast() as inner_rule):
            return Line("this is not so:", (outline(inner_rule, titles),))
    return Line(sentence(rule, titles))


def joined(words: Sequence[str], word: str) -> str:
    *first, last = words
    return f"{', '.join(first)} {word} {last}" if first else last


def _head(rule: rules.AllOf | rules.AnyOf | rules.AtLeast) -> str:
    match rule:
        case rules.AllOf():
            return "all of these hold"
        case rules.AnyOf():
            return "at least one of these holds"
        case rules.AtLeast(count):
            return f"at least {count} of these hold"


def _said(rule: Rule, titles: Titles, is_inner: bool = True) -> str:
    match rule:
        case rules.AllOf(inner) | rules.AnyOf(inner) if len(inner) == 1:
            return _said(inner[0], titles, is_inner)
        case rules.AllOf(inner):
            return _grouped(joined([_said(one, titles) for one in inner], "and"), is_inner)
        case rules.AnyOf(inner):
            return _grouped("either " + joined([_said(one, titles) for one in inner], "or"), is_inner)
        case rules.AtLeast(count, inner):
            listed = "; ".join(_said(one, titles) for one in inner)
            return _grouped(f"meets at least {count} of these: {listed}", is_inner)
        case rules.Not(inner_rule):
            return _denied(inner_rule, titles)
        case rules.Did():
            return _did(rule, titles)
        case rules.Lately(doing, times, days):
            often = f" at least {times} times" if times > 1 else ""
            return f"{_did(doing, titles)}{often} in the last {_days(days)}"
        case rules.InOrder(steps, days):
            within = f", all within {_days(days)}" if days else ""
            return f"{', then '.join(_did(step, titles) for step in steps)}{within}"
        case rules.Score():
            return _grouped(_score(rule, titles), is_inner)
    return _plain(rule, titles)


def _score(rule: rules.Score, titles: Titles) -> str:
    """Read aloud as an addition."""
    parts = [f"{each.points} if the person {_said(each.rule, titles)}" for each in rule.parts if not _fades(each)]
    fading = [f"{each.points} each time the person {_said(each.rule, titles)}" for each in rule.parts if _fades(each)]
    if fading:
        fading[-1] += f" (half of that after {_days(rule.half_life_days)})"
    return f"has at least {rule.at_least:,g} points: {joined([*parts, *fading], 'and')}"


def _fades(part: rules.Points) -> bool:
    return isinstance(part.rule, rules.Did)


def _days(days: int) -> str:
    return f"{days} day{'s' if days > 1 else ''}"


def _plain(rule: Rule, titles: Titles) -> str:
    match rule:
        case rules.Compare():
            return _compared(rule)
        case rules.Status(field, values):
            return f"has the {_words(field)} {_quoted(values)}"
        case rules.Reached(moment):
            return REACHED[moment]
        case rules.Recorded(()):
            return "is on record in one of our systems"
        case rules.Recorded(teams):
            return (
                f"is on record with {joined([team for team in rules.TEAMS if team not in teams] or ['nobody'], 'or')}"
            )
        case rules.Colleague():
            return "works for us"
        case rules.Opportunity(outcome, amount, own):
            worth = f" worth at least {amount:,.0f}" if amount is not None else ""
            return f"has {OPPORTUNITY[outcome]}{worth}{f' that {_compared(own)}' if own else ''}"
        case rules.Ordered(1):
            return "has ordered"
        case rules.Ordered(times):
            return f"has ordered at least {times} times"
        case rules.Answer(topic, True):
            return f"told us, with evidence: {TOPICS[topic]}"
        case rules.Answer(topic, _):
            return f"told us that this is not so: {TOPICS[topic]}"
        case rules.Is(name):
            return f"counts as “{titles.get(name, _words(name))}”"
    raise TypeError(f"no words for {rule!r}")


def _denied(rule: Rule, titles: Titles) -> str:
    match rule:
        case rules.Colleague():
            return "does not work for us"
        case rules.Is():
            return _plain(rule, titles).replace("counts", "does not count", 1)
        case rules.Did(not_since=None):
            return f"never {_did(rule, titles)}"
        case rules.Not(inner):
            return _said(inner, titles)
        case rules.Opportunity() | rules.Ordered() | rules.Reached():
            return f"never {_plain(rule, titles)}"
    return f"does not meet this: {_said(rule, titles)}"


def _compared(rule: rules.Compare) -> str:
    owner = "account’s " if rule.about == "account" else ""
    name, values = f"{owner}{_words(rule.own_name or rule.field)}", _quoted(rule.values)
    match rule.test:
        case "known":
            return f"has {'a' if rule.values[0] else 'no'} known {name}"
        case "at_least":
            return f"has {name} of at least {values}"
        case "at_most":
            return f"has {name} of at most {values}"
    return f"has {name} {values}"


def _did(rule: rules.Did, titles: Titles) -> str:
    parts = [joined([KINDS.get(kind, _words(kind)) for kind in rule.kinds], "or") if rule.kinds else "had a touchpoint"]
    if rule.directions:
        parts.append(f"({joined(rule.directions, 'or')})")
    if rule.teams:
        parts.append(f"with {joined(rule.teams, 'or')}")
    if rule.channels:
        parts.append(f"through {_quoted(rule.channels)}")
    if rule.words:
        parts.append(f"about {_quoted(rule.words)}")
    if rule.times > 1:
        parts.append(f"at least {rule.times} times")
    if rule.within_days and rule.times > 1:
        parts.append(f"within {_days(rule.within_days)}")
    if rule.after:
        parts.append(f"after this was first so: {_said(rule.after, titles)}")
    if rule.not_since:
        parts.append(f"and since then this did not follow: the person {_did(rule.not_since, titles)}")
    return " ".join(parts)


def _grouped(text: str, is_inner: bool) -> str:
    return f"({text})" if is_inner else text


def _quoted(values: Sequence[rules.Value]) -> str:
    return joined([f"“{one}”" if isinstance(one, str) else f"{one:,g}" for one in values], "or")


def _words(name: str) -> str:
    return name.replace("_", " ")


REACHED = {
    "created_at": "has a record with the day it was created",
    "sales_ready_at": "was marked sales-ready by a system",
    "converted_at": "was converted in the CRM",
}
TOPICS = {
    "budget": "there is a budget",
    "authority": "they decide, or we know who does",
    "need": "there is a need",
    "timing": "there is a date by which it has to work",
}
OPPORTUNITY = {"any": "an opportunity", "won": "a won opportunity", "lost": "a lost opportunity"}
KINDS = {
    "form": "filled in a form",
    "page_view": "looked at a page",
    "call": "was on the phone with us",
    "meeting": "met us",
    "email": "exchanged e-mail with us",
    "email_sent": "was sent an e-mail",
    "email_open": "opened an e-mail",
    "email_click": "clicked in an e-mail",
    "email_other": "had another e-mail event",
    "task": "was the subject of a task",
    "note": "was the subject of a note",
    "event": "took part in an event",
    "chat": "chatted with us",
    "message": "exchanged messages with us",
    "ad_click": "clicked an advertisement",
}
