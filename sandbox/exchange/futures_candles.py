"""Candles of futures that are not of trades: of a pair, of mark and index prices, of premiums."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sandbox.exchange.bars import Bar
from sandbox.exchange.coin_contracts import CoinContract, coin_contract, contract_of_pair
from sandbox.exchange.klines import Row, candles
from sandbox.exchange.routes import Call
from sandbox.exchange.symbols import Perpetual
from sandbox.exchange.wire import as_tick, places

Price = Callable[[Decimal], str]  # the spot price to what the candle shows


def mark_klines(call: Call) -> Any:
    """Candles of the mark price of a contract."""
    contract = _named(call)
    return _bare(call, contract.spot, lambda spot: places(contract.price(spot)))


def premium_klines(call: Call) -> Any:
    """Candles of the premium of a contract over its index."""
    contract = _named(call)
    return _bare(call, contract.spot, lambda _: places(contract.basis - 1))


def index_klines(call: Call) -> Any:
    """Candles of the index price of a pair."""
    contract = _of_pair(call)
    return _bare(call, contract.spot, places)


def coin_klines(call: Call) -> Any:
    """Candles of the trades of a COIN-M contract."""
    return _of_coin(call, coin_contract(call.venue.market, call["symbol"], call.now_ms))


def coin_continuous(call: Call) -> Any:
    """Candles of the trades of a COIN-M pair over its contracts."""
    kind = call["contractType"]
    return _of_coin(call, contract_of_pair(call.venue.market, call["pair"], kind, call.now_ms))


def _of_coin(call: Call, contract: CoinContract) -> list[Row]:
    def write(start_ms: int, end_ms: int, bar: Bar) -> Row:
        prices = [contract.price(Decimal(price)) for price in bar[:4]]
        coins = Decimal(bar.volume) / 3
        count = contract.contracts(coins, prices[3])
        return [
            start_ms,
            *(as_tick(price, contract.tick) for price in prices),
            str(count),
            end_ms,
            places(coins),
            count % 5_000 + 1,
            str(count // 2),
            places(coins / 2),
            "0",
        ]

    return _rows(call, contract.spot, write)


def _bare(call: Call, spot: str, price: Price) -> list[Row]:
    def write(start_ms: int, end_ms: int, bar: Bar) -> Row:
        prices = [price(Decimal(one)) for one in bar[:4]]
        return [start_ms, *prices, "0", end_ms, "0", 60, "0", "0", "0"]

    return _rows(call, spot, write)


def _rows(call: Call, spot: str, write: Callable[[int, int, Bar], Row]) -> list[Row]:
    stall = call.venue.market.stall(spot)
    span = call.get("startTime"), call.get("endTime")
    return candles(stall.candles, call["interval"], span, call["limit"], (call.now_ms, write))


def _named(call: Call) -> Perpetual | CoinContract:
    name, market = call["symbol"], call.venue.market
    if name in market.perpetuals:
        return market.perpetual(name)
    return coin_contract(market, name, call.now_ms)


def _of_pair(call: Call) -> Perpetual | CoinContract:
    pair, market = call["pair"], call.venue.market
    if pair in market.perpetuals:
        return market.perpetual(pair)
    return contract_of_pair(market, pair, "PERPETUAL", call.now_ms)
