"""A signed message is believed once and in time; a copy, an old one and a forged one are not."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks.webhooks import Webhook

from instep.sources.posted.signing import HMAC, STANDARD, Lock, NotSigned, fresh_id

MINUTES = timedelta(minutes=6)
SECRET = "whsec_" + base64.b64encode(b"a secret of thirty-two bytes!!!!").decode()
BODY = b'{"email": "ana@acme.example"}'
LOCK = Lock(STANDARD, SECRET)
SHARED = Lock(HMAC, "a shared secret of ours", "X-Hub-Signature-256")


def now() -> datetime:
    """The library that checks looks at the clock itself, so a test's moment has to be this one."""
    return datetime.now(UTC).replace(microsecond=0)


def signed(
    body: bytes = BODY, later: timedelta = timedelta(0), id_: str = "msg_1", secret: str = SECRET
) -> dict[str, str]:
    at = now() + later
    signature = Webhook(secret).sign(id_, at, body.decode())
    return {"webhook-id": id_, "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signature}


def shared(body: bytes = BODY, secret: str = SHARED.secret) -> bytes:
    return hmac.new(secret.encode(), body, hashlib.sha256).digest()


def test_a_standard_webhook_is_known_by_its_id() -> None:
    assert fresh_id(LOCK, signed(), BODY, now()) == "msg_1"


def test_a_form_body_can_be_signed_too() -> None:
    assert fresh_id(LOCK, signed(b"email=ana"), b"email=ana", now()) == "msg_1"


OTHER = "whsec_" + base64.b64encode(b"another secret of 32 bytes......").decode()


@pytest.mark.parametrize(
    "made",
    [
        dict,
        lambda: signed(b'{"email": "eve@evil.example"}'),
        lambda: signed(secret=OTHER),
        lambda: signed(later=-MINUTES),
        lambda: signed(later=MINUTES),
        lambda: signed() | {"webhook-id": "msg_2"},
        lambda: signed() | {"webhook-timestamp": "nan"},
        lambda: signed() | {"webhook-signature": "v1,AAAA"},
        lambda: signed() | {"webhook-signature": ""},
        lambda: {name: value for name, value in signed().items() if name != "webhook-id"},
    ],
)
def test_a_forged_an_altered_and_an_old_webhook_are_refused(made: Callable[[], dict[str, str]]) -> None:
    with pytest.raises(NotSigned):
        fresh_id(LOCK, made(), BODY, now())


@pytest.mark.parametrize(
    "given",
    [shared().hex(), shared().hex().upper(), "sha256=" + shared().hex(), base64.b64encode(shared()).decode()],
)
def test_a_shared_secret_is_read_in_every_usual_spelling(given: str) -> None:
    assert fresh_id(SHARED, {"x-hub-signature-256": given}, BODY, now())


@pytest.mark.parametrize("given", ["", "sha256=", shared(secret="x").hex(), shared(b"other").hex(), "é"])
def test_a_wrong_signature_is_refused(given: str) -> None:
    with pytest.raises(NotSigned):
        fresh_id(SHARED, {"x-hub-signature-256": given}, BODY, now())


def test_with_a_moment_a_copy_is_too_old() -> None:
    lock = Lock(HMAC, SHARED.secret, "X-Signature", "X-Timestamp")
    moment = str(int(now().timestamp()))
    headers = {"x-signature": shared(f"{moment}.".encode() + BODY).hex(), "x-timestamp": moment}
    assert fresh_id(lock, headers, BODY, now()) == fresh_id(lock, headers, BODY, now())
    with pytest.raises(NotSigned, match="may be a copy"):
        fresh_id(lock, headers, BODY, now() + MINUTES)


def test_time_is_ours_to_say() -> None:
    with pytest.raises(NotSigned, match="may be a copy"):
        fresh_id(LOCK, signed(), BODY, now() + MINUTES)
