"""Keys, signatures, rights and the receiving window."""

import base64
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sandbox.exchange import Exchange, Rights, security
from sandbox.exchange.keys import ApiKey
from sandbox.exchange.security import rest_payload, socket_payload, verifies
from tests.sandbox.exchange.caller import (
    Caller,
    HandClock,
    ed25519_of,
    encode,
    hmac_of,
    public_pem,
)

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "binance" / "sign_vectors.json").read_text("utf-8")
)
ACCOUNT = "/api/v3/account"


@pytest.mark.parametrize(
    "vector",
    [one for one in VECTORS if one["alg"].startswith("HMAC") and "payload" in one],
    ids=lambda one: str(one["id"]),
)
def test_published_signatures_are_accepted(vector: dict[str, Any]) -> None:
    """Examples Binance publishes verify, and a changed byte does not."""
    key = ApiKey(
        api_key=vector["api_key"],
        account="trader",
        rights=Rights(),
        created_ms=0,
        secret=vector["secret"],
    )
    payload = vector["payload"].encode()
    signature = next(value for name, value in vector.items() if name.startswith("signature"))

    assert verifies(key, payload, signature)
    assert verifies(key, payload, signature.upper())
    assert not verifies(key, payload + b"1", signature)


async def test_good_signature(trader: Caller) -> None:
    """A signed request with the right key is carried out."""
    reply = await trader.signed("GET", ACCOUNT, omitZeroBalances="true")

    assert reply.status == 200
    assert {row["asset"] for row in reply.body["balances"]} >= {"BTC", "USDT", "币安人生"}
    assert trader.exchange.requests[-1].executed


