"""Trades between strangers on futures: they follow the tape of the spot symbol."""

from decimal import Decimal
from typing import Any

from sandbox.exchange.coin_contracts import CoinContract, coin_contract
from sandbox.exchange.errors import Refusal
from sandbox.exchange.routes import Call
from sandbox.exchange.symbols import Perpetual
from sandbox.exchange.tape import TapeTrade
from sandbox.exchange.wire import as_tick, places, short


def trades(call: Call) -> Any:
    """Trades from an id on, or the last ones."""
    contract = _named(call)
    kept = call.venue.market.stall(contract.spot).tape.trades
    if call.get("fromId") is not None:
        kept = [trade for trade in kept if trade.id >= call["fromId"]]
        return [_trade(contract, trade) for trade in kept[: call["limit"]]]
    return [_trade(contract, trade) for trade in kept[-call["limit"] :]]


def agg_trades(call: Call) -> Any:
    """Trades in aggregated form; here each stands for itself."""
    contract = _named(call)
    first, start, end = call.get("fromId"), call.get("startTime"), call.get("endTime")
    if first is not None and (start is not None or end is not None):
        raise Refusal(-1128, "Combination of optional parameters invalid.")
    kept = [
        trade
        for trade in call.venue.market.stall(contract.spot).tape.trades
        if (first is None or trade.id >= first)
        and (start is None or trade.time_ms >= start)
        and (end is None or trade.time_ms <= end)
    ]
    from_the_start = first is not None or start is not None
    kept = kept[: call["limit"]] if from_the_start else kept[-call["limit"] :]
    return [_agg_trade(contract, trade) for trade in kept]


def quantity(contract: Perpetual | CoinContract, coins: Decimal, price: Decimal) -> str:
    """Write an amount of coins as the contract counts it, at least one step."""
    if isinstance(contract, CoinContract):
        return str(contract.contracts(coins, price))
    units = coins / contract.multiplier // contract.step * contract.step
    return short(max(units, contract.step))


def _named(call: Call) -> Perpetual | CoinContract:
    if call["symbol"] in call.venue.market.perpetuals:
        return call.venue.market.perpetual(call["symbol"])
    return coin_contract(call.venue.market, call["symbol"], call.now_ms)


def _trade(contract: Perpetual | CoinContract, trade: TapeTrade) -> dict[str, Any]:
    price = contract.price(trade.price)
    qty = quantity(contract, trade.qty, price)
    shown = {
        "id": trade.id,
        "price": as_tick(price, contract.tick),
        "qty": qty,
        "time": trade.time_ms,
        "isBuyerMaker": trade.buyer_is_maker,
    }
    if isinstance(contract, CoinContract):
        return shown | {"baseQty": places(int(qty) * contract.size / price)}
    return shown | {"quoteQty": places(Decimal(qty) * price, 2), "isRPITrade": False}


def _agg_trade(contract: Perpetual | CoinContract, trade: TapeTrade) -> dict[str, Any]:
    price = contract.price(trade.price)
    qty = quantity(contract, trade.qty, price)
    return {
        "a": trade.id,
        "p": as_tick(price, contract.tick),
        "q": qty,
        "nq": qty,
        "f": trade.id,
        "l": trade.id,
        "T": trade.time_ms,
        "m": trade.buyer_is_maker,
    }
