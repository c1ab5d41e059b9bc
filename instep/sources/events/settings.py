"""What does a browser's SDK want to know before it sends anything?"""

import re
from typing import Any

from instep.sources.events.headers import Headers
from instep.sources.events.keys import Keyring

PROJECT = re.compile(r"^/v1/projects/([^/]{1,200})/settings$")
ALLOWED: dict[str, Any] = {"__default": {"enabled": True, "integrations": {}}}


def settings_of(path: str, scope: dict[str, Any], headers: Headers, keys: Keyring) -> dict[str, Any] | None:
    """The settings of @segment/analytics-next: send everything here, load nothing from elsewhere."""
    named = PROJECT.match(path)
    key = keys.find(named[1]) if named else None
    if named is None or key is None or not key.is_public:
        return None
    protocol = headers.get("x-forwarded-proto") or scope.get("scheme", "http")
    segment: dict[str, Any] = {
        "apiKey": named[1],
        "apiHost": f"{headers.get('host', 'localhost')}/v1",
        "protocol": "https" if protocol == "https" else "http",
        "unbundledIntegrations": [],
        "addBundledMetadata": True,
        "maybeBundledConfigIds": {},
    }
    return {
        "integrations": {"Segment.io": segment},
        "plan": {"track": ALLOWED, "identify": ALLOWED, "group": ALLOWED},
        "edgeFunction": {},
        "analyticsNextEnabled": True,
        "middlewareSettings": {},
        "enabledMiddleware": {},
        "metrics": {"sampleRate": 0},
        "legacyVideoPluginsEnabled": False,
        "remotePlugins": [],
    }
