"""How is a journey map changed? A form's answers go into the map, the map into the text that both teams sign."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import yaml

from instep.journey.designed.journey_map import JourneyMap, Phase, Touchpoint
from instep.journey.designed.reading import journey_map, map_file
from instep.team.agreed_text import as_in_force, as_proposal, write
from instep.team.signature import Signature
from instep.warehouse.home import Home


def proposable(text: str, version: int, why: str) -> JourneyMap:
    """The map in this text as that version, unsigned. Raises Unreadable."""
    return journey_map(as_proposal(text, version, why))


def put_in_force(home: Home, text: str, signatures: Iterable[Signature], at: date) -> JourneyMap:
    """From the next build on this map holds."""
    signed = as_in_force(text, signatures, at)
    found = journey_map(signed)
    write(map_file(home), signed)
    write(home.path / "journey" / f"v{found.version}.yaml", signed)
    return found


def with_touchpoint(found: JourneyMap, slug: str, changed: Touchpoint) -> JourneyMap:
    """The same map with that touchpoint changed; promises that named it name it as it is called now."""
    was = found.touchpoint(slug)
    renamed = {was.name: changed.name} if was else {}

    def kept(phase: Phase) -> Phase:
        touchpoints = [changed if each is was else each for each in phase.touchpoints]
        return replace(phase, touchpoints=tuple(_renamed(each, renamed) for each in touchpoints))

    return replace(found, phases=tuple(kept(phase) for phase in found.phases))


def text_of(found: JourneyMap) -> str:
    """The map as the YAML that people read and sign; reading it gives the same map."""
    said: dict[str, Any] = {
        "title": found.title,
        "version": found.version,
        "effective_from": found.effective_from.isoformat(),
        **({"review_on": found.review_on.isoformat()} if found.review_on else {}),
        "why": found.why,
        "signatures": [],
        "phases": [_phase(phase) for phase in found.phases],
    }
    text: str = yaml.safe_dump({key: value for key, value in said.items() if value != ""}, **_PLAIN)
    return text


_PLAIN: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 120}


def _renamed(touchpoint: Touchpoint, names: dict[str, str]) -> Touchpoint:
    promise = touchpoint.promise
    if promise is None or promise.answered_by not in names:
        return touchpoint
    return replace(touchpoint, promise=replace(promise, answered_by=names[promise.answered_by]))


def _phase(phase: Phase) -> dict[str, Any]:
    return _said(
        name=phase.name, customer=phase.customer, touchpoints=[_touchpoint(each) for each in phase.touchpoints]
    )


def _touchpoint(each: Touchpoint) -> dict[str, Any]:
    owner = _said(department=each.owner.department, person=each.owner.person) if each.owner.department else None
    promise = each.promise
    promised = promise and _said(
        words=promise.words, within_hours=_hours(promise.within_hours), answered_by=promise.answered_by
    )
    signs = [_said(**vars(sign)) for sign in each.signs]
    return _said(
        name=each.name, happens_when=signs, owner=owner, promise=promised, process=each.process, quality=each.quality,
        optional="yes" if each.is_optional else "", end="yes" if each.is_end else "",
        once="yes" if each.is_once else "",
    )  # fmt: skip


def _hours(hours: float | None) -> str:
    return "" if hours is None else f"{hours:g}"


def _said(**entries: Any) -> dict[str, Any]:
    return {name: value for name, value in entries.items() if value not in ("", None, [])}
