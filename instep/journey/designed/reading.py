"""Which journey map is in force? The file of the home, or the map that comes with Instep where a home has none."""

from functools import lru_cache
from pathlib import Path

from instep.journey.designed.journey_map import JourneyMap, Owner, Phase, Promise, Sign, Touchpoint
from instep.team.place import Place, Unreadable
from instep.team.signature import TEAMS, signatures
from instep.warehouse.home import Home

FILE = "journey.yaml"
SHIPPED = Path(__file__).parent / "pack" / FILE
DIRECTIONS = ("inbound", "outbound")
BY = ("person", "machine")
QUALITIES = ("csat", "nps", "ces")
_KEYS = ("title", "version", "effective_from", "review_on", "why", "signatures", "phases")
_OF_TOUCHPOINT = ("name", "happens_when", "owner", "promise", "process", "quality", "optional", "end", "once")


def map_file(home: Home) -> Path:
    return home.path / FILE


def map_in_force(home: Home) -> JourneyMap:
    """Raises Unreadable, which says where in the file the mistake is."""
    own = map_file(home)
    try:
        return journey_map((own if own.is_file() else SHIPPED).read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise Unreadable(FILE, "", "it is not written in UTF-8", "Save it again with that encoding") from error


@lru_cache(maxsize=8)
def journey_map(text: str) -> JourneyMap:
    """A map, read and checked."""
    entries = Place.top(FILE, text).only(*_KEYS, needs=("version", "effective_from", "phases"))
    found = JourneyMap(
        title=entries["title"].text() if "title" in entries else "Customer journey",
        version=entries["version"].count(),
        effective_from=entries["effective_from"].day(),
        review_on=entries["review_on"].day() if "review_on" in entries else None,
        why=" ".join(entries["why"].text().split()) if "why" in entries else "",
        signatures=signatures(entries["signatures"]) if "signatures" in entries else (),
        phases=tuple(_phase(each) for each in entries["phases"].each()),
        text=text,
    )
    _check(entries["phases"], found)
    return found


def _phase(place: Place) -> Phase:
    entries = place.only("name", "customer", "touchpoints", needs=("name", "touchpoints"))
    touchpoints = tuple(_touchpoint(each) for each in entries["touchpoints"].each())
    return Phase(entries["name"].text(), _text(entries, "customer"), touchpoints)


def _touchpoint(place: Place) -> Touchpoint:
    entries = place.only(*_OF_TOUCHPOINT, needs=("name",))
    return Touchpoint(
        name=entries["name"].text(),
        signs=tuple(_sign(each) for each in entries["happens_when"].each()) if "happens_when" in entries else (),
        owner=_owner(entries["owner"]) if "owner" in entries else Owner(),
        promise=_promise(entries["promise"]) if "promise" in entries else None,
        process=_text(entries, "process"),
        quality=entries["quality"].one_of(QUALITIES) if "quality" in entries else "",
        is_optional="optional" in entries and entries["optional"].yes_or_no(),
        is_end="end" in entries and entries["end"].yes_or_no(),
        is_once="once" in entries and entries["once"].yes_or_no(),
    )


def _sign(place: Place) -> Sign:
    entries = place.only("kind", "definition", "direction", "team", "channel", "by")
    if ("kind" in entries) == ("definition" in entries):
        place.refuse("here should stand either a kind of touch or a definition", "Write “kind: call” or the like")
    if "definition" in entries and len(entries) > 1:
        place.refuse("a definition stands alone", "Leave the other conditions out")
    return Sign(
        kind=_text(entries, "kind"),
        definition=_text(entries, "definition"),
        direction=entries["direction"].one_of(DIRECTIONS) if "direction" in entries else "",
        team=entries["team"].one_of(TEAMS) if "team" in entries else "",
        channel=_text(entries, "channel"),
        by=entries["by"].one_of(BY) if "by" in entries else "",
    )


def _owner(place: Place) -> Owner:
    """`owner: Finance`, or a department with a person."""
    if isinstance(place.value, str):
        return Owner(place.text())
    entries = place.only("department", "person", needs=("department",))
    return Owner(entries["department"].text(), _text(entries, "person"))


def _promise(place: Place) -> Promise:
    if isinstance(place.value, str):
        return Promise(place.text())
    entries = place.only("words", "within_hours", "answered_by", needs=("words",))
    if ("within_hours" in entries) != ("answered_by" in entries):
        place.refuse("a promise that is measured says within_hours and answered_by", "Write both, or leave both out")
    hours = entries["within_hours"].number() if "within_hours" in entries else None
    if hours is not None and hours <= 0:
        entries["within_hours"].refuse("a promise takes some time", "Write a number above 0")
    return Promise(entries["words"].text(), hours, _text(entries, "answered_by"))


def _check(place: Place, found: JourneyMap) -> None:
    if not found.touchpoints:
        place.refuse("there is no touchpoint", "Write a phase with at least one")
    slugs = [each.slug for each in found.touchpoints]
    twice = next((each.name for each in found.touchpoints if slugs.count(each.slug) > 1), None)
    if twice is not None:
        place.refuse(f"the touchpoint “{twice}” stands there twice", "Let each have a name of its own")
    names = {each.name for each in found.touchpoints}
    for each in found.touchpoints:
        if each.promise and each.promise.answered_by and each.promise.answered_by not in names:
            place.refuse(
                f"the promise of “{each.name}” is answered by “{each.promise.answered_by}”, which is no touchpoint",
                f"Name one of: {', '.join(sorted(names))}",
            )


def _text(entries: dict[str, Place], name: str) -> str:
    return entries[name].text() if name in entries else ""
