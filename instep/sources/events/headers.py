"""What do the headers of a request tell, and with which headers is it answered?"""

import base64
import binascii
from typing import Any

from instep.sources.events.sending import Request

Headers = dict[str, str]
SAFE_FOR = "86400"


def headers_of(scope: dict[str, Any]) -> Headers:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def request_of(scope: dict[str, Any], headers: Headers, is_behind_proxy: bool) -> Request:
    client = scope.get("client") or ("",)
    through = headers.get("x-forwarded-for", "").rsplit(",", 1)[-1].strip() if is_behind_proxy else ""
    return Request(
        origin=headers.get("origin"),
        agent=headers.get("user-agent", "")[:500],
        address=(through or str(client[0]))[:60],
        is_private=headers.get("sec-gpc") == "1" or headers.get("dnt") == "1",
    )


def key_in(headers: Headers) -> str | None:
    """The user name of Basic authentication, or a Bearer token."""
    scheme, _, rest = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip() or None
    if scheme.lower() != "basic":
        return None
    try:
        return base64.b64decode(rest.strip() + "==").decode("utf-8", "replace").partition(":")[0] or None
    except (binascii.Error, ValueError):
        return None


def cross_origin(headers: Headers) -> list[tuple[bytes, bytes]]:
    """Any website may send; what it may do with its key is said by the key."""
    origin = headers.get("origin")
    if not origin:
        return []
    asked = headers.get("access-control-request-headers", "content-type, authorization")
    return [
        (b"access-control-allow-origin", origin.encode("latin-1")),
        (b"access-control-allow-credentials", b"true"),
        (b"access-control-allow-methods", b"GET, POST, OPTIONS"),
        (b"access-control-allow-headers", asked.encode("latin-1")),
        (b"access-control-expose-headers", b"retry-after"),
        (b"access-control-max-age", SAFE_FOR.encode()),
        (b"vary", b"origin"),
    ]
