"""Which channel rules are in force? The file of the home, or the table that comes with Instep where a home has none."""

from functools import lru_cache
from pathlib import Path

from instep.team.place import Place, Unreadable
from instep.team.signature import signatures
from instep.timeline.rule_table import FIELDS, LISTS, UNASSIGNED, Case, Condition, Rule, RuleTable
from instep.warehouse.home import Home
from instep.warehouse.regex import complaint

FILE = "channels.yaml"
SHIPPED = Path(__file__).parent / "rules" / FILE
WAYS = ("is", "among", "matches", "contains", "ends_with")
_KEYS = ("name", "title", "version", "effective_from", "why", "signatures", "lists", "rules", "cases")
_NEEDED = ("version", "effective_from", "rules")


def rule_file(home: Home) -> Path:
    return home.path / FILE


def rules_in_force(home: Home) -> RuleTable:
    own = rule_file(home)
    return rule_table(_text(own if own.is_file() else SHIPPED))


def version_in_force(home: Home) -> int | None:
    """None where the home's file can't be read; the page of the rules says why."""
    try:
        return rules_in_force(home).version
    except Unreadable:
        return None


@lru_cache(maxsize=8)
def rule_table(text: str) -> RuleTable:
    """A table, read and checked; `Unreadable` says where a mistake is and what to do."""
    entries = Place.top(FILE, text).only(*_KEYS, needs=_NEEDED)
    return RuleTable(
        title=entries["title"].text() if "title" in entries else "Channel rules",
        version=entries["version"].count(),
        effective_from=entries["effective_from"].day(),
        why=" ".join(entries["why"].text().split()) if "why" in entries else "",
        signatures=signatures(entries["signatures"]) if "signatures" in entries else (),
        rules=_rules(entries["rules"]),
        cases=tuple(_case(each) for each in entries["cases"].each()) if "cases" in entries else (),
        text=text,
        lists=_lists(entries["lists"]) if "lists" in entries else {},
    )


def _rules(place: Place) -> tuple[Rule, ...]:
    found = tuple(_rule(each) for each in place.each())
    if not found:
        place.refuse("there is no rule", "Write at least one, or start from the table that came with Instep")
    return found


def _rule(place: Place) -> Rule:
    entries = place.only("channel", "when", needs=("channel", "when"))
    channel = entries["channel"].text()
    if channel.casefold() == UNASSIGNED.casefold():
        entries["channel"].refuse(
            f"“{UNASSIGNED}” is what no rule fits", "Leave the rule out, or give the channel a name"
        )
    when = entries["when"]
    lines = list(when.each()) if isinstance(when.value, list) else [when]
    return Rule(channel, tuple(_line(line) for line in lines))


def _line(place: Place) -> tuple[Condition, ...]:
    found = tuple(_condition(name, each) for name, each in place.only(*FIELDS).items())
    if not found:
        place.refuse("a line without a condition fits every visit", f"Write one on {', '.join(FIELDS)}")
    return found


def _condition(field: str, place: Place) -> Condition:
    if not isinstance(place.value, dict):
        return Condition(field, "is", _small(place))
    ways = place.only(*WAYS)
    if len(ways) != 1:
        place.refuse("here should stand one way of comparing", f"Use one of: {', '.join(WAYS)}")
    ((way, asked),) = ways.items()
    if way == "among":
        return _among(field, asked)
    if way == "matches" and (why := complaint(asked.text().lower())):
        asked.refuse(f"this regular expression cannot be used: {why}", "Write it more simply")
    return Condition(field, way, _small(asked))


def _among(field: str, place: Place) -> Condition:
    if field != "source":
        place.refuse("the lists hold sources", "Ask “among” of source only")
    return Condition(field, "among", (place.one_of(LISTS),))


def _case(place: Place) -> Case:
    entries = place.only("channel", *FIELDS, needs=("channel",))
    said = {name: entries[name].text().lower() for name in FIELDS if name in entries}
    return Case(channel=entries["channel"].text(), **said)


def _lists(place: Place) -> dict[str, tuple[str, ...]]:
    return {name: _small(names) for name, names in place.only(*LISTS).items()}


def _small(place: Place) -> tuple[str, ...]:
    return tuple(text.lower() for text in place.texts())


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(file.name, "", "it is not written in UTF-8", "Save it again with that encoding") from error
