"""What do PostHog's SDKs say, in the words of our wire format?"""

from typing import Any

import msgspec
from msgspec import Raw

from instep.sources.events.envelope import parts_of, value_of

encoded = msgspec.json.Encoder().encode
TYPES = {
    "$pageview": "page",
    "$screen": "screen",
    "$identify": "identify",
    "$create_alias": "alias",
    "$groupidentify": "group",
    "$set": "identify",
}
PAGE = {"$current_url": "url", "$referrer": "referrer", "$title": "title", "$pathname": "path", "title": "title"}
CAMPAIGN = {
    "utm_source": "source",
    "utm_medium": "medium",
    "utm_campaign": "name",
    "utm_content": "content",
    "utm_term": "term",
}


def in_our_words(raw: bytes) -> bytes:
    """The same call with our names; what can't be read is left as it is, to be refused with its reason."""
    try:
        parts, said = parts_of(raw), value_of(raw)
    except (ValueError, RecursionError):
        return raw
    if not isinstance(said, dict) or not isinstance(said.get("event"), str):
        return raw
    properties = said.get("properties")
    words = _words(said, properties if isinstance(properties, dict) else {})
    kept = {"properties": parts["properties"]} if "properties" in parts else {}
    return encoded({name: Raw(encoded(value)) for name, value in words.items() if value not in (None, {}, "")} | kept)


def _words(said: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    type_ = TYPES.get(said["event"], "track")
    return {
        "type": type_,
        "event": said["event"] if type_ == "track" else None,
        "name": properties.get("$screen_name") or properties.get("title") if type_ in ("page", "screen") else None,
        "messageId": said.get("uuid") or properties.get("$insert_id"),
        "timestamp": said.get("timestamp"),
        "sentAt": said.get("sent_at"),
        "traits": _traits(said, properties) if type_ in ("identify", "group") else None,
        "context": _context(properties),
        **_who(said, properties, type_),
    }


def _who(said: dict[str, Any], properties: dict[str, Any], type_: str) -> dict[str, Any]:
    """A distinct id is the browser's own until the person is identified."""
    distinct = said.get("distinct_id") or properties.get("distinct_id")
    browser = properties.get("$anon_distinct_id") or properties.get("$device_id")
    if type_ == "alias":
        return {"userId": properties.get("alias") or distinct, "previousId": distinct}
    if type_ == "group":
        return {"userId": distinct, "groupId": properties.get("$group_key"), "anonymousId": browser}
    is_known = properties.get("$is_identified") is not False and distinct != browser
    is_known = is_known and properties.get("$process_person_profile") is not False
    return {"userId": distinct, "anonymousId": browser} if is_known else {"anonymousId": distinct}


def _traits(said: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for place in (properties.get("$set_once"), said.get("$set"), properties.get("$set"), properties.get("$group_set")):
        found |= place if isinstance(place, dict) else {}
    return found


def _context(properties: dict[str, Any]) -> dict[str, Any]:
    page = {ours: properties[theirs] for theirs, ours in PAGE.items() if properties.get(theirs)}
    campaign = {ours: properties[theirs] for theirs, ours in CAMPAIGN.items() if properties.get(theirs)}
    library = {"name": properties.get("$lib"), "version": properties.get("$lib_version")}
    found = {"page": page, "campaign": campaign, "userAgent": properties.get("$raw_user_agent")}
    found |= {"library": library if library["name"] else None, "ip": properties.get("$ip")}
    return {name: value for name, value in found.items() if value}
