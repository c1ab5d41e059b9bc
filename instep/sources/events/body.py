"""What does a request's body hold, however it is packed, and never more than we asked for?"""

import zlib
from collections.abc import Awaitable, Callable
from typing import Any

GZIP = b"\x1f\x8b"
Receive = Callable[[], Awaitable[dict[str, Any]]]


class TooLarge(Exception):
    pass


class Broken(Exception):
    """Cut off, or packed wrongly."""


async def body(receive: Receive, limit: int) -> bytes:
    """All of it; gzip is recognised by its first bytes, and unpacked no further than the limit."""
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise Broken("the request was cut off")
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > limit:
            raise TooLarge
        if not message.get("more_body", False):
            break
    whole = b"".join(parts)
    return unpacked(whole, limit) if whole[:2] == GZIP else whole


def unpacked(packed: bytes, limit: int) -> bytes:
    parts, size = [], 0
    while packed:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            parts.append(unpacker.decompress(packed, limit + 1 - size))
        except zlib.error as error:
            raise Broken(f"the gzip is damaged: {error}") from error
        size += len(parts[-1])
        if size > limit:
            raise TooLarge
        if not unpacker.eof:
            raise Broken("the gzip breaks off")
        packed = unpacker.unused_data
    return b"".join(parts)
