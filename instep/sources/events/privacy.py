"""What must not be kept of a call: whose visitor said no, and which addresses are nobody's business?

A visitor who sends Global Privacy Control or Do Not Track, or who granted no category of consent, is counted like one
of a website without cookies: no id of theirs outlives the day.
"""

import ipaddress
from typing import Any

from instep.sources.events.keys import Key
from instep.sources.events.sending import Request

DEVICE_IDS = ("id", "advertisingId", "token")
CONTEXT_IDS = ("ip", "device", "externalId", "sessionId")
LOCAL_IDS = ("$device_id", "$session_id", "$anon_distinct_id", "$window_id")


def consent_of(context: dict[str, Any]) -> dict[str, bool]:
    """Segment's way of saying it: the categories a visitor was asked about, and the answers."""
    consent = context.get("consent")
    found = consent.get("categoryPreferences") if isinstance(consent, dict) else None
    return {name: answer is True for name, answer in found.items()} if isinstance(found, dict) else {}


def wants_no_trace(key: Key, request: Request, consent: dict[str, bool]) -> bool:
    is_refused = bool(consent) and not any(consent.values())
    return key.is_cookieless or is_refused or (key.is_public and request.is_private)


def without_trace(said: dict[str, Any], visitor: str) -> dict[str, Any]:
    """The call of somebody who can't be told from others tomorrow: the day's visitor instead of any lasting id."""
    kept = {name: value for name, value in said.items() if name not in ("userId", "previousId")}
    context = dict(kept.get("context") or {})
    device = {name: value for name, value in _dict(context.get("device")).items() if name not in DEVICE_IDS}
    context = {name: value for name, value in context.items() if name not in CONTEXT_IDS}
    own = {name: value for name, value in _dict(kept.get("properties")).items() if name not in LOCAL_IDS}
    kept |= {"anonymousId": visitor, "context": context | ({"device": device} if device else {})}
    return kept | ({"properties": own} if "properties" in kept else {})


def with_address(said: dict[str, Any], way: str, seen: str) -> dict[str, Any]:
    """The visitor's IP address is left out, shortened to its network, or kept, as the key says."""
    context = dict(said.get("context") or {})
    address = shown(str(context.pop("ip", None) or seen), way)
    return said | {"context": context | ({"ip": address} if address else {})}


def shown(address: str, way: str) -> str:
    if way == "keep" or not address:
        return address
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    network = ipaddress.ip_network((found, 24 if found.version == 4 else 48), strict=False)
    return str(network.network_address) if way == "shorten" else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