async def test_control_of_the_signature(trader: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: without the check of the signature a forged request is carried out."""
    trader.secret = "forged"
    assert (await trader.signed("GET", ACCOUNT)).code == -1022
    monkeypatch.setattr(security, "verifies", lambda *_: True)

    assert (await trader.signed("GET", ACCOUNT)).status == 200


async def test_rights_change(exchange: Exchange, trader: Caller) -> None:
    """Rights and addresses of a key can be changed, as in API management."""
    keys = exchange.venue.keys
    keys.restrict(trader.api_key, rights=Rights(enable_reading=False))
    assert (await trader.signed("GET", ACCOUNT)).code == -2015
    keys.restrict(trader.api_key, rights=Rights(), ips=["203.0.113.9"])
    assert (await trader.signed("GET", ACCOUNT)).code == -2015
    keys.restrict(trader.api_key, ips=[])
    assert (await trader.signed("GET", ACCOUNT)).status == 200


async def test_signature_over_body_and_query(trader: Caller) -> None:
    """The signed text is query and body joined without a separator."""
    query = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC"
    body = f"quantity=0.001&price=60000&timestamp={trader.exchange.venue.time.ms()}"
    headers = {"X-MBX-APIKEY": trader.api_key}
    good = f"{body}&signature={hmac_of(trader.secret, query + body)}"
    joined = f"{body}&signature={hmac_of(trader.secret, f'{query}&{body}')}"

    assert (await trader.send("POST", "/api/v3/order", query, headers, good)).status == 200
    assert (await trader.send("POST", "/api/v3/order", query, headers, joined)).code == -1022


async def test_non_ascii_must_be_encoded_before_signing(trader: Caller) -> None:
    """Signing the raw text of a Chinese symbol is refused, signing the encoded text is not."""
    params = {"symbol": "币安人生USDT", "timestamp": trader.exchange.venue.time.ms()}
    raw = "&".join(f"{name}={value}" for name, value in params.items())
    query = f"{encode(params)}&signature={hmac_of(trader.secret, raw)}"
    refused = await trader.send(
        "GET", "/api/v3/openOrders", query, {"X-MBX-APIKEY": trader.api_key}
    )
    taken = await trader.signed("GET", "/api/v3/openOrders", symbol="币安人生USDT")

    assert refused.code == -1022
    assert taken.status == 200
    assert [order["symbol"] for order in taken.body] == ["币安人生USDT"]


def test_unencoded_text_has_no_payload() -> None:
    """Quotes and brackets as they are can never be signed; encoded they can."""
    assert rest_payload('symbols=["BTCUSDT"]', "") is None
    assert rest_payload("symbols=%5B%22BTCUSDT%22%5D&signature=x", "") == (
        "symbols=%5B%22BTCUSDT%22%5D"
    )


def test_socket_payload_is_sorted_and_raw() -> None:
    """Over the WebSocket API parameters are sorted by name and not encoded."""
    params = {"timestamp": "1", "symbol": "币安人生USDT", "apiKey": "k", "signature": "s"}

    assert socket_payload(params) == "apiKey=k&symbol=币安人生USDT&timestamp=1"


async def test_ed25519_key(exchange: Exchange, trader: Caller) -> None:
    """A key made from a public Ed25519 key is used with base64 signatures."""
    private = Ed25519PrivateKey.generate()
    issued = exchange.create_key("trader", public_key=public_pem(private))
    payload = encode({"timestamp": exchange.venue.time.ms()})
    headers = {"X-MBX-APIKEY": issued.api_key}
    signature = quote(ed25519_of(private, payload), safe="")
    query = f"{payload}&signature={signature}"
    bare = f"{payload}&signature={base64.b64encode(bytes(64)).decode()}"

    assert issued.secret is None
    assert (await trader.send("GET", ACCOUNT, query, headers)).status == 200
    assert (await trader.send("GET", ACCOUNT, bare, headers)).code == -1022


async def test_rsa_key(exchange: Exchange, trader: Caller) -> None:
    """A key made from a public RSA key is used with PKCS#1 v1.5 and SHA-256."""
    private = generate_private_key(65537, 2048)
    pem = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    issued = exchange.create_key("trader", public_key=pem.decode())
    payload = encode({"timestamp": exchange.venue.time.ms()})
    made = base64.b64encode(private.sign(payload.encode(), PKCS1v15(), SHA256())).decode()
    query = f"{payload}&signature={quote(made, safe='')}"

    assert (
        await trader.send("GET", ACCOUNT, query, {"X-MBX-APIKEY": issued.api_key})
    ).status == 200


async def test_public_key_of_another_kind(exchange: Exchange) -> None:
    """Only Ed25519 and RSA keys are taken."""
    with pytest.raises(ValueError, match="PEM"):
        exchange.create_key("trader", public_key="-----BEGIN NONSENSE-----")


@pytest.mark.parametrize(
    ("key", "status", "code"),
    [("", 401, -2014), ("short", 401, -2014), ("a" * 64, 401, -2015)],
)
async def test_bad_key(trader: Caller, key: str, status: int, code: int) -> None:
    """A missing or malformed key and an unknown one are told apart."""
    trader.api_key = key
    reply = await trader.signed("GET", ACCOUNT)

    assert (reply.status, reply.code) == (status, code)


async def test_revoked_key(exchange: Exchange, trader: Caller) -> None:
    """A deleted key is refused from then on."""
    exchange.revoke_key(trader.api_key)

    assert (await trader.signed("GET", ACCOUNT)).code == -2015


async def test_foreign_address_and_missing_right(exchange: Exchange, trader: Caller) -> None:
    """Another address and a missing right give the same answer as a wrong key."""
    elsewhere = exchange.create_key("trader", ip_restrict=("203.0.113.9",))
    reading = exchange.create_key("trader")
    trader.api_key, trader.secret = elsewhere.api_key, elsewhere.secret or ""
    assert (await trader.signed("GET", ACCOUNT)).code == -2015

    trader.api_key, trader.secret = reading.api_key, reading.secret or ""
    assert (await trader.signed("GET", ACCOUNT)).status == 200
    refused = await trader.limit("BUY", "60000")
    assert (refused.status, refused.code) == (401, -2015)


async def test_futures_name_the_address(trader: Caller) -> None:
    """On futures -2015 ends with the address of the caller."""
    trader.api_key = "a" * 64
    reply = await trader.signed("GET", "/fapi/v3/balance")

    assert reply.body["msg"].endswith(", request ip: 127.0.0.1")


@pytest.mark.parametrize(
    ("offset_ms", "window", "code"),
    [
        (0, None, None),
        (-5000, None, None),
        (-5001, None, -1021),
        (999, None, None),
        (1000, None, -1021),
        (-8000, "8000", None),
        (-101, "100.5", -1021),
        (0, "60000", None),
        (0, "60001", -1102),
        (0, "5s", -1100),
    ],
)
async def test_receiving_window(
    trader: Caller, clock: HandClock, offset_ms: int, window: str | None, code: int | None
) -> None:
    """A timestamp counts within the window, and less than a second ahead."""
    more = {} if window is None else {"recvWindow": window}
    reply = await trader.signed("GET", ACCOUNT, timestamp=clock.ms + offset_ms, **more)

    assert reply.code == code


async def test_microseconds_and_skew(exchange: Exchange, trader: Caller, clock: HandClock) -> None:
    """Microseconds are understood; a skewed server clock refuses the true time."""
    assert (await trader.signed("GET", ACCOUNT, timestamp=clock.ms * 1000)).status == 200

    exchange.venue.time.skew_ms = 30_000
    assert (await trader.signed("GET", ACCOUNT, timestamp=clock.ms)).code == -1021
    assert (await trader.get("/api/v3/time")).body == {"serverTime": clock.ms + 30_000}


@pytest.mark.parametrize("missing", ["timestamp", "signature"])
async def test_missing_parts(trader: Caller, clock: HandClock, missing: str) -> None:
    """Timestamp and signature are mandatory."""
    query = "" if missing == "timestamp" else f"timestamp={clock.ms}"
    reply = await trader.send("GET", ACCOUNT, query, {"X-MBX-APIKEY": trader.api_key})

    assert reply.code == -1102
    assert f"'{missing}'" in reply.body["msg"]


async def test_api_restrictions(exchange: Exchange, trader: Caller) -> None:
    """The rights of a key are told as they were given."""
    issued = exchange.create_key("guest", enable_withdrawals=True, enable_futures=True)
    trader.api_key, trader.secret = issued.api_key, issued.secret or ""
    body = (await trader.signed("GET", "/sapi/v1/account/apiRestrictions")).body

    assert body["enableWithdrawals"] is body["enableFutures"] is body["enableReading"] is True
    assert body["enableSpotAndMarginTrading"] is body["ipRestrict"] is False


def test_same_seed_same_keys() -> None:
    """The ready keys are the same each time, so a stored one stays valid."""
    first, second, other = Exchange(seed=7), Exchange(seed=7), Exchange(seed=8)

    assert first.accounts["trader"].secret == second.accounts["trader"].secret
    assert first.accounts["trader"].secret != other.accounts["trader"].secret
    assert first.accounts["trader"].secret not in repr(first.accounts["trader"])
