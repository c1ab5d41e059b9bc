"""Does a call fit, and if not, why?"""

from typing import Any

import msgspec

from instep.sources.events import fitting
from instep.sources.events.call import Call, Judged, Refusal, digest, micros
from instep.sources.events.clocks import Unclear, happened_at, moment, moment_if_clear
from instep.sources.events.envelope import KEY_NAMES, Parts, parts_of, value_of
from instep.sources.events.fitting import Unfit
from instep.sources.events.keeping import Salt, kept
from instep.sources.events.keys import NOBODY
from instep.sources.events.sending import Sending

encoded = msgspec.json.Encoder().encode


def judged(
    raw: bytes, sending: Sending, salt: Salt, path_type: str | None = None, shared: Parts | None = None
) -> Judged:
    """A call that can be kept, or a refusal that says why not."""
    said: Any = None
    try:
        fitting.sized(raw)
        said = _value(raw)
        return _call(fitting.shaped(said, raw), raw, sending, salt, path_type, shared or {})
    except (Unfit, Unclear) as unfit:
        return refusal(raw, said, sending, path_type, str(unfit))


def refusal(raw: bytes, said: Any, sending: Sending, path_type: str | None, why: str) -> Refusal:
    known: dict[str, Any] = said if isinstance(said, dict) else {}
    texts = {name: str(value)[:200] if (value := known.get(name)) else None for name in ("type", "event", "name")}
    return Refusal(
        source=sending.key.source,
        key_id=sending.key.key_id,
        trust=sending.key.trust,
        received_at=micros(sending.received_at),
        sent_at=sending.sent_at,
        type=path_type or texts["type"],
        name=texts["event"] or texts["name"],
        message_id=str(known["messageId"])[:200] if known.get("messageId") else None,
        why=why,
        request=encoded(sending.request.to_dict()),
        said=_keyless(raw),
    )


def _call(said: dict[str, Any], raw: bytes, sending: Sending, salt: Salt, path_type: str | None, shared: Parts) -> Call:
    _may_send(sending)
    type_ = fitting.type_of(said, path_type)
    fitting.ids(said)
    fitting.complete(said, type_)
    message_id = fitting.message_id(said) or _own_id(said, sending, type_)
    whole = fitting.completed(_completed(raw, said, type_, message_id, shared))
    found = kept(whole, said, sending, salt, type_)
    told = {"at": _happened(said, sending), **found.told}
    return Call(
        source=sending.key.source,
        key_id=sending.key.key_id,
        trust=sending.key.trust,
        received_at=micros(sending.received_at),
        message_id=message_id,
        type=type_,
        name=fitting.name_of(said, type_),
        told=encoded({name: value for name, value in told.items() if value}),
        said=found.said,
        digest=digest(sending.key.source, message_id),
    )


def _may_send(sending: Sending) -> None:
    if sending.key.key_id == NOBODY.key_id:
        raise Unfit("the write key is unknown")
    if sending.key.is_revoked:
        raise Unfit("its key was revoked")
    if not sending.key.allows(sending.request.origin):
        raise Unfit(f"its key is not for the website {sending.request.origin or 'of a sender that names none'}")


def _value(raw: bytes) -> Any:
    try:
        return value_of(raw)
    except (ValueError, RecursionError) as error:
        raise Unfit(f"is not valid JSON: {error}") from error


def _happened(said: dict[str, Any], sending: Sending) -> str:
    said_at = moment(said.get("originalTimestamp"), "originalTimestamp") or moment(said.get("timestamp"), "timestamp")
    sent_at = moment_if_clear(said.get("sentAt")) or moment_if_clear(sending.sent_at)
    return happened_at(said_at, sent_at, sending.received_at).isoformat()


def _own_id(said: dict[str, Any], sending: Sending, type_: str) -> str:
    """Without a messageId the content names the call, and its day where it does not say when it happened."""
    content = {name: value for name, value in said.items() if name not in ("sentAt", "messageId", *KEY_NAMES)}
    day = "" if said.get("timestamp") or said.get("originalTimestamp") else f"{sending.received_at:%Y-%m-%d}"
    return "instep-" + digest(type_, day, msgspec.json.encode(content, order="sorted")).hex()


def _completed(raw: bytes, said: dict[str, Any], type_: str, message_id: str, shared: Parts) -> bytes:
    """The call's own bytes where it is whole; else with type, messageId and what its batch says for all."""
    has_key = any(name in said for name in KEY_NAMES)
    is_whole = said.get("type") == type_ and said.get("messageId") == message_id and not has_key
    if is_whole and not any(name not in said for name in shared):
        return raw
    parts = {name: value for name, value in parts_of(raw).items() if name not in KEY_NAMES}
    parts |= {name: value for name, value in shared.items() if name not in said}
    own = {"type": msgspec.Raw(encoded(type_)), "messageId": msgspec.Raw(encoded(message_id))}
    return encoded(parts | own)


def _keyless(raw: bytes) -> bytes:
    """A secret key is nowhere kept, not even in quarantine."""
    try:
        parts = parts_of(raw)
    except (ValueError, RecursionError):
        return raw
    return raw if not parts.keys() & set(KEY_NAMES) else encoded({k: v for k, v in parts.items() if k not in KEY_NAMES})
