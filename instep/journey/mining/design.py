"""Which way should cases go? A designed journey, read from its YAML file."""

from dataclasses import dataclass

from instep.team.place import Place


@dataclass(frozen=True)
class DesignedStep:
    """A step and the activities of the log that show it happened."""

    name: str
    activities: tuple[str, ...]
    is_optional: bool = False
    may_repeat: bool = False
    is_end: bool = False


@dataclass(frozen=True)
class Design:
    """Steps in the order in which a case should take them."""

    name: str
    steps: tuple[DesignedStep, ...]

    @property
    def ends(self) -> tuple[int, ...]:
        """The places of the steps where a case may end: those that say so, else the last."""
        said = tuple(place for place, step in enumerate(self.steps) if step.is_end)
        return said or (len(self.steps) - 1,)

    def place(self, activity: str) -> int | None:
        """The place of the step that an activity belongs to."""
        return next((place for place, step in enumerate(self.steps) if activity in step.activities), None)


def design(file: str, text: str) -> Design:
    """A designed journey, checked; `instep.team.place.Unreadable` says where a mistake is and what to do."""
    entries = Place.top(file, text).only("name", "steps", needs=("steps",))
    found = tuple(_step(place) for place in entries["steps"].each())
    if not found:
        entries["steps"].refuse("there is no step", "Write one “- name: …” for each step, in their order")
    _refuse_twice(entries["steps"], found)
    return Design(entries["name"].text() if "name" in entries else file, found)


def _step(place: Place) -> DesignedStep:
    if isinstance(place.value, str):
        return DesignedStep(place.text(), (place.text(),))
    entries = place.only("name", "activities", "optional", "may_repeat", "end", needs=("name",))
    name = entries["name"].text()
    activities = entries["activities"].texts() if "activities" in entries else (name,)
    flags = [key in entries and entries[key].yes_or_no() for key in ("optional", "may_repeat", "end")]
    return DesignedStep(name, activities, *flags)


def _refuse_twice(place: Place, steps: tuple[DesignedStep, ...]) -> None:
    for kind, names in (
        ("step", [step.name for step in steps]),
        ("activity", [activity for step in steps for activity in step.activities]),
    ):
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            place.refuse(f"the {kind} “{twice}” stands there twice", f"Let each {kind} stand once")
