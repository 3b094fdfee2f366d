"""A plain client for tests: signs as Binance documents it, with nothing of the bot in it."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import aiohttp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from yarl import URL

from sandbox.exchange import Exchange


class HandClock:
    """A clock that tells what it was set to."""

    def __init__(self) -> None:
        self.now = 1_795_168_805.0  # 2026-11-20 10:00:05 UTC

    def __call__(self) -> float:
        """Give the time in seconds."""
        return self.now

    @property
    def ms(self) -> int:
        """Give the time in milliseconds."""
        return int(self.now * 1000)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the exchange."""

    status: int
    body: Any
    headers: Mapping[str, str]

    @property
    def code(self) -> int | None:
        """Give Binance's code of an error."""
        return self.body.get("code") if isinstance(self.body, dict) else None

    @property
    def used(self) -> int:
        """Give the weight of this minute as the headers tell it."""
        return int(self.headers["X-MBX-USED-WEIGHT-1M"])


class Caller:
    """Sends requests to an exchange, signed with one HMAC key."""

    def __init__(
        self, exchange: Exchange, http: aiohttp.ClientSession, api_key: str, secret: str
    ) -> None:
        self.exchange = exchange
        self.http = http
        self.api_key = api_key
        self.secret = secret

    async def get(self, path: str, **params: object) -> Reply:
        """Send an unsigned GET without a key."""
        return await self.send("GET", path, encode(params), {})

    async def signed(self, method: str, path: str, **params: object) -> Reply:
        """Send a signed request with a fresh timestamp."""
        params.setdefault("timestamp", self.exchange.venue.time.ms())
        payload = encode(params)
        signature = hmac_of(self.secret, payload)
        query = f"{payload}&signature={signature}"
        return await self.send(method, path, query, {"X-MBX-APIKEY": self.api_key})

    async def order(self, **params: object) -> Reply:
        """Place an order on BTCUSDT unless told otherwise."""
        return await self.signed("POST", "/api/v3/order", **{"symbol": "BTCUSDT"} | params)

    async def limit(self, side: str, price: str, quantity: str = "0.001", **more: object) -> Reply:
        """Place a LIMIT order that stays."""
        wanted = {"side": side, "type": "LIMIT", "timeInForce": "GTC", "price": price}
        return await self.order(**wanted | {"quantity": quantity} | more)

    async def send(
        self, method: str, path: str, query: str, headers: Mapping[str, str], body: str = ""
    ) -> Reply:
        """Send exactly this query, these headers and this form body."""
        on_futures = path.startswith(("/fapi", "/futures"))
        base = self.exchange.futures_url if on_futures else self.exchange.spot_url
        if path.startswith("/dapi"):
            base = self.exchange.coin_futures_url
        url = URL(f"{base}{path}?{query}" if query else base + path, encoded=True)
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        async with self.http.request(
            method,
            url,
            headers={**headers, **form},
            data=body.encode() or None,
            allow_redirects=False,
        ) as response:
            is_json = response.content_type == "application/json"
            answer = await response.json() if is_json else await response.text()
            return Reply(response.status, answer, response.headers)


def encode(params: Mapping[str, object]) -> str:
    """Write parameters percent-encoded."""
    return "&".join(f"{name}={quote(str(value), safe='')}" for name, value in params.items())


def hmac_of(secret: str, payload: str) -> str:
    """Sign with HMAC-SHA256 as hex."""
    return hmac.new(secret.encode(), payload.encode(), hashlib.sha256).hexdigest()


def public_pem(private: Ed25519PrivateKey) -> str:
    """Give the public key as one pastes it into API management."""
    shape = PublicFormat.SubjectPublicKeyInfo
    return private.public_key().public_bytes(Encoding.PEM, shape).decode()


def ed25519_of(private: Ed25519PrivateKey, payload: str) -> str:
    """Sign with Ed25519 as base64."""
    return base64.b64encode(private.sign(payload.encode())).decode()
