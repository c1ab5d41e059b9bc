"""How are visitors told apart today and by nobody tomorrow?"""

import secrets
from datetime import datetime, timedelta
from hashlib import blake2b

from instep.sources.events.store import connected
from instep.warehouse.home import Home


class Salts:
    """One a day, the same for all processes of this home; those of earlier days are forgotten."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._known: dict[str, bytes] = {}

    def __call__(self, at: datetime) -> bytes:
        day = f"{at:%Y-%m-%d}"
        if day not in self._known:
            self._known = {day: self._agreed(day, f"{at - timedelta(days=1):%Y-%m-%d}")}
        return self._known[day]

    def _agreed(self, day: str, yesterday: str) -> bytes:
        connection = connected(self._home)
        try:
            connection.execute("insert or ignore into salt values (?, ?)", (day, secrets.token_bytes(16)))
            connection.execute("delete from salt where on_day < ?", (yesterday,))
            return bytes(connection.execute("select salt from salt where on_day = ?", (day,)).fetchone()["salt"])
        finally:
            connection.close()


def visitor(salt: bytes, source: str, address: str, agent: str) -> str:
    """The same browser at the same address on the same day; the salt is thrown away, and with it the way back."""
    parts = "\n".join((source, address, agent)).encode("utf-8", "replace")
    return f"today-{blake2b(parts, key=salt, digest_size=16).hexdigest()}"
