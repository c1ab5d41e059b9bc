"""What is kept of a call, and what does the collector say about it?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from instep.sources.events.bots import is_bot
from instep.sources.events.envelope import value_of
from instep.sources.events.fitting import Unfit
from instep.sources.events.privacy import consent_of, wants_no_trace, with_address, without_trace
from instep.sources.events.sending import Sending
from instep.sources.events.visitors import visitor

encoded = msgspec.json.Encoder().encode
Salt = Callable[[datetime], bytes]
"""What the visitors of that day are told apart with."""


@dataclass(frozen=True, slots=True)
class Kept:
    said: bytes
    told: dict[str, Any]


def kept(whole: bytes, said: dict[str, Any], sending: Sending, salt: Salt, type_: str) -> Kept:
    key, request = sending.key, sending.request
    context = said.get("context") or {}
    consent = consent_of(context)
    agent = str(context.get("userAgent") or (request.agent if key.is_public else ""))
    is_private = wants_no_trace(key, request, consent)
    told = {"is_bot": is_bot(agent), "is_private": is_private, "consent": consent}
    if is_private:
        return Kept(_traceless(whole, context, sending, salt, agent, type_), told)
    seen = request.address if key.is_public else ""
    if context.get("ip") or (seen and key.address != "drop"):
        return Kept(encoded(with_address(value_of(whole), key.address, seen)), told)
    return Kept(whole, told)


def _traceless(whole: bytes, context: dict[str, Any], sending: Sending, salt: Salt, agent: str, type_: str) -> bytes:
    if type_ == "alias":
        raise Unfit("alias of a visitor who wants no trace: there is no lasting id to join")
    address = str(context.get("ip") or sending.request.address)
    today = visitor(salt(sending.received_at), sending.key.source, address, agent)
    return encoded(without_trace(value_of(whole), today))
