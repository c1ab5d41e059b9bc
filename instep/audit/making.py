"""What does an audit say? All its sections, and what could not be measured."""

from datetime import datetime
from itertools import chain
from pathlib import Path

from instep.audit.ground import Ground
from instep.audit.report import Figure, Report, Section
from instep.audit.sections import SECTIONS
from instep.audit.taking import Watch, ground
from instep.warehouse import Home

HEADLINES = (
    "Opportunities",
    "Won amount",
    "Win rate",
    "Sales",
    "Repeat share",
    "Touchpoints",
    "Persons",
    "Accounts",
    "Hand-offs",
)


def audit(path: Path, workplace: Path, now: datetime, watch: Watch) -> Report:
    """Read, take in, build and ask, in an empty folder that may go away afterwards."""
    found = ground(path, Home(workplace), now, watch)
    try:
        return report(found, path.resolve().name)
    finally:
        found.warehouse.connection.close()


def report(found: Ground, subject: str) -> Report:
    answers = {title: section(found) for title, (section, _) in SECTIONS.items()}
    sections = tuple(section for section in answers.values() if section)
    needs = {title: need for title, (_, need) in SECTIONS.items() if need and not answers[title]}
    missing = tuple(f"{title}: needs {need}." for title, need in needs.items())
    return Report(subject, found.now, sections, _headlines(sections), missing, _is_partial(found))


def _is_partial(found: Ground) -> bool:
    refused = any(each.reading.refused for each in found.reads) or any(found.refused.values())
    return refused or bool(found.unreadable)


def _headlines(sections: tuple[Section, ...]) -> tuple[Figure, ...]:
    """Up to five figures that say most, in the order of their weight."""
    figures = list(chain.from_iterable(section.figures for section in sections))
    wanted = ("Records received", *HEADLINES)
    found = [figure for name in wanted for figure in figures if figure.label == name and figure.value is not None]
    return tuple(found[:5])
