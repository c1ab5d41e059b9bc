"""What does an event log hold (XES, IEEE 1849): which activity happened when, in which case?

One record an event, with the attributes of its case before its own. The names are those that tools use in CSV exports
of such logs: `case:concept:name`, `concept:name`, `time:timestamp`, `org:resource`, `lifecycle:transition`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from instep.sources.reading.columns import Columns
from instep.sources.reading.names import unique_names
from instep.sources.reading.shape import Dialect, Reading, Refused, Unreadable

ATTRIBUTES = {"string", "date", "int", "float", "boolean", "id"}
FIRST = ("case:concept:name", "concept:name", "time:timestamp", "lifecycle:transition", "org:resource")
PORTION, BATCH = 1 << 20, 20_000
Event = tuple[int, dict[str, str]]


class Dangerous(Exception):
    """The document declares entities of its own, which can blow it up or reach for other files."""


def read_event_log(path: Path) -> list[Reading]:
    log = Log()
    broken = _parse(path, log)
    if log.events or broken is None:
        return [_reading(path, log, broken)]
    raise Unreadable(path, f"the event log can't be read: {broken.reason}.")


def _parse(path: Path, log: "Log") -> Refused | None:
    """Up to the end, or to where the XML breaks off."""
    parser = log.parser()
    try:
        with path.open("rb") as file:
            while piece := file.read(PORTION):
                parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        return Refused(error.lineno, f"the XML breaks here, and nothing below it was read ({error})", "")
    except Dangerous as reason:
        raise Unreadable(path, str(reason)) from reason
    return None


def _reading(path: Path, log: "Log", broken: Refused | None) -> Reading:
    names, notes = unique_names(log.names())
    columns = Columns(names)
    for at in range(0, len(log.events), BATCH):
        part = log.events[at : at + BATCH]
        columns.add([[event.get(key) for key in log.names()] for _, event in part], [line for line, _ in part])
    refused = [*log.refused, *columns.refused, *([broken] if broken else [])]
    table = columns.table()
    name = path.name.split(".")[0]
    return Reading(path, name, names, table, refused, notes, Dialect("utf-8"), tuple(log.names()))


class Log:
    """Listens to the parser."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.refused: list[Refused] = []
        self._keys: dict[str, None] = {}
        self._path: list[str] = []
        self._case: dict[str, str] = {}
        self._waiting: list[Event] = []
        self._event: dict[str, str] | None = None
        self._is_doubled = False
        self._line = 0

    def names(self) -> list[str]:
        """What tells case, activity and moment first, then the others in the order in which they were met."""
        return [name for name in FIRST if name in self._keys] + [name for name in self._keys if name not in FIRST]

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
        if tag == "trace":
            self._case, self._waiting = {}, []
        elif tag == "event":
            self._event, self._is_doubled, self._line = {}, False, self._parser.CurrentLineNumber
        elif tag in ATTRIBUTES and above in ("trace", "event") and "key" in attributes:
            self._say(above, attributes["key"], attributes.get("value", ""))

    def _say(self, above: str, key: str, value: str) -> None:
        if above == "trace":
            self._case[f"case:{key}"] = value
        elif self._event is not None:
            self._is_doubled |= key in self._event
            self._event[key] = value

    def _end(self, tag: str) -> None:
        self._path.pop()
        tag = tag.rpartition(":")[2]
        if tag == "event":
            self._keep_event()
        if tag == "trace" or (tag == "event" and "trace" not in self._path):
            self._settle()

    def _keep_event(self) -> None:
        event, self._event = self._event or {}, None
        if self._is_doubled or not event:
            reason = "the event says one name twice" if event else "the event says nothing"
            self.refused.append(Refused(self._line, reason, str(event)))
        else:
            self._waiting.append((self._line, event))

    def _settle(self) -> None:
        """The attributes of a case hold for its events, wherever they stand in it."""
        for line, event in self._waiting:
            whole = self._case | event
            self._keys.update(dict.fromkeys(whole))
            self.events.append((line, whole))
        self._case, self._waiting = {}, []


def _refuse(*_: object) -> NoReturn:
    raise Dangerous("the XML declares entities or a document type of its own, which event logs never need.")


def is_event_log(head: bytes) -> bool:
    """XML whose first element is a log."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text.startswith(b"<") and any(b"<" + name in text for name in _openings())


def _openings() -> Iterator[bytes]:
    yield from (b"log ", b"log>", b"xes:log ", b"log\n", b"log\r\n", b"log\t")
