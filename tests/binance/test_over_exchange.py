"""Every first endpoint against the sandbox's exchange, over real sockets."""

import asyncio
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from binance.client import BinanceAccount, BinanceClient
from binance.credentials import Credentials, KeyType, generate_ed25519
from binance.enums import Interval, OrderStatus, SymbolStatus
from binance.exceptions import (
    KeyRejected,
    SignatureRejected,
    UnknownSymbol,
)
from sandbox.exchange import Exchange
from tests.binance.pretend import key_of


async def test_public_endpoints_of_spot(binance: BinanceClient, exchange: Exchange) -> None:
    """Prices, books, candles and trades come typed and agree with each other."""
    exchange.set_price("BTCUSDT", "68000.5")
    spot = binance.spot
    await spot.ping()
    time = (await spot.time()).server_time
    ticker = await spot.ticker_24h("BTCUSDT")
    book = await spot.book_ticker("BTCUSDT")
    depth = await spot.depth("BTCUSDT", limit=5)
    candles = await spot.klines(
        "BTCUSDT", Interval.HOUR_1, start_time=time - timedelta(hours=5), end_time=time, limit=3
    )

    assert time.utcoffset() == timedelta(0)
    assert (await spot.ticker_price("BTCUSDT")).price == ticker.last_price == Decimal("68000.5")
    assert book.bid_price < book.ask_price
    assert len(depth.bids) == len(depth.asks) == 5
    assert depth.bids[0][0] < depth.asks[0][0]
    assert [two.open_time - one.open_time for one, two in pairwise(candles)] == [
        timedelta(hours=1)
    ] * 2
    assert all(one.low <= one.open <= one.high for one in candles)
    assert len(await spot.trades("BTCUSDT", limit=7)) == 7
    assert (await spot.avg_price("BTCUSDT")).price > 0


async def test_lists_of_spot(binance: BinanceClient) -> None:
    """Several or all symbols come as lists, those with non-ASCII names among them."""
    spot = binance.spot
    info = await spot.exchange_info()
    names = {one.symbol for one in info.symbols}
    foreign = next(name for name in names if not name.isascii())
    some = ["BTCUSDT", foreign]

    assert [one.symbol for one in await spot.ticker_prices(some)] == sorted(some)
    assert {one.symbol for one in await spot.tickers_24h(some)} == set(some)
    assert {one.symbol for one in await spot.book_tickers(some)} == set(some)
    assert {one.symbol for one in await spot.ticker_prices()} <= names
    assert {one.symbol for one in await spot.tickers_24h()} <= names
    assert {one.symbol for one in await spot.book_tickers()} <= names
    assert (await spot.ticker_price(foreign)).symbol == foreign


async def test_rules_of_a_symbol(binance: BinanceClient) -> None:
    """Status, tick, step and least notional are at hand."""
    (symbol,) = (await binance.spot.exchange_info("BTCUSDT")).symbols
    both = await binance.spot.exchange_info(symbols=["BTCUSDT", "ETHUSDT"])

    assert symbol.status is SymbolStatus.TRADING
    assert (symbol.base_asset, symbol.quote_asset) == ("BTC", "USDT")
    assert symbol.tick_size is not None
    assert symbol.step_size is not None
    assert symbol.min_notional is not None
    assert {one.symbol for one in both.symbols} == {"BTCUSDT", "ETHUSDT"}


async def test_futures_and_system(binance: BinanceClient) -> None:
    """Mark prices, funding and the state of the system."""
    await binance.futures.ping()
    time = (await binance.futures.time()).server_time
    one = await binance.index.premium_index("BTCUSDT")
    every = await binance.index.premium_indexes()

    assert one.mark_price > 0
    assert one.last_funding_rate is not None
    assert abs(one.time - time) < timedelta(seconds=10)
    assert one.symbol in {each.symbol for each in every}
    assert (await binance.system.status()).normal


