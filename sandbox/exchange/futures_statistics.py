"""Funding, open interest, positioning and basis of futures, made up from the candles."""

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sandbox.exchange.candles import MINUTES
from sandbox.exchange.coin_contracts import CoinContract, coin_contract, contract_of_pair
from sandbox.exchange.errors import Refusal
from sandbox.exchange.market import Market
from sandbox.exchange.routes import Call
from sandbox.exchange.symbols import Perpetual
from sandbox.exchange.wire import places

Contract = Perpetual | CoinContract
FUNDING_EVERY = 8 * 3_600_000  # ms
REACH = 30 * 86_400_000  # ms the statistics reach back
TURNS = 3  # how often the day's turnover is open


def funding_rates(call: Call) -> Any:
    """Funding payments that were due."""
    contract = _named(call) if call.get("symbol") else call.venue.market.perpetual("BTCUSDT")
    last = (call.get("endTime") or call.now_ms) // FUNDING_EVERY
    first = max(-(-(call.get("startTime") or 0) // FUNDING_EVERY), last - call["limit"] + 1)
    rows = range(first, min(last, first + call["limit"] - 1) + 1)
    return [_payment(call, contract, number * FUNDING_EVERY) for number in rows]


def funding_info(call: Call) -> Any:
    """Contracts whose funding differs from the usual."""
    names = [name for name in call.venue.market.perpetuals if name.startswith("1000")]
    return [
        {
            "symbol": name,
            "adjustedFundingRateCap": "0.02000000",
            "adjustedFundingRateFloor": "-0.02000000",
            "fundingIntervalHours": 4,
            "disclaimer": False,
        }
        for name in names
    ]


def coin_funding_info(_: Call) -> Any:
    """COIN-M contracts whose funding differs from the usual."""
    return [
        {
            "symbol": "SOLUSD_PERP",
            "adjustedFundingRateCap": "0.02500000",
            "adjustedFundingRateFloor": "-0.02500000",
            "fundingIntervalHours": 4,
            "disclaimer": False,
        }
    ]


def open_interest(call: Call) -> Any:
    """Contracts open now."""
    contract = _named(call)
    shown = {
        "symbol": contract.name,
        "openInterest": _open(call.venue.market, contract, call.now_ms)[0],
        "time": call.now_ms,
    }
    return shown | _identity(contract, with_symbol=True)


def open_interest_history(call: Call) -> Any:
    """Contracts open over time."""

    def show(contract: Contract, at: int, _: random.Random) -> dict[str, Any]:
        held, worth = _open(call.venue.market, contract, at)
        own = {} if isinstance(contract, CoinContract) else {"CMCCirculatingSupply": "19900000.0"}
        return {"sumOpenInterest": held, "sumOpenInterestValue": worth} | own

    return _over_time(call, show)


def account_ratio(call: Call) -> Any:
    """How accounts are divided."""
    return _ratio(call, "longAccount", "shortAccount")


def position_ratio(call: Call) -> Any:
    """How positions are divided; COIN-M has names of its own for it."""
    if "pair" in call.params:
        return _ratio(call, "longPosition", "shortPosition")
    return _ratio(call, "longAccount", "shortAccount")


def taker_ratio(call: Call) -> Any:
    """Volume that takers bought and sold, and their ratio."""

    def show(contract: Contract, at: int, rng: random.Random) -> dict[str, Any]:
        bought, sold = _taken(call, contract, at, rng)
        return {
            "buySellRatio": places(bought / sold, 4),
            "buyVol": places(bought, 4),
            "sellVol": places(sold, 4),
        }

    return [_without(row, "symbol") for row in _over_time(call, show)]


def taker_volume(call: Call) -> Any:
    """Volume that takers of a COIN-M pair bought and sold."""

    def show(contract: Contract, at: int, rng: random.Random) -> dict[str, Any]:
        bought, sold = _taken(call, contract, at, rng)
        return {
            "takerBuyVol": places(bought * 500, 0),
            "takerSellVol": places(sold * 500, 0),
            "takerBuyVolValue": places(bought),
            "takerSellVolValue": places(sold),
        }

    return _over_time(call, show)


def basis(call: Call) -> Any:
    """How far a contract was from its index."""

    def show(contract: Contract, at: int, _: random.Random) -> dict[str, Any]:
        index = Decimal(call.venue.market.stall(contract.spot).candles.minute(at // 60_000).close)
        futures = contract.price(index)
        return {
            "pair": call["pair"],
            "contractType": call["contractType"],
            "indexPrice": places(index),
            "futuresPrice": places(futures, 2),
            "basis": places(futures - index),
            "basisRate": places(futures / index - 1, 4),
            "annualizedBasisRate": "" if call["contractType"] == "PERPETUAL" else "0.0842",
        }

    return [_without(row, "symbol") for row in _over_time(call, show)]


def _ratio(call: Call, long: str, short: str) -> Any:
    def show(_: Contract, __: int, rng: random.Random) -> dict[str, Any]:
        part = Decimal(rng.randrange(3800, 7000)) / 10_000
        return {
            "longShortRatio": places(part / (1 - part), 4),
            long: places(part, 4),
            short: places(1 - part, 4),
        }

    return _over_time(call, show)


def _over_time(
    call: Call, show: Callable[[Contract, int, random.Random], dict[str, Any]]
) -> list[dict[str, Any]]:
    """Give a row for each step of the period, oldest first. Fails with -1121 and -1130."""
    contract, step = _named(call), _step(call["period"])
    last = min(call.get("endTime") or call.now_ms, call.now_ms) // step * step
    start = max(call.get("startTime") or 0, call.now_ms - REACH, last - (call["limit"] - 1) * step)
    rows = []
    for at in range(-(-start // step) * step, last + 1, step):
        rng = random.Random(f"{call.venue.seed}:{contract.name}:{at}")
        rows.append({**_identity(contract), **show(contract, at, rng), "timestamp": at})
    return rows


def _identity(contract: Contract, *, with_symbol: bool = False) -> dict[str, Any]:
    if isinstance(contract, CoinContract):
        return {"pair": contract.pair, "contractType": contract.kind}
    return {} if with_symbol else {"symbol": contract.name}


def _named(call: Call) -> Contract:
    """Find the contract a call is about, by symbol or by pair. Fails with -1121."""
    market, name = call.venue.market, call.get("symbol") or call["pair"]
    if name in market.perpetuals:
        return market.perpetual(name)
    if call.get("symbol"):
        return coin_contract(market, name, call.now_ms)
    return contract_of_pair(market, name, call.get("contractType", "PERPETUAL"), call.now_ms)


def _step(period: str) -> int:
    if period not in MINUTES:
        raise Refusal(-1130, "Data sent for parameter 'period' is not valid.")
    return MINUTES[period] * 60_000


def _open(market: Market, contract: Contract, at: int) -> tuple[str, str]:
    """Give what is open at a time: as the contract counts it, and its worth."""
    symbol = market.symbol(contract.spot)
    swing = Decimal(at // 300_000 % 97) / 1000
    coins = Decimal(int(symbol.daily_volume * TURNS)) * (1 + swing)
    price = contract.price(market.price(contract.spot))
    if isinstance(contract, CoinContract):
        return str(contract.contracts(coins, price)), places(coins)
    return places(coins / contract.multiplier, 3), places(coins / contract.multiplier * price, 2)


def _taken(call: Call, contract: Contract, at: int, rng: random.Random) -> tuple[Decimal, Decimal]:
    daily = call.venue.market.symbol(contract.spot).daily_volume
    whole = Decimal(daily) * _step(call["period"]) / 86_400_000
    part = Decimal(rng.randrange(4200, 5800)) / 10_000
    return whole * part + at % 7, whole * (1 - part) + at % 5


def _payment(call: Call, contract: Contract, at: int) -> dict[str, Any]:
    rng = random.Random(f"{call.venue.seed}:{contract.name}:funding:{at}")
    bar = call.venue.market.stall(contract.spot).candles.minute(at // 60_000)
    return {
        "symbol": contract.name,
        "fundingRate": places(Decimal(rng.randrange(-5, 25)) / 100_000),
        "fundingTime": at,
        "markPrice": places(contract.price(Decimal(bar.close))),
    }


def _without(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}
