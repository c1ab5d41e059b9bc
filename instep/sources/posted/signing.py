"""Did whom we know send this, just now, and not once more?

Standard Webhooks (headers webhook-id, webhook-timestamp, webhook-signature), or a shared secret: the HMAC-SHA256 of the
body in a header, in hex or base64, with or without "sha256=" before it; with a header for the moment, of "moment.body".
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

NONE, STANDARD, HMAC = "none", "standard", "hmac"
TOLERANCE_SECONDS = 300


class NotSigned(Exception):
    """It can't be from whom we know; the sentence says why."""


@dataclass(frozen=True)
class Lock:
    scheme: str = NONE
    secret: str = ""
    signature_header: str = "x-signature"
    moment_header: str = ""


def fresh_id(lock: Lock, headers: Mapping[str, str], body: bytes, now: datetime) -> str:
    """What a proved message is known by; the same one sent again has the same. Empty: no way to tell."""
    if lock.scheme == STANDARD:
        return _standard(lock, headers, body, now)
    return _shared(lock, headers, body, now) if lock.scheme == HMAC else ""


def _standard(lock: Lock, headers: Mapping[str, str], body: bytes, now: datetime) -> str:
    _just_now(headers.get("webhook-timestamp", ""), now)
    try:
        Webhook(lock.secret).verify(body, dict(headers), json_parse=False)
    except WebhookVerificationError as error:
        raise NotSigned(f"its Standard Webhooks signature does not fit ({error})") from error
    except ValueError as error:
        raise NotSigned(f"its signature can't be checked ({error})") from error
    return headers["webhook-id"][:200]


def _shared(lock: Lock, headers: Mapping[str, str], body: bytes, now: datetime) -> str:
    given = headers.get(lock.signature_header.lower(), "").strip()
    if not given:
        raise NotSigned(f"the header {lock.signature_header} with its signature is missing")
    signed = body
    if lock.moment_header:
        moment = headers.get(lock.moment_header.lower(), "").strip()
        _just_now(moment, now)
        signed = f"{moment}.".encode() + body
    digest = hmac.new(lock.secret.encode(), signed, hashlib.sha256).digest()
    bare = given.partition("=")[2] if given.lower().startswith(("sha256=", "v1=")) else given
    if not any(hmac.compare_digest(bare.encode(), each) for each in _spellings(digest)):
        raise NotSigned(f"its signature in {lock.signature_header} does not fit the secret")
    return hashlib.sha256(digest).hexdigest()


def _spellings(digest: bytes) -> tuple[bytes, ...]:
    return digest.hex().encode(), digest.hex().upper().encode(), base64.b64encode(digest)


def _just_now(moment: str, now: datetime) -> None:
    try:
        seconds = float(moment)
    except ValueError:
        raise NotSigned("it does not say when it was sent, in seconds since 1970") from None
    if not abs(now.timestamp() - seconds) <= TOLERANCE_SECONDS:
        raise NotSigned(f"it was sent more than {TOLERANCE_SECONDS // 60} minutes from now: it may be a copy")
