"""A signed message is believed once and in time; a copy, an old one and a forged one are not."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks.webhooks import Webhook

from instep.sources.posted.signing import HMAC, STANDARD, Lock, NotSigned, fresh_id

NOW = datetime.now(UTC).replace(microsecond=0)
SECRET = "whsec_" + base64.b64encode(b"a secret of thirty-two bytes!!!!").decode()
BODY = b'{"email": "ana@acme.example"}'
LOCK = Lock(STANDARD, SECRET)
SHARED = Lock(HMAC, "a shared secret of ours", "X-Hub-Signature-256")


def signed(body: bytes = BODY, at: datetime = NOW, id_: str = "msg_1", secret: str = SECRET) -> dict[str, str]:
    signature = Webhook(secret).sign(id_, at, body.decode())
    return {"webhook-id": id_, "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signature}


def shared(body: bytes = BODY, secret: str = SHARED.secret) -> bytes:
    return hmac.new(secret.encode(), body, hashlib.sha256).digest()


def test_a_standard_webhook_is_known_by_its_id() -> None:
    assert fresh_id(LOCK, signed(), BODY, NOW) == "msg_1"


def test_a_form_body_can_be_signed_too() -> None:
    assert fresh_id(LOCK, signed(b"email=ana"), b"email=ana", NOW) == "msg_1"


OTHER = "whsec_" + base64.b64encode(b"another secret of 32 bytes......").decode()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        signed(b'{"email": "eve@evil.example"}'),
        signed(secret=OTHER),
        signed(at=NOW - timedelta(minutes=6)),
        signed(at=NOW + timedelta(minutes=6)),
        signed() | {"webhook-id": "msg_2"},
        signed() | {"webhook-timestamp": "nan"},
        signed() | {"webhook-signature": "v1,AAAA"},
        signed() | {"webhook-signature": ""},
        {name: value for name, value in signed().items() if name != "webhook-id"},
    ],
)
def test_a_forged_an_altered_and_an_old_webhook_are_refused(headers: dict[str, str]) -> None:
    with pytest.raises(NotSigned):
        fresh_id(LOCK, headers, BODY, NOW)


@pytest.mark.parametrize(
    "given",
    [shared().hex(), shared().hex().upper(), "sha256=" + shared().hex(), base64.b64encode(shared()).decode()],
)
def test_a_shared_secret_is_read_in_every_usual_spelling(given: str) -> None:
    assert fresh_id(SHARED, {"x-hub-signature-256": given}, BODY, NOW)


@pytest.mark.parametrize("given", ["", "sha256=", shared(secret="x").hex(), shared(b"other").hex(), "é"])
def test_a_wrong_signature_is_refused(given: str) -> None:
    with pytest.raises(NotSigned):
        fresh_id(SHARED, {"x-hub-signature-256": given}, BODY, NOW)


def test_with_a_moment_a_copy_is_too_old() -> None:
    lock = Lock(HMAC, SHARED.secret, "X-Signature", "X-Timestamp")
    moment = str(int(NOW.timestamp()))
    headers = {"x-signature": shared(f"{moment}.".encode() + BODY).hex(), "x-timestamp": moment}
    assert fresh_id(lock, headers, BODY, NOW) == fresh_id(lock, headers, BODY, NOW)
    with pytest.raises(NotSigned, match="may be a copy"):
        fresh_id(lock, headers, BODY, NOW + timedelta(minutes=6))


def test_time_is_ours_to_say() -> None:
    with pytest.raises(NotSigned, match="may be a copy"):
        fresh_id(LOCK, signed(), BODY, NOW + timedelta(minutes=6))
