"""Dual investment: offers around the price, settled at the price of their day."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sandbox.exchange.earn_book import DualHeld
from sandbox.exchange.earn_money import SMALLEST, give, pay
from sandbox.exchange.errors import Refusal
from sandbox.exchange.paging import DAY_MS
from sandbox.exchange.routes import Call
from sandbox.exchange.wallet_worth import worth
from sandbox.exchange.wire import places, short

DAYS = (2, 7, 14)
DISTANCES = (2, 4, 6)  # percent between price and strike
HOUR_OF_SETTLEMENT = 8
COINS = ("BTC", "ETH", "BNB", "SOL")
FIRST_ORDER = 8_257_205_000
STATES = "PENDING|PURCHASE_SUCCESS|SETTLED|PURCHASE_FAIL|REFUNDING|REFUND_SUCCESS|SETTLING"


@dataclass(frozen=True, kw_only=True, slots=True)
class DualOffer:
    """One offer; it stays the same all day."""

    id: int
    order_id: int
    invest: str
    exercised: str
    strike: Decimal
    days: int
    apr: Decimal
    settle_ms: int
    option: str


def products(call: Call) -> Any:
    """List the offers for two coins."""
    asked = (call["optionType"], call["investCoin"], call["exercisedCoin"])
    found = [one for one in _offers(call) if (one.option, one.invest, one.exercised) == asked]
    return {"total": len(found), "list": [_product(call, one) for one in _cut(call, found)]}


def subscribe(call: Call) -> Any:
    """Invest. Fails with -6001, -6005 and -6012."""
    wanted = (call["id"], call["orderId"])
    offer = next((one for one in _offers(call) if (str(one.id), str(one.order_id)) == wanted), None)
    if offer is None:
        raise Refusal(-6001, "Daily product not exists.")
    amount, book = Decimal(call["depositAmount"]), call.account.earn
    if amount < _least(call, offer):
        raise Refusal(-6005, "Smaller than min purchase limit")
    pay(call, offer.invest, amount, "SPOT")
    held = DualHeld(
        id=10_160_000 + len(book.dual),
        order_id=offer.order_id,
        invest=offer.invest,
        exercised=offer.exercised,
        amount=amount,
        strike=offer.strike,
        apr=offer.apr,
        days=offer.days,
        option=offer.option,
        time_ms=call.now_ms,
        settle_ms=offer.settle_ms,
    )
    book.dual.append(held)
    return {"positionId": held.id, **_shown(held), "purchaseTime": held.time_ms}


def positions(call: Call) -> Any:
    """List investments, newest first; those whose day has come are settled first."""
    settle(call)
    found = [
        {"id": str(one.id), **_shown(one), **_settled(one), "purchaseEndTime": one.time_ms}
        for one in reversed(call.account.earn.dual)
        if call.get("status") in {None, _state(one)}
    ]
    return {"total": len(found), "list": _cut(call, found)}


def account(call: Call) -> Any:
    """Worth of the open investments."""
    settle(call)
    market = call.venue.market
    held = [one for one in call.account.earn.dual if one.paid is None]
    return {
        f"totalAmountIn{quote}": places(
            sum((one.amount * worth(market, one.invest, quote) for one in held), Decimal(0))
        )
        for quote in ("BTC", "USDT")
    }


def settle(call: Call) -> None:
    """Pay out what is due: the invested coin, or the other when the strike was passed."""
    for one in call.account.earn.dual:
        if one.paid is not None or call.now_ms < one.settle_ms:
            continue
        coin = one.invest if one.option == "CALL" else one.exercised
        one.settle_price = call.venue.market.value(coin)
        grown = one.amount * (1 + one.apr * one.days / 365)
        passed = (one.settle_price >= one.strike) == (one.option == "CALL")
        if passed:
            paid = grown * one.strike if one.option == "CALL" else grown / one.strike
            one.paid = (one.exercised, paid.quantize(SMALLEST))
        else:
            one.paid = (one.invest, grown.quantize(SMALLEST))
        give(call, *one.paid)


def _offers(call: Call) -> Iterator[DualOffer]:
    today = call.now_ms // DAY_MS
    number = 0
    for coin in COINS:
        price = call.venue.market.symbol(f"{coin}USDT").price
        for option, sign in (("CALL", 1), ("PUT", -1)):
            pair = (coin, "USDT") if option == "CALL" else ("USDT", coin)
            for days in DAYS:
                for distance in DISTANCES:
                    number += 1
                    yield DualOffer(
                        id=740_000 + number,
                        order_id=FIRST_ORDER + today % 1000 * 100 + number,
                        invest=pair[0],
                        exercised=pair[1],
                        strike=(price * (100 + sign * distance) / 100).quantize(Decimal("0.1")),
                        days=days,
                        apr=Decimal(80 - 10 * distance + days) / 100,
                        settle_ms=(today + days) * DAY_MS + HOUR_OF_SETTLEMENT * 3_600_000,
                        option=option,
                    )


def _least(call: Call, offer: DualOffer) -> Decimal:
    return (10 / worth(call.venue.market, offer.invest, "USDT")).quantize(Decimal("1E-5"))


def _product(call: Call, one: DualOffer) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "investCoin": one.invest,
        "exercisedCoin": one.exercised,
        "strikePrice": short(one.strike),
        "duration": one.days,
        "settleDate": one.settle_ms,
        "purchaseDecimal": 8,
        "purchaseEndTime": one.settle_ms - DAY_MS,
        "canPurchase": True,
        "apr": short(one.apr),
        "orderId": one.order_id,
        "minAmount": short(_least(call, one)),
        "maxAmount": short(_least(call, one) * 100_000),
        "createTimestamp": call.now_ms // DAY_MS * DAY_MS,
        "optionType": one.option,
        "isAutoCompoundEnable": False,
        "autoCompoundPlanList": [],
    }


def _shown(one: DualHeld) -> dict[str, Any]:
    return {
        "investCoin": one.invest,
        "exercisedCoin": one.exercised,
        "subscriptionAmount": short(one.amount),
        "strikePrice": short(one.strike),
        "duration": one.days,
        "settleDate": one.settle_ms,
        "purchaseStatus": _state(one),
        "apr": short(one.apr),
        "orderId": one.order_id,
        "optionType": one.option,
        "autoCompoundPlan": "NONE",
    }


def _settled(one: DualHeld) -> dict[str, Any]:
    if one.paid is None or one.settle_price is None:
        return {}
    return {
        "isExercised": one.paid[0] == one.exercised,
        "settlePrice": short(one.settle_price),
        "settleAsset": one.paid[0],
        "settleAmount": short(one.paid[1]),
    }


def _state(one: DualHeld) -> str:
    return "PURCHASE_SUCCESS" if one.paid is None else "SETTLED"


def _cut(call: Call, rows: list[Any]) -> list[Any]:
    first = (max(call["pageIndex"], 1) - 1) * call["pageSize"]
    return rows[first : first + call["pageSize"]]
