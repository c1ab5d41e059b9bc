"""What does a posted body say? JSON or a form, whatever its header claims; each value is found under its path."""

import json
import re
from collections.abc import Iterator
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

LARGEST = 256 * 1024
MOST_OBJECTS = 100
MOST_PATHS = 500
LONGEST_LIST = 50
DEEPEST = 20
HONEY = "_honey"
HALF = re.compile("[\ud800-\udfff]")
"""Half a character: JSON can say it, and no text can hold it."""
Said = dict[str, str]


class Unreadable(ValueError):
    """A body that is neither JSON nor a form; the sentence says why."""


class TooMany(Unreadable):
    """More objects than one body may hold."""


def records(body: bytes, content_type: str) -> list[Said]:
    """One for each object that says anything. Values are text under paths such as `answers.0.email`."""
    found = _objects(body, content_type)
    if len(found) > MOST_OBJECTS:
        raise TooMany(f"it holds {len(found)} objects; send at most {MOST_OBJECTS} at once")
    if not found:
        raise Unreadable("nothing was sent")
    return [flat for each in found if (flat := _flat(each))]


def _objects(body: bytes, content_type: str) -> list[dict[str, Any]]:
    start = body.lstrip()[:1]
    if start in (b"{", b"["):
        return _of_json(body)
    if content_type.startswith("multipart/form-data"):
        return [_of_parts(body, content_type)]
    try:
        pairs = parse_qsl(body.decode("utf-8"), strict_parsing=bool(start), max_num_fields=MOST_PATHS)
    except ValueError as error:
        raise Unreadable(f"it is neither JSON nor a form ({error})") from error
    return [_of_pairs(pairs)] if pairs else []


def _of_json(body: bytes) -> list[dict[str, Any]]:
    try:
        said = json.loads(body, parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it begins like JSON and is not ({error})") from error
    found = said if isinstance(said, list) else [said]
    if not all(isinstance(each, dict) for each in found):
        raise Unreadable("its JSON is a list of something else than objects")
    return found


def _of_parts(body: bytes, content_type: str) -> dict[str, Any]:
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    if not message.is_multipart():
        raise Unreadable("its parts can't be told from each other")
    parts = [(part.get_param("name", header="content-disposition"), part) for part in message.iter_parts()]
    return _of_pairs([(str(name), _text(part)) for name, part in parts if name and not part.get_filename()])


def _text(part: Any) -> str:
    return bytes(part.get_payload(decode=True) or b"").decode("utf-8", "replace")


def _of_pairs(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """A name that comes several times holds all its values."""
    said: dict[str, str] = {}
    for name, value in pairs:
        said[name] = f"{said[name]}; {value}" if name in said else value
    return said


def _flat(value: dict[str, Any]) -> Said:
    flat: Said = {}
    for path, text in _paths(value, "", 0):
        if len(flat) >= MOST_PATHS:
            raise Unreadable(f"it says more than {MOST_PATHS} things")
        flat[HALF.sub("\ufffd", path)] = HALF.sub("\ufffd", text.replace("\0", ""))
    return flat


def _paths(value: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > DEEPEST:
        raise Unreadable("it is nested too deeply")
    inner: list[tuple[str, Any]] = []
    if isinstance(value, dict):
        inner = [(str(key), each) for key, each in value.items()]
    elif isinstance(value, list):
        inner = [(str(at), each) for at, each in enumerate(value[:LONGEST_LIST])]
    elif value is not None and path:
        yield path, value if isinstance(value, str) else json.dumps(value)
    for key, each in inner:
        yield from _paths(each, f"{path}.{key}" if path else key, depth + 1)
