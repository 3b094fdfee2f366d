"""Answers of calls by name: plain values, every digit, typed errors."""

import pytest

from binance.catalogue import Catalogue
from binance.client import BinanceAccount, BinanceClient
from binance.exceptions import (
    ApiError,
    BinanceError,
    KeyRejected,
    UnknownSymbol,
    UnreadableAnswer,
)
from sandbox.exchange import Exchange
from tests.binance.catalogue.samples import sample
from tests.binance.scripted_server import DROP, Answer, ScriptedServer


async def test_reads_are_repeated_and_writes_are_not(
    everything: BinanceAccount, server: ScriptedServer
) -> None:
    """A lost read is sent again; a lost write is the caller's to find out about, a GET too."""
    server.script(DROP, Answer("[]"))
    assert await everything.call("spot.open_orders") == []
    assert len(server.seen) == 2
    for name in ("wallet.bnb_burn", "staking.soft_staking_set"):
        server.seen.clear()
        server.script(DROP, Answer("{}"))
        row = Catalogue().find(name)
        given = {one: sample(parameter) for one, parameter in row.parameters.items()}
        with pytest.raises(BinanceError) as caught:
            await everything.call(name, **given)
        server.answers.clear()

        assert caught.value.outcome_unknown
        assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("1.10", "Decimal('1.10')"),
        ("[1e-8]", "[Decimal('1E-8')]"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ('"0.10000000"', "'0.10000000'"),
        ("null", "None"),
        ("[]", "[]"),
        ('{"code": 200, "msg": "success"}', "{'code': 200, 'msg': 'success'}"),
        ('[{"code": -2011, "msg": "x"}]', "[{'code': -2011, 'msg': 'x'}]"),
    ],
)
async def test_answers_keep_their_digits(
    body: str, value: str, client: BinanceClient, server: ScriptedServer
) -> None:
    """Plain values, exactly as sent; an error of one element stays the caller's to read."""
    server.script(Answer(body))

    assert repr(await client.call("spot.ping")) == value


@pytest.mark.parametrize(
    "body", ["", "<html>", "NaN", "[1", '"\ud800'.encode("utf-8", "replace").decode(), "[" * 5_000]
)
async def test_unreadable_answers(body: str, client: BinanceClient, server: ScriptedServer) -> None:
    """Whatever comes that is no JSON is one typed error."""
    server.otherwise = lambda _: Answer(body)
    with pytest.raises(UnreadableAnswer):
        await client.call("spot.ping")


async def test_error_hidden_in_an_answer(
    everything: BinanceAccount, server: ScriptedServer
) -> None:
    """Some of /sapi says no with a 200: it is the error it stands for."""
    server.script(Answer('{"code": -1121, "msg": "Invalid symbol."}'))
    with pytest.raises(UnknownSymbol):
        await everything.call("spot.klines", symbol="X", interval="1h")
    server.script(Answer('{"code": -9000, "msg": "no"}'))
    with pytest.raises(ApiError, match="-9000 no"):
        await everything.call("simple_earn.account")


async def test_against_the_exchange(
    binance: BinanceClient, account: BinanceAccount, exchange: Exchange
) -> None:
    """The pretend exchange, strict about signatures and parameters, answers calls by name."""
    price = await binance.call("spot.ticker_price", symbol="BTCUSDT")
    mark = await binance.call("GET /fapi/v1/premiumIndex", symbol="BTCUSDT")
    held = await account.call("spot.account", omit_zero_balances=True)
    assets = await account.call("wallet.asset_get_user_asset", asset="BTC")

    assert price["symbol"] == mark["symbol"] == "BTCUSDT"
    assert isinstance(price["price"], str)
    assert {one["asset"] for one in held["balances"]} >= {"BTC", "USDT"}
    assert [one["asset"] for one in assets] == ["BTC"]
    exchange.revoke_key(exchange.accounts["trader"].api_key)
    with pytest.raises(KeyRejected):
        await account.call("spot.account")
