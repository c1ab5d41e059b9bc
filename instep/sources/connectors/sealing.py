"""How do credentials lie in the database so that a copy of it gives none of them away?

They are sealed with a key that lies elsewhere: in INSTEP_CONNECTION_KEY, or in a file of the home that only its owner
may read. The variable may name several keys: the first seals, all open, so that a key can be changed.
"""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from instep.warehouse.home import Home

VARIABLE = "INSTEP_CONNECTION_KEY"


class Unopenable(Exception):
    """The key is not the one that the credentials were sealed with."""


def sealed(home: Home, secrets: Mapping[str, str]) -> str:
    return _lock(home).encrypt(json.dumps(dict(secrets)).encode()).decode()


def opened(home: Home, text: str) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(_lock(home).decrypt(text.encode()))
    except InvalidToken as error:
        raise Unopenable("these credentials were sealed with another key: fill them in once more") from error
    return found


def without_secrets(text: str, secrets: Mapping[str, str]) -> str:
    """A message fit to be kept and shown."""
    parts = [part for secret in secrets.values() for part in _misplaced(secret)]
    for secret in sorted([*secrets.values(), *parts], key=len, reverse=True):
        text = text.replace(secret, "•••") if len(secret) >= 4 else text
    return text


def _misplaced(secret: str) -> list[str]:
    """Of an address without `user:password@`, what stands where the host and the port belong: it may be a password."""
    place = secret.partition("://")[2].partition("/")[0]
    return [] if "@" in place else [part for part in place.split(":") if not re.fullmatch(r"[\d.]*", part)]


def _lock(home: Home) -> MultiFernet:
    named = [key for key in os.environ.get(VARIABLE, "").replace(",", " ").split() if key]
    return MultiFernet([Fernet(key) for key in named or [_kept(home.path / "connection_key")]])


def _kept(path: Path) -> str:
    """The key in the home, made on first use; the first of several processes that start together wins."""
    if not path.exists():
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(Fernet.generate_key())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
