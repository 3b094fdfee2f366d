"""BFUSD and RWUSD: bought with stablecoins, held on spot, given back for USDT."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sandbox.exchange.earn_book import DollarMove
from sandbox.exchange.earn_money import SMALLEST, give, pay
from sandbox.exchange.errors import Refusal
from sandbox.exchange.paging import DAY_MS, check_span, page, within
from sandbox.exchange.routes import Call, Handler
from sandbox.exchange.wire import places, short

LONGEST = 184  # days
KEPT = 30  # days of rates
STANDARD_DAYS = 3
LEAST = Decimal("0.1")
QUOTA = Decimal(1_000_000)
FEES = {"FAST": Decimal("0.001"), "STANDARD": Decimal("0.0005")}


@dataclass(frozen=True, slots=True)
class Coin:
    """One of the two."""

    name: str
    apr: Decimal

    @property
    def amount_name(self) -> str:
        """Give the name of its amounts."""
        return f"{self.name.lower()}Amount"


BFUSD = Coin("BFUSD", Decimal("0.0418"))
RWUSD = Coin("RWUSD", Decimal("0.042"))


def of(coin: Coin, handler: Callable[[Call, Coin], Any]) -> Handler:
    """Make an endpoint of one coin of a handler for both."""
    return lambda call: handler(call, coin)


def account(call: Call, coin: Coin) -> Any:
    """How much there is."""
    profit = short((_held(call, coin) * coin.apr / 365).quantize(SMALLEST))
    shown = {coin.amount_name: short(_held(call, coin))}
    if coin is BFUSD:
        return shown | {"usdtProfit": "0", "bfusdProfit": profit}
    return shown | {"totalProfit": profit}


def quota(call: Call, coin: Coin) -> Any:
    """How much may be bought and given back."""
    return {
        "subscriptionQuota": {"leftQuota": short(QUOTA - _held(call, coin))},
        "fastRedemptionQuota": {
            "leftQuota": short(QUOTA),
            "minimum": short(LEAST),
            "fee": short(FEES["FAST"]),
            "freeQuota": "0",
        },
        "standardRedemptionQuota": {
            "leftQuota": short(QUOTA),
            "minimum": short(LEAST),
            "fee": short(FEES["STANDARD"]),
            "redeemPeriod": STANDARD_DAYS,
        },
    }


def subscribe(call: Call, coin: Coin) -> Any:
    """Buy. Fails with -6005, -6012, -6014 and -5011."""
    amount, asset = Decimal(call["amount"]), call["asset"]
    if asset not in {"USDT", "USDC"}:
        raise Refusal(-5011, "This asset is not supported.")
    if amount < LEAST:
        raise Refusal(-6005, "Smaller than min purchase limit")
    if amount > QUOTA - _held(call, coin):
        raise Refusal(-6014, "Exceed up-limit allowed to purchased")
    pay(call, asset, amount, "ALL")
    give(call, coin.name, amount)
    _note(call, coin, (asset, amount, amount, Decimal(0)), call.now_ms, out=False)
    return {"success": True, coin.amount_name: short(amount)}


def redeem(call: Call, coin: Coin) -> Any:
    """Give back; the money is there at once. Fails with -6006 and -6018."""
    amount, speed = Decimal(call["amount"]), call["type"]
    if amount < LEAST:
        raise Refusal(-6006, "Redeem amount error")
    if amount > _held(call, coin):
        raise Refusal(-6018, "Asset not enough")
    fee = (amount * FEES[speed]).quantize(SMALLEST)
    arrival = call.now_ms + (0 if speed == "FAST" else STANDARD_DAYS * DAY_MS)
    give(call, coin.name, -amount)
    give(call, "USDT", amount - fee)
    _note(call, coin, ("USDT", amount, amount - fee, fee), arrival, out=True)
    return {
        "success": True,
        "receiveAmount": short(amount - fee),
        "fee": short(fee),
        "arrivalTime": arrival,
    }


def subscriptions(call: Call, coin: Coin) -> Any:
    """List purchases, newest first."""
    return page(
        call,
        (
            {
                "time": one.time_ms,
                "asset": one.asset,
                "amount": short(one.given),
                "receiveAsset": coin.name,
                "receiveAmount": short(one.received),
                "status": "SUCCESS",
            }
            for one in _moves(call, coin, out=False)
            if call.get("asset") in {None, one.asset}
        ),
    )


def redemptions(call: Call, coin: Coin) -> Any:
    """List what was given back, newest first."""
    return page(
        call,
        (
            {
                "time": one.time_ms,
                "asset": coin.name,
                "amount": short(one.given),
                "receiveAsset": one.asset,
                "receiveAmount": short(one.received),
                "fee": short(one.fee),
                "arrivalTime": one.arrival_ms,
                "status": "SUCCESS",
            }
            for one in _moves(call, coin, out=True)
        ),
    )


def rewards(call: Call, coin: Coin) -> Any:
    """List what each day brought, newest first."""
    held = _held(call, coin)
    earned = places(held * coin.apr / 365)
    return page(
        call,
        (
            {
                "time": at,
                "rewardsAmount": earned,
                "annualPercentageRate": short(coin.apr),
            }
            | (
                {"rewardAsset": coin.name, "BFUSDPosition": short(held)}
                if coin is BFUSD
                else {"rwusdPosition": short(held)}
            )
            for at in _midnights(call)
            if held
        ),
    )


def rates(call: Call, coin: Coin) -> Any:
    """List the rates of each day, newest first; Binance writes the total as text."""
    shown = page(
        call,
        (
            {
                "annualPercentageRate": short(coin.apr + Decimal(day % 5) / 10_000),
                "time": at,
            }
            for day, at in enumerate(_midnights(call))
        ),
    )
    return shown | {"total": str(shown["total"])}


def _held(call: Call, coin: Coin) -> Decimal:
    held = call.account.balances.get(coin.name)
    return held.free + held.locked if held else Decimal(0)


def _moves(call: Call, coin: Coin, *, out: bool) -> Iterator[DollarMove]:
    check_span(call, LONGEST)
    for one in reversed(call.account.earn.dollars):
        if one.coin == coin.name and one.out is out and within(call, one.time_ms):
            yield one


def _note(
    call: Call,
    coin: Coin,
    made: tuple[str, Decimal, Decimal, Decimal],
    arrival_ms: int,
    *,
    out: bool,
) -> None:
    asset, given, received, fee = made
    call.account.earn.dollars.append(
        DollarMove(
            coin=coin.name,
            out=out,
            asset=asset,
            given=given,
            received=received,
            fee=fee,
            time_ms=call.now_ms,
            arrival_ms=arrival_ms,
        )
    )


def _midnights(call: Call) -> Iterator[int]:
    check_span(call, LONGEST)
    last = call.now_ms // DAY_MS * DAY_MS
    for age in range(KEPT):
        if within(call, last - age * DAY_MS):
            yield last - age * DAY_MS
