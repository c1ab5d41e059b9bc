"""What does an event log hold (XES, IEEE 1849): which activity happened when, in which case?

One record an event, with the attributes of its case before its own. The names are those that tools use in CSV exports
of such logs: `case:concept:name`, `concept:name`, `time:timestamp`, `org:resource`, `lifecycle:transition`.
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from instep.sources.reading.events import Events
from instep.sources.reading.held import Held
from instep.sources.reading.names import unique_names
from instep.sources.reading.shape import Dialect, Reading, Refused, Unreadable

ATTRIBUTES = {"string", "date", "int", "float", "boolean", "id"}
FIRST = ("case:concept:name", "concept:name", "time:timestamp", "lifecycle:transition", "org:resource")
PORTION, LONGEST, DEEPEST = 1 << 20, 16 << 20, 200
MOST_IN_A_CASE = 50_000
"""So many events of one case wait for what may be said of the case below them."""
MOST_NAMES = 2_000
SHOWN = 2_000


class Dangerous(Exception):
    """The document declares entities of its own, which can blow it up or reach for other files."""


class TooMuch(Exception):
    """No log of people's work looks like this; reading on would fill the memory."""


def read_event_log(path: Path) -> list[Reading]:
    log = Log()
    broken = _parse(path, log)
    if log.events.count or broken is None:
        return [_reading(path, log, broken)]
    raise Unreadable(path, f"the event log can't be read: {broken.reason}.")


def _parse(path: Path, log: "Log") -> Refused | None:
    """Up to the end, or to where the XML breaks off."""
    parser = log.parser()
    try:
        with path.open("rb") as file:
            while piece := file.read(PORTION):
                parser.Parse(piece, False)
                _check_progress(parser, file.tell())
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        return Refused(error.lineno, f"the XML breaks here, and nothing below it was read ({error})", "")
    except (Dangerous, TooMuch) as reason:
        raise Unreadable(path, str(reason)) from reason
    return None


def _check_progress(parser: expat.XMLParserType, read: int) -> None:
    if read - parser.CurrentByteIndex > LONGEST:
        raise TooMuch(f"line {parser.CurrentLineNumber} holds a single value or tag of more than {LONGEST >> 20} MB.")


def _reading(path: Path, log: "Log", broken: Refused | None) -> Reading:
    said = log.names()
    names, notes = unique_names(said)
    table, unreadable = log.events.table(said, names)
    refused = Held(chain(log.refused, unreadable, [broken] if broken else []))
    return Reading(path, path.name.split(".")[0], names, table, refused, notes, Dialect("utf-8"), tuple(said))


class Log:
    """Listens to the parser."""

    def __init__(self) -> None:
        self.events = Events()
        self.refused: Held[Refused] = Held()
        self._path: list[str] = []
        self._case: dict[str, str] = {}
        self._waiting: list[tuple[int, dict[str, str]]] = []
        self._event: dict[str, str] | None = None
        self._is_doubled = self._is_long = False
        self._line = 0

    def names(self) -> list[str]:
        """What tells case, activity and moment first, then the others in the order in which they were met."""
        said = self.events.names
        return [name for name in FIRST if name in said] + [name for name in said if name not in FIRST]

    def parser(self) -> expat.XMLParserType:
        made = expat.ParserCreate()
        made.StartElementHandler, made.EndElementHandler = self._start, self._end
        made.StartDoctypeDeclHandler = made.EntityDeclHandler = made.ExternalEntityRefHandler = _refuse
        self._parser = made
        return made

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        above = self._path[-1] if self._path else ""
        self._path.append(tag)
        if len(self._path) > DEEPEST:
            raise TooMuch(f"the XML is nested deeper than {DEEPEST} levels.")
        if tag == "trace":
            self._case, self._waiting, self._is_long = {}, [], False
        elif tag == "event":
            self._event, self._is_doubled, self._line = {}, False, self._parser.CurrentLineNumber
        elif tag in ATTRIBUTES and above in ("trace", "event") and "key" in attributes:
            self._say(above, attributes["key"], attributes.get("value", ""))

    def _say(self, above: str, key: str, value: str) -> None:
        if above == "trace":
            self._say_of_case(f"case:{key}", value)
        elif self._event is not None:
            self._is_doubled |= key in self._event
            self._event[key] = value

    def _say_of_case(self, name: str, value: str) -> None:
        if self._is_long:
            reason = f"{name} stands below the first {MOST_IN_A_CASE:,} events of its case, which were read without it"
            self.refused.append(Refused(self._parser.CurrentLineNumber, reason, value[:SHOWN]))
        self._case[name] = value

    def _end(self, tag: str) -> None:
        self._path.pop()
        tag = tag.rpartition(":")[2]
        if tag == "event":
            self._keep_event()
        if tag == "trace" or (tag == "event" and "trace" not in self._path):
            self._settle()
            self._case = {}
        elif len(self._waiting) >= MOST_IN_A_CASE:
            self._is_long = True
            self._settle()

    def _keep_event(self) -> None:
        event, self._event = self._event or {}, None
        if self._is_doubled or not event:
            reason = "the event says one name twice" if event else "the event says nothing"
            self.refused.append(Refused(self._line, reason, str(event)[:SHOWN]))
        else:
            self._waiting.append((self._line, event))

    def _settle(self) -> None:
        """The attributes of a case hold for its events, wherever they stand in it."""
        for line, event in self._waiting:
            self.events.add(line, self._case | event)
        self._waiting = []
        if len(self.events.names) > MOST_NAMES:
            raise TooMuch(f"its events say more than {MOST_NAMES:,} different things.")


def _refuse(*_: object) -> NoReturn:
    raise Dangerous("the XML declares entities or a document type of its own, which event logs never need.")


def is_event_log(head: bytes) -> bool:
    """XML whose first element is a log."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text.startswith(b"<") and any(b"<" + name in text for name in _openings())


def _openings() -> Iterator[bytes]:
    yield from (b"log ", b"log>", b"xes:log ", b"log\n", b"log\r\n", b"log\t")