async def test_account(account: BinanceAccount) -> None:
    """Balances, open orders, trades and assets of one user."""
    held = await account.spot.account()
    worth_having = await account.spot.account(omit_zero_balances=True)
    orders = await account.spot.open_orders()
    some = await account.spot.open_orders(orders[0].symbol)
    trades = await account.spot.my_trades("BTCUSDT", limit=5)
    assets = await account.wallet.user_assets(need_btc_valuation=True)

    assert held.can_trade
    assert worth_having.balances
    assert all(one.total for one in worth_having.balances)
    assert {one.status for one in orders} <= {
        OrderStatus.NEW,
        OrderStatus.PARTIALLY_FILLED,
    }
    assert {one.symbol for one in some} == {orders[0].symbol}
    assert 0 < len(trades) <= 5
    again = await account.spot.my_trades("BTCUSDT", order_id=trades[0].order_id)
    assert trades[0] in again
    assert {one.asset for one in assets} == {one.asset for one in worth_having.balances}
    assert (await account.wallet.user_assets("BTC"))[0].asset == "BTC"


async def test_rights_of_a_key(binance: BinanceClient, exchange: Exchange) -> None:
    """What was ticked at Binance is what the model says."""
    issued = exchange.create_key("guest", enable_withdrawals=True, ip_restrict=["127.0.0.1"])
    assert issued.secret is not None
    credentials = Credentials(issued.api_key, issued.secret, KeyType.HMAC)
    rights = await binance.account(credentials).wallet.api_restrictions()

    assert rights.ip_restrict
    assert rights.enable_reading
    assert rights.enable_withdrawals
    assert not rights.enable_spot_and_margin_trading


async def test_ed25519_and_rsa_keys(binance: BinanceClient, exchange: Exchange) -> None:
    """Keys of every type are accepted by a server that checks signatures strictly."""
    ed25519 = generate_ed25519()
    rsa = generate_private_key(65537, 2048)
    rsa_private = rsa.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    rsa_public = (
        rsa.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    )
    for public, private, kind in (
        (ed25519.public_pem, ed25519.private_pem, KeyType.ED25519),
        (rsa_public, rsa_private, KeyType.RSA),
    ):
        issued = exchange.create_key("guest", public_key=public)
        credentials = Credentials(issued.api_key, private, kind)
        account = await binance.account(credentials).spot.account(omit_zero_balances=True)
        assert account.balances[0].asset == "USDT"


async def test_wrong_secret_and_revoked_key(binance: BinanceClient, exchange: Exchange) -> None:
    """A wrong secret and a key that is gone are told apart."""
    good = key_of(exchange)
    wrong = Credentials(good.api_key, "x" * 64, KeyType.HMAC)
    with pytest.raises(SignatureRejected):
        await binance.account(wrong).spot.account()
    exchange.revoke_key(good.api_key)
    with pytest.raises(KeyRejected) as caught:
        await binance.account(good).spot.account()

    assert caught.value.code == -2015


async def test_address_in_the_refusal_of_futures(
    binance: BinanceClient, exchange: Exchange
) -> None:
    """Futures name the address a refused call came from."""
    unknown = Credentials("x" * 64, "y" * 64, KeyType.HMAC)
    with pytest.raises(KeyRejected, match=r"request ip: 127\.0\.0\.1"):
        await binance.account(unknown).futures.order_rate_limits()
    assert exchange.requests[-1].path == "/fapi/v1/rateLimit/order"


async def test_unknown_symbol(binance: BinanceClient) -> None:
    """A symbol that does not exist is its own error."""
    with pytest.raises(UnknownSymbol) as caught:
        await binance.spot.ticker_price("NOSUCHTHING")

    assert caught.value.endpoint == "GET /api/v3/ticker/price"


async def test_weight_is_counted_as_the_server_counts(
    binance: BinanceClient, account: BinanceAccount, exchange: Exchange
) -> None:
    """After all sorts of calls our count is the server's, and every call was one request."""
    spot = binance.spot
    await asyncio.gather(
        spot.exchange_info(),
        spot.tickers_24h(),
        spot.tickers_24h(["BTCUSDT", "ETHUSDT"]),
        spot.book_tickers(),
        spot.ticker_price("BTCUSDT"),
        *(spot.depth("BTCUSDT", limit=limit) for limit in (5, 200, 600, 5000)),
        account.spot.account(),
        account.spot.open_orders(),
        account.spot.open_orders("BTCUSDT"),
        account.spot.my_trades("BTCUSDT"),
        return_exceptions=False,
    )
    ours = binance.health().weight["spot"].used
    theirs = exchange.venue.ledger.weight("spot")

    assert ours == theirs
    assert len(exchange.requests) == 13
