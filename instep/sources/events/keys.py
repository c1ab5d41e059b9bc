"""Which write keys are there, and what may whoever holds one do?

People make keys in the browser (`WriteKey`); the collector, which knows no database of decisions, reads them from a
file that is written anew at each change. A key itself is never in it, only its hash.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from instep.sources.trust import PUBLIC
from instep.warehouse.home import Home


@dataclass(frozen=True)
class Key:
    key_id: str
    source: str
    trust: str
    origins: tuple[str, ...] = ()
    """Websites that may use it, such as https://www.example.com; any when there is none."""
    is_cookieless: bool = False
    address: str = "drop"
    """What becomes of a visitor's IP address: drop, shorten or keep."""
    is_revoked: bool = False

    @property
    def is_public(self) -> bool:
        return self.trust == PUBLIC

    def allows(self, origin: str | None) -> bool:
        return not self.origins or not self.is_public or (origin or "").rstrip("/").lower() in self.origins


NOBODY = Key("unknown", "unknown", PUBLIC)
"""Stands for whoever sends with a key that we did not make."""


def hashed(key: str) -> str:
    return sha256(key.encode("utf-8", "replace")).hexdigest()


def keys_file(home: Home) -> Path:
    return home.path / "events" / "keys.json"


def write_keys(home: Home, keys: Iterable[tuple[str, Key]]) -> None:
    """Hand the keys (with their hashes) to the collector; it sees them at its next request."""
    path = keys_file(home)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".keys.{os.getpid()}")
    fresh.write_text(json.dumps({mark: asdict(key) for mark, key in keys}, indent=1), encoding="utf-8")
    fresh.replace(path)


class Keyring:
    """The keys in force, read again whenever their file changes."""

    def __init__(self, home: Home) -> None:
        self._file = keys_file(home)
        self._stamp: tuple[int, int] | None = None
        self._keys: dict[str, Key] = {}

    def find(self, key: str) -> Key | None:
        self._look()
        return self._keys.get(hashed(key))

    def of_id(self, key_id: str) -> Key | None:
        self._look()
        return next((key for key in self._keys.values() if key.key_id == key_id), None)

    def _look(self) -> None:
        try:
            found = self._file.stat()
        except FileNotFoundError:
            return
        stamp = (found.st_mtime_ns, found.st_ino)
        if stamp != self._stamp:
            said: dict[str, dict[str, Any]] = json.loads(self._file.read_text(encoding="utf-8"))
            self._keys = {mark: Key(**(each | {"origins": tuple(each["origins"])})) for mark, each in said.items()}
            self._stamp = stamp
