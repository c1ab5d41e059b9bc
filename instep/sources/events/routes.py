"""Which address takes what?"""

from dataclasses import dataclass

BATCH_LIMIT = 500 * 1024
POSTHOG_LIMIT = 5 * 1024 * 1024
"""What its SDKs put into one batch; each event has the same limit as elsewhere."""

SHORT = {"i": "identify", "t": "track", "p": "page", "s": "screen", "g": "group", "a": "alias"}
SINGLE = SHORT | {name: name for name in SHORT.values()}


@dataclass(frozen=True)
class Route:
    dialect: str
    """segment, posthog, or nothing where calls are answered and not kept."""
    type: str | None = None
    """What the address says about the call's type."""
    limit: int = BATCH_LIMIT


ROUTES = {
    **{f"/v1/{name}": Route("segment", type_) for name, type_ in SINGLE.items()},
    **{f"/v1/{name}": Route("segment") for name in ("batch", "b", "import")},
    "/beacon/v1/batch": Route("segment"),
    **{f"/{name}": Route("posthog", limit=POSTHOG_LIMIT) for name in ("batch", "capture", "e", "track", "i/v0/e")},
    **{f"/{name}": Route("nothing") for name in ("v1/m", "flags", "decide")},
}


def route(path: str) -> Route | None:
    return ROUTES.get(path.rstrip("/"))
