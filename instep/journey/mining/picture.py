"""What does a log show as a whole?"""

from dataclasses import dataclass

import numpy as np

from instep.journey.mining.events import Events, Numbers
from instep.journey.mining.steps import Step, steps
from instep.journey.mining.times import Times, times
from instep.journey.mining.variants import Variants, variants


@dataclass(frozen=True)
class Activity:
    """How often it happened, in how many cases, how many began and ended with it, and how many did it again."""

    name: str
    event_count: int
    case_count: int
    first_count: int
    last_count: int
    again_count: int


@dataclass(frozen=True)
class Picture:
    """Activities, steps and variants, each the most frequent first."""

    case_count: int
    event_count: int
    activities: tuple[Activity, ...]
    steps: tuple[Step, ...]
    variants: Variants
    duration: Times | None


def picture(events: Events) -> Picture:
    duration = times(events.durations, np.array([len(events.starts)])) if len(events) else [None]
    return Picture(
        len(events.starts),
        len(events),
        tuple(activities(events)),
        tuple(steps(events)),
        variants(events),
        duration[0],
    )


def activities(events: Events) -> list[Activity]:
    """Most frequent first."""
    width = len(events.activities)
    pairs, per_case = np.unique(events.case * width + events.activity, return_counts=True)
    done, again = pairs % max(width, 1), per_case > 1
    counted = (
        _counts(events.activity, width),
        _counts(done, width),
        _counts(events.activity[events.starts], width),
        _counts(events.activity[events.ends], width),
        _counts(done[again], width),
    )
    found = [Activity(name, *numbers) for name, *numbers in zip(events.activities, *counted, strict=True)]
    return sorted(found, key=lambda each: (-each.event_count, each.name))


def _counts(numbers: Numbers, width: int) -> list[int]:
    found: list[int] = np.bincount(numbers, minlength=width).tolist()
    return found
