"""What does the collector answer?"""

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Answer:
    status: int
    said: dict[str, Any] | None = None
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)

    @cached_property
    def body(self) -> bytes:
        return json.dumps(self.said, ensure_ascii=False).encode() if self.said is not None else b""


TAKEN = Answer(200, {"success": True})
NOTHING = Answer(204)


class TurnedAway(Exception):
    """A request that is not taken at all: nothing in it was received, nothing acknowledged."""

    def __init__(self, status: int, why: str, retry_after: int | None = None) -> None:
        super().__init__(why)
        self.status, self.why, self.retry_after = status, why, retry_after

    @property
    def answer(self) -> Answer:
        wait = [(b"retry-after", str(self.retry_after).encode())] if self.retry_after else []
        return Answer(self.status, {"success": False, "code": self.status, "message": self.why}, wait)
