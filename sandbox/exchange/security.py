"""Who is asking, and may they: keys, addresses, rights, time windows and signatures."""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from sandbox.exchange.errors import Refusal, illegal, missing
from sandbox.exchange.keys import ApiKey
from sandbox.exchange.routes import Route
from sandbox.exchange.venue import Venue

DEFAULT_WINDOW = 5_000  # ms
LONGEST_WINDOW = 60_000  # ms
AHEAD = 1_000  # ms a timestamp may be ahead of the server's time
MICROSECONDS = 10**14  # a greater timestamp is in microseconds
SIGNING = ("timestamp", "signature", "recvWindow")


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """What a request brings to prove who sent it."""

    api_key: str | None
    payload: str | None  # the text that was signed; None was not percent-encoded
    sent: Mapping[str, str] = field(repr=False)
    ip: str
    family: str  # spot or futures: the text of -2015 differs
    session: ApiKey | None = None  # logged on: the timestamp alone is enough


def authenticate(venue: Venue, route: Route, claim: Claim) -> ApiKey | None:
    """Check everything a route wants and give the key. Fails with -1021, -1022, -2014, -2015."""
    if not route.security.wants_key:
        return None
    key = claim.session or find_key(venue, claim)
    if not key.rights.names()[route.right]:
        raise refused_key(claim)
    if route.security.wants_signature:
        check_time(claim.sent, venue.time.ms())
        if claim.session is None:
            check_signature(key, claim)
    return key


def find_key(venue: Venue, claim: Claim) -> ApiKey:
    """Find the key, valid for this address. Fails with -2014 and -2015."""
    if not claim.api_key or not re.fullmatch(r"[A-Za-z0-9]{64}", claim.api_key):
        raise Refusal(-2014, "API-key format invalid.", 401)
    key = venue.keys.find(claim.api_key)
    if key is None or not key.admits(claim.ip):
        raise refused_key(claim)
    return key


def refused_key(claim: Claim) -> Refusal:
    """Refuse a key without saying which of the three reasons it is."""
    message = "Invalid API-key, IP, or permissions for action"
    end = f", request ip: {claim.ip}" if claim.family == "futures" else "."
    return Refusal(-2015, message + end, 401)


def check_time(sent: Mapping[str, str], now_ms: int) -> None:
    """Check the timestamp against the receiving window. Fails with -1021, -1100, -1102."""
    stamp = sent.get("timestamp")
    if not stamp:
        raise missing("timestamp")
    if not re.fullmatch(r"[0-9]{1,20}", stamp):
        raise illegal("timestamp", r"^[0-9]{1,20}$")
    moment = Decimal(stamp) / 1000 if int(stamp) > MICROSECONDS else Decimal(stamp)
    if moment >= now_ms + AHEAD:
        raise Refusal(-1021, "Timestamp for this request was 1000ms ahead of the server's time.")
    if now_ms - moment > receiving_window(sent):
        raise Refusal(-1021, "Timestamp for this request is outside of the recvWindow.")


def receiving_window(sent: Mapping[str, str]) -> Decimal:
    """Give the window a caller allows, in ms. Fails with -1100 and -1102."""
    asked = sent.get("recvWindow", str(DEFAULT_WINDOW))
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,3})?", asked):
        raise illegal("recvWindow", r"^([0-9]{1,9})(\.[0-9]{1,3})?$")
    if Decimal(asked) > LONGEST_WINDOW:
        raise Refusal(
            -1102,
            f"'recvWindow' contains unexpected value. Cannot be greater than '{LONGEST_WINDOW}'.",
        )
    return Decimal(asked)


def check_signature(key: ApiKey, claim: Claim) -> None:
    """Check the signature over the text as it was sent. Fails with -1022 and -1102."""
    signature = claim.sent.get("signature")
    if not signature:
        raise missing("signature")
    if claim.payload is None or not verifies(key, claim.payload.encode(), signature):
        raise Refusal(-1022, "Signature for this request is not valid.")


def verifies(key: ApiKey, payload: bytes, signature: str) -> bool:
    """Tell whether a signature belongs to the payload: hex for HMAC, base64 for key pairs."""
    if key.public_key is None:
        made = hmac.new((key.secret or "").encode(), payload, hashlib.sha256).hexdigest()
        return hmac.compare_digest(made.encode(), signature.lower().encode())
    try:
        raw = base64.b64decode(signature, validate=True)
        if isinstance(key.public_key, Ed25519PublicKey):
            key.public_key.verify(raw, payload)
        else:
            key.public_key.verify(raw, payload, PKCS1v15(), SHA256())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def rest_payload(query: str, body: str) -> str | None:
    """Give the text a REST caller must have signed: query and body as sent, without a separator.

    None when it was not percent-encoded; then no signature is valid.
    """
    if re.search(r"[^\x21-\x7e]|[\"<>\[\]{}\\^`|]", query + body):
        return None
    return _unsigned(query) + _unsigned(body)


def socket_payload(params: Mapping[str, str]) -> str:
    """Give the text a WebSocket API caller must have signed: sorted by name, not encoded."""
    names = sorted(name for name in params if name != "signature")
    return "&".join(f"{name}={params[name]}" for name in names)


def _unsigned(text: str) -> str:
    return "&".join(part for part in text.split("&") if not part.startswith("signature="))
