"""Signing over the wire: what arrives is exactly what was signed, anew for each attempt."""

from base64 import b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from yarl import URL

from binance.client import BinanceClient
from binance.credentials import Credentials, KeyType, generate_ed25519
from binance.exceptions import MissingCredentials, RequestInvalid
from binance.private.spot import SpotAccount
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Request, Security, WireRequest
from tests.binance.conftest import OpenClient
from tests.binance.manual_time import MIDNIGHT, ManualTime
from tests.binance.scripted_server import DROP, Answer, ScriptedServer

TRADES = Answer("[]")


async def test_signed_call(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """Key in the header; window, timestamp and, last, the signature of all before in the query."""
    server.script(TRADES)
    await client.account(credentials).spot.my_trades("BTCUSDT", limit=10)
    (seen,) = server.seen
    payload, _, signature = seen.query.partition("&signature=")

    assert payload == (f"symbol=BTCUSDT&limit=10&recvWindow=5000&timestamp={int(MIDNIGHT * 1000)}")
    assert signature == credentials.sign(payload.encode())
    assert seen.headers["x-mbx-apikey"] == credentials.api_key


async def test_call_without_parameters(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """Without parameters of its own a signed query begins with the window."""
    server.script(Answer("[]"))
    await client.account(credentials).wallet.user_assets()

    assert server.seen[0].query.startswith("recvWindow=5000&timestamp=")


async def test_signed_bytes_arrive_unchanged(client: BinanceClient, server: ScriptedServer) -> None:
    """Non-ASCII symbols and base64 signatures reach the server byte for byte as signed."""
    pair = generate_ed25519()
    server.script(TRADES)
    credentials = Credentials("key", pair.private_pem, KeyType.ED25519)
    await client.account(credentials).spot.my_trades("币安人生USDT")
    (seen,) = server.seen
    payload = seen.query.partition("&signature=")[0]
    public = load_pem_public_key(pair.public_pem.encode())

    assert payload.startswith("symbol=%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9FUSDT&")
    assert isinstance(public, Ed25519PublicKey)
    public.verify(b64decode(seen.parameters["signature"]), payload.encode())


async def test_each_attempt_is_signed_anew(
    client: BinanceClient, server: ScriptedServer, now: ManualTime, credentials: Credentials
) -> None:
    """A repeated read carries a later timestamp and another signature."""
    server.script(DROP, TRADES)
    await client.account(credentials).spot.my_trades("BTCUSDT")
    first, second = (seen.parameters for seen in server.seen)

    assert now.pauses
    assert int(first["timestamp"]) < int(second["timestamp"])
    assert first["signature"] != second["signature"]


async def test_what_is_sent_prints_no_secret(credentials: Credentials) -> None:
    """The values on their way show neither key nor signature when they are printed."""
    endpoint_of_trades = SpotAccount.my_trades.declaration.endpoint  # type: ignore[attr-defined] # set by `endpoint`
    request = Request(endpoint_of_trades, "symbol=A", 20, 0, credentials, 0.0)
    url = URL("https://x/?signature=planted", encoded=True)
    wire = WireRequest(request, url, {"X-MBX-APIKEY": "planted"})

    assert repr(wire) == "WireRequest(GET /api/v3/myTrades)"
    assert credentials.api_key not in repr(request)
    assert credentials.secret not in repr(request)


async def test_recv_window_is_a_setting(
    open_client: OpenClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """The window of the options is the one that is sent."""
    server.script(TRADES)
    async with open_client(recv_window=2500) as client:
        await client.account(credentials).spot.my_trades("BTCUSDT")

    assert server.seen[0].parameters["recvWindow"] == "2500"


async def test_public_call_carries_nothing(
    open_client: OpenClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """An endpoint that wants no key gets none, even when the bot has one."""
    server.script(Answer('{"symbol": "BTCUSDT", "price": "1"}'))
    async with open_client(credentials=credentials) as client:
        await client.spot.ticker_price("BTCUSDT")
    (seen,) = server.seen

    assert seen.query == "symbol=BTCUSDT"
    assert "x-mbx-apikey" not in seen.headers


class Keyed(ApiGroup):
    """An endpoint that wants a key and no signature."""

    __slots__ = ()

    @endpoint("GET", "/api/v3/historicalTrades", security=Security.MARKET_DATA)
    async def trades(self, symbol: str) -> list[str]:  # type: ignore[empty-body] # see endpoint
        """Give old trades."""


async def test_key_without_signature(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """MARKET_DATA puts the key into the header and signs nothing."""
    server.script(TRADES)
    await Keyed(client._pipeline, 0, credentials).trades("BTCUSDT")
    (seen,) = server.seen

    assert seen.headers["x-mbx-apikey"] == credentials.api_key
    assert seen.query == "symbol=BTCUSDT"


async def test_missing_key(client: BinanceClient, server: ScriptedServer) -> None:
    """Without a key an endpoint that wants one is never asked."""
    with pytest.raises(MissingCredentials, match="GET /api/v3/historicalTrades"):
        await Keyed(client._pipeline, 0, None).trades("BTCUSDT")

    assert server.seen == []


@pytest.mark.parametrize("symbol", ["", "\ud800"])
async def test_invalid_parameter(
    client: BinanceClient, server: ScriptedServer, symbol: str
) -> None:
    """What cannot be sent is refused here."""
    with pytest.raises(RequestInvalid) as caught:
        await client.spot.ticker_price(symbol)

    assert caught.value.parameter == "symbol"
    assert server.seen == []
