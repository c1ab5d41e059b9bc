"""Why did revenue move from one period to the next?

Revenue here is what the leads of a period had brought by the same age. Each step of the funnel is searched for places
that moved otherwise than the rest; what is found becomes a cause with its size in money. Nothing found is an answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from instep.explain import arrivals, conversions
from instep.explain.cause import Cause, family_of, terms
from instep.explain.cohort import Cohort, Leads, cohort
from instep.explain.development import development
from instep.explain.finding import Examined, Finding
from instep.explain.period import Pair
from instep.explain.search import Search, search
from instep.explain.stage import FUNNEL, Stage, stages
from instep.explain.worth import Chain

SEARCHED = ("qualified", *FUNNEL)
MOSTLY = 0.6
SEARCHES = len(SEARCHED) + 2  # with promises and arrivals


@dataclass(frozen=True)
class Scan:
    pair: Pair
    findings: tuple[Finding, ...]
    examined: tuple[Examined, ...]


def scan_all(every: Leads, pairs: list[Pair]) -> list[Scan]:
    """Each pair in turn, earliest first, so that a later one knows what changed before it; answers latest first."""
    scans: list[Scan] = []
    known: list[Cause] = []
    for pair in reversed(pairs):
        answer, causes = scan(every, pair, known, len(pairs))
        known = [replace(cause, since=cause.since + 1) for cause in causes]
        scans.insert(0, answer)
    return scans


def scan(every: Leads, pair: Pair, known: list[Cause], pairs: int = 1) -> tuple[Scan, list[Cause]]:
    """The causes between two periods, largest first; `pairs`: how many comparisons share the chance of an error."""
    people = cohort(every, pair)
    steps = stages(people)
    share = SEARCHES * pairs
    answers = {
        "promise": search(steps["promise"], terms(known, steps["promise"]), share),
        "arrival": search(steps["arrival"], (), share),
    }
    causes = known + conversions.follow_up(people, steps["opportunity"], answers["promise"], known)
    for name in SEARCHED:
        answers[name] = search(steps[name], terms(causes, steps[name]), share)
        new = _new(name, answers[name], causes)
        causes = causes + [each for each in new if not _is_told(people, each, causes, steps[name])]
    fresh = [cause for cause in causes if cause.since == 0]
    findings = [conversions.finding(people, cause, steps, causes) for cause in fresh]
    chain = Chain(steps, "ready", {name: terms(causes, steps[name]) for name in FUNNEL})
    findings += arrivals.causes(pair, answers["arrival"], chain)
    sure = [each for each in findings if each.seen.is_sure]
    if sure and (grow := development(every, pair, steps, causes)):
        sure = [replace(each, size=grow.carried(each.seen, each.locus)) for each in sure]
    sure.sort(key=lambda each: -abs(each.size.money))
    examined = tuple(_examined(pair, name, answer) for name, answer in answers.items())
    return Scan(pair, tuple(sure), examined), causes


def _new(name: str, answer: Search, causes: list[Cause]) -> list[Cause]:
    """What this step found, unless an earlier step of the same period found it at the same place."""
    here = {cause.locus for cause in causes if cause.since == 0}
    fresh = [found for found in answer.found if found.locus not in here]
    return [Cause(family_of(name, found.locus), name, found.locus, found.score) for found in fresh]


def _is_told(people: Cohort, cause: Cause, causes: list[Cause], step: Stage) -> bool:
    """Most of it lies in a place named before that this step has no word for (a team, at a step before any team)."""
    mute = [each for each in causes if not each.since and not set(each.locus.dimensions) <= set(step.dimensions)]
    rows = cause.locus.rows(people.dimensions, people.size) & people.is_ready & (people.block == 0)
    inside = [each.locus.rows(people.dimensions, people.size)[rows].mean() for each in mute if rows.any()]
    return max(inside, default=0.0) > MOSTLY


def _examined(pair: Pair, name: str, answer: Search) -> Examined:
    strongest, score = (str(answer.left_over.locus), answer.left_over.score) if answer.left_over else ("", 0.0)
    return Examined(pair, name, answer.looked_at, answer.threshold, strongest, score)
