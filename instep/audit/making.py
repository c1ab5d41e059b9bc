"""What does an audit say? All its sections, and what could not be measured."""

from itertools import chain

from instep.audit.ground import Ground
from instep.audit.report import Figure, Report, Section
from instep.audit.sections import SECTIONS

HEADLINES = ("Opportunities", "Won amount", "Win rate", "Sales", "Repeat share", "Touchpoints", "Persons", "Accounts", "Hand-offs")


def report(ground: Ground, subject: str) -> Report:
    sections: list[Section] = []
    missing: list[str] = []
    for title, (section, needs) in SECTIONS.items():
        found = section(ground)
        if found:
            sections.append(found)
        elif title != "Refused records":
            missing.append(f"{title}: needs {needs}.")
    is_partial = bool(ground.unreadable) or any(each.reading.refused for each in ground.reads) or any(ground.refused.values())
    return Report(subject, ground.now, tuple(sections), _headlines(sections), tuple(missing), is_partial)


def _headlines(sections: list[Section]) -> tuple[Figure, ...]:
    """Up to five figures that say most, in the order of their weight."""
    figures = list(chain.from_iterable(section.figures for section in sections))
    found = [figure for name in HEADLINES for figure in figures if figure.label == name and figure.value is not None]
    records = [figure for figure in figures if figure.label == "Records received"]
    return tuple((records + found)[:5])
