"""What does this room hand to a build: the touchpoints of the journey map, and what shows that somebody came there."""

import pyarrow as pa

from instep.journey.designed.journey_map import JourneyMap
from instep.journey.designed.reading import map_in_force
from instep.team.place import Unreadable
from instep.warehouse import Given, Home

TEXTS = ("touchpoint", "phase", "answered_by")
TOUCHPOINT = pa.schema(
    [
        ("place", pa.int64()),
        *[(name, pa.string()) for name in TEXTS],
        ("within_hours", pa.float64()),
        ("is_optional", pa.bool_()),
        ("is_end", pa.bool_()),
        ("is_once", pa.bool_()),
    ]
)
CONDITIONS = ("kind", "definition", "direction", "team", "channel", "by")
SIGN = pa.schema([("place", pa.int64()), *[(name, pa.string()) for name in CONDITIONS]])


def given(home: Home) -> dict[str, Given]:
    found = _map(home)
    return {
        "decided.journey_touchpoint": Given.of(pa.Table.from_pylist(_touchpoints(found), TOUCHPOINT)),
        "decided.journey_sign": Given.of(pa.Table.from_pylist(_signs(found), SIGN)),
    }


def _map(home: Home) -> JourneyMap | None:
    """A map that can't be read stops no build: its page says what is wrong."""
    try:
        return map_in_force(home)
    except Unreadable:
        return None


def _touchpoints(found: JourneyMap | None) -> list[dict[str, object]]:
    if found is None:
        return []
    of_phase = [(phase.name, touchpoint) for phase in found.phases for touchpoint in phase.touchpoints]
    return [
        {
            "place": place,
            "touchpoint": each.name,
            "phase": phase,
            "answered_by": each.promise.answered_by if each.promise else "",
            "within_hours": each.promise.within_hours if each.promise else None,
            "is_optional": each.is_optional,
            "is_end": each in found.ends,
            "is_once": each.is_once,
        }
        for place, (phase, each) in enumerate(of_phase)
    ]


def _signs(found: JourneyMap | None) -> list[dict[str, object]]:
    touchpoints = found.touchpoints if found else ()
    return [{"place": place, **vars(sign)} for place, each in enumerate(touchpoints) for sign in each.signs]
