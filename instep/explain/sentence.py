"""How is a cause said in one sentence, with its number and the step that answers for it, and without a culprit?"""

from __future__ import annotations

from datetime import datetime, timedelta

from instep.explain.finding import Finding
from instep.explain.period import Period
from instep.explain.worth import Size
from instep.web.amounts import amount, number, percent


def sentence(finding: Finding, currency: str) -> str:
    """What happened, where, what it costs, and whose step it is."""
    verb = "cost" if finding.size.money < 0 else "brought"
    cost = f"This {verb} about {money(finding.size, currency)}"
    cohort = f"of what leads of {dates(finding.pair.after)} bring within {finding.pair.horizon.days} days"
    return f"{what(finding, currency)} {cost} {cohort}. Step: {finding.step} ({finding.team})."


def what(finding: Finding, currency: str) -> str:
    place, before, after = where(finding), finding.before, finding.after
    moved = "fell" if after < before else "rose"
    if finding.family == "mix":
        return f"About {number(finding.row_count)} leads came through {finding.moved_to} instead of {place}."
    if finding.family == "volume":
        fewer = "Fewer" if finding.seen.money < 0 else "More"
        return f"{fewer} leads came from {place}: {number(after)} after {number(before)}."
    if finding.family == "follow_up":
        first, last = (f"(leads of {dates(each)})" for each in (finding.pair.before, finding.pair.after))
        kept = f"{place}: hand-offs answered as promised {moved} from {percent(before)} {first}"
        return f"{kept} to {percent(after)} {last}."
    if finding.family == "deal_size":
        return f"{place}: the average deal {moved} from {amount(before, currency)} to {amount(after, currency)}."
    share = {"sales-ready": "leads that became sales-ready", "won": "opportunities won"}
    named = share.get(finding.measured, "leads that became opportunities")
    return f"{place}: the share of {named} {moved} from {percent(before)} to {percent(after)}."


def where(finding: Finding) -> str:
    return " × ".join(level for _, level in finding.locus.at) or "The whole company"


def money(size: Size, currency: str) -> str:
    """€146 k (€70 k to €221 k), smaller first."""
    low, high = sorted((abs(size.low), abs(size.high)))
    spoken = [amount(each, currency, is_short=True) for each in (abs(size.money), low, high)]
    return f"{spoken[0]} ({spoken[1]} to {spoken[2]})"


def dates(period: Period) -> str:
    """3 Jul to 1 Oct 2026: a period that ends at midnight ends on the day before."""
    first, last = period.start, period.end - timedelta(microseconds=1)
    year = f" {first.year}" if first.year != last.year else ""
    return f"{_day(first)}{year} to {_day(last)} {last.year}"


def _day(at: datetime) -> str:
    return f"{at.day} {at:%b}"


def evidence(finding: Finding) -> str:
    """How we know: what was compared with what, and how far beyond chance it is."""
    pair = finding.pair
    seen = min(pair.seen, pair.horizon + (pair.after.end - pair.after.start)).days
    compared = f"Leads of {dates(pair.after)} compared with those of the {len(pair.blocks) - 1} periods before"
    if finding.measured == "leads":
        compared = f"Arrivals of {dates(pair.after)} compared with {dates(pair.before)}"
    age = "" if pair.is_mature else f", each seen no longer than {seen} days into its period"
    return (
        f"{compared}{age}, against all other segments in the same time. "
        f"It stands out by {number(abs(finding.score), 1)} standard errors, in both halves of the persons, "
        f"after allowing for every segment looked at."
    )
