"""Where did cases leave the designed way, and what did that cost in conversion and days?

A case conforms when it takes every step that is not optional, in the order of the design, repeats none that may not
repeat, does nothing that is not designed, and stops at an end.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from instep.journey.mining.design import Design
from instep.journey.mining.events import MICROS_A_DAY, Events, Flags, Numbers

SKIPPED, REPEATED, OUT_OF_ORDER, DEAD_END, NOT_DESIGNED = (
    "skipped",
    "repeated",
    "out of order",
    "dead end",
    "not designed",
)


@dataclass(frozen=True)
class Outcome:
    """How a group of cases ended: share is of those that reached an end, median_days is over all of them."""

    case_count: int
    reached_count: int
    median_days: float | None

    @property
    def share(self) -> float | None:
        return self.reached_count / self.case_count if self.case_count else None


@dataclass(frozen=True)
class Deviation:
    """One way of leaving the designed way, of cases that did and cases that did not."""

    kind: str
    step: str
    having: Outcome
    others: Outcome

    @property
    def conversion_cost(self) -> float | None:
        """By how much smaller a share of those that have it reached an end; None where nobody can be compared."""
        if self.having.share is None or self.others.share is None:
            return None
        return self.others.share - self.having.share

    @property
    def extra_days(self) -> float | None:
        """By how many days the median case that has it took longer."""
        if self.having.median_days is None or self.others.median_days is None:
            return None
        return self.having.median_days - self.others.median_days


@dataclass(frozen=True)
class Conformance:
    """deviations: the most frequent first; conforming is how the cases without any ended."""

    conforming: Outcome
    departing: Outcome
    deviations: tuple[Deviation, ...]

    @property
    def share(self) -> float | None:
        whole = self.conforming.case_count + self.departing.case_count
        return self.conforming.case_count / whole if whole else None


def conformance(events: Events, design: Design) -> Conformance:
    """Every case of the log against the design."""
    steps = Taken.of(events, design)
    found = [(kind, step, cases) for kind, step, cases in _deviations(events, design, steps) if cases.any()]
    reached = steps.has_reached(design)
    departing = np.logical_or.reduce([cases for *_, cases in found]) if found else np.zeros(len(reached), np.bool_)
    deviations = (
        Deviation(kind, step, _outcome(events, reached, cases), _outcome(events, reached, ~cases))
        for kind, step, cases in found
    )
    ordered = sorted(deviations, key=lambda each: (-each.having.case_count, each.kind, each.step))
    return Conformance(_outcome(events, reached, ~departing), _outcome(events, reached, departing), tuple(ordered))


@dataclass(frozen=True)
class Taken:
    """counts: how often each case (down) took each step (across). place: the step of each event, -1 for none."""

    counts: np.ndarray[tuple[int, int], np.dtype[np.int64]]
    place: Numbers
    case: Numbers

    @classmethod
    def of(cls, events: Events, design: Design) -> "Taken":
        places = [design.place(activity) for activity in events.activities]
        of_activity = np.array([-1 if place is None else place for place in places], np.int64)
        place = of_activity[events.activity] if len(events) else np.zeros(0, np.int64)
        case = np.repeat(np.arange(len(events.starts)), events.lengths)
        size = (len(events.starts), len(design.steps))
        cell = (case * size[1] + place)[place >= 0]
        return cls(np.bincount(cell, minlength=size[0] * size[1]).reshape(size), place, case)

    def has_reached(self, design: Design) -> Flags:
        return (self.counts[:, list(design.ends)] > 0).any(axis=1)


def _deviations(events: Events, design: Design, steps: Taken) -> Iterator[tuple[str, str, Flags]]:
    yield from _skipped(design, steps)
    yield from _repeated(design, steps)
    yield from _out_of_order(design, steps)
    yield from _dead_ends(design, steps)
    yield from _not_designed(events, steps)


def _skipped(design: Design, steps: Taken) -> Iterator[tuple[str, str, Flags]]:
    """A later step was taken, this one never."""
    for place, step in enumerate(design.steps):
        if not step.is_optional:
            yield SKIPPED, step.name, (steps.counts[:, place] == 0) & (steps.counts[:, place + 1 :] > 0).any(axis=1)


def _repeated(design: Design, steps: Taken) -> Iterator[tuple[str, str, Flags]]:
    for place, step in enumerate(design.steps):
        if not step.may_repeat:
            yield REPEATED, step.name, steps.counts[:, place] > 1


def _out_of_order(design: Design, steps: Taken) -> Iterator[tuple[str, str, Flags]]:
    """The step came after one that should follow it."""
    designed = np.flatnonzero(steps.place >= 0)
    place, case = steps.place[designed], steps.case[designed]
    is_back = (case[1:] == case[:-1]) & (place[1:] < place[:-1])
    for at, step in enumerate(design.steps):
        yield OUT_OF_ORDER, step.name, _having(case[1:][is_back & (place[1:] == at)], len(steps.counts))


def _dead_ends(design: Design, steps: Taken) -> Iterator[tuple[str, str, Flags]]:
    """The last designed thing that happened is no end."""
    designed = np.flatnonzero(steps.place >= 0)
    is_last = np.append(steps.case[designed][1:] != steps.case[designed][:-1], True)[: len(designed)]
    last = designed[is_last]
    for at, step in enumerate(design.steps):
        if at not in design.ends:
            yield DEAD_END, step.name, _having(steps.case[last[steps.place[last] == at]], len(steps.counts))


def _not_designed(events: Events, steps: Taken) -> Iterator[tuple[str, str, Flags]]:
    outside = steps.place < 0
    for number in np.unique(events.activity[outside]).tolist():
        cases = steps.case[outside & (events.activity == number)]
        yield NOT_DESIGNED, events.activities[number], _having(cases, len(steps.counts))


def _having(cases: Numbers, count: int) -> Flags:
    flags = np.zeros(count, np.bool_)
    flags[cases] = True
    return flags


def _outcome(events: Events, reached: Flags, cases: Flags) -> Outcome:
    count = int(cases.sum())
    days = float(np.median(events.durations[cases])) / MICROS_A_DAY if count else None
    return Outcome(count, int((reached & cases).sum()), days)
