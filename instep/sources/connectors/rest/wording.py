"""How does a question become words: {names} filled in, moments written as the service wants them?"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

NAME = re.compile(r"\{(\w+)\}")
LIST = re.compile(r"\{(\w+):(list|ids)\}")


def filled(said: Any, known: Mapping[str, str]) -> Any:
    """The same with every {name} that is known filled in, however deep; {name:list} is a list of its words,
    {name:ids} of objects with them as ids."""
    if isinstance(said, str):
        if whole := LIST.fullmatch(said):
            words = known.get(whole[1], "").split(",")
            return words if whole[2] == "list" else [{"id": word} for word in words]
        return NAME.sub(lambda found: known.get(found[1], found[0]), said)
    if isinstance(said, Mapping):
        return {name: filled(each, known) for name, each in said.items()}
    if isinstance(said, list | tuple):
        return [filled(each, known) for each in said]
    return said


def moment(written: str) -> datetime:
    """A change as services write it: ISO, seconds or milliseconds since 1970."""
    if re.fullmatch(r"\d+(\.\d+)?", written):
        number = float(written)
        return datetime.fromtimestamp(number / 1000 if number > 1e11 else number, UTC)
    found = datetime.fromisoformat(written)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def written(at: datetime, how: str) -> str:
    match how:
        case "seconds":
            return str(int(at.timestamp()))
        case "milliseconds":
            return str(int(at.timestamp() * 1000))
        case "spaced":
            return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
