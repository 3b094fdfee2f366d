"""Loans on margin: borrow, repay, interest, liquidations."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sandbox.exchange.errors import Refusal, missing
from sandbox.exchange.margin_book import DAILY_RATE, LoanMade
from sandbox.exchange.margin_orders import book_of
from sandbox.exchange.routes import Call
from sandbox.exchange.wallet_book import TransferMade
from sandbox.exchange.wire import places

DAY_MS = 86_400_000
SIDES = {"MAIN": "SPOT", "MARGIN": "CROSS_MARGIN"}
LOAN = {"asset": "USDC", "amount": "1000.00000000", "repaid": "300.00000000"}


def borrow_repay(call: Call) -> Any:
    """Borrow or repay. Fails with -3006, -3015 and -3041."""
    book, asset, kind = book_of(call), call["asset"], call["type"]
    amount = Decimal(call["amount"])
    if call["isIsolated"] and not call.get("symbol"):
        raise missing("symbol")
    if kind == "BORROW" and amount > book.borrowable(call.venue.market, asset):
        raise Refusal(-3006, "Your borrow amount has exceed maximum borrow amount.")
    if kind == "REPAY" and amount > book.debts.get(asset, Decimal(0)):
        raise Refusal(-3015, "Repay amount exceeds borrow amount.")
    if kind == "REPAY" and amount > book.account.balances[asset].free:
        raise Refusal(-3041, "Balance is not enough.")
    return {"tranId": book.note(kind, asset, amount, call.now_ms, call.get("symbol"))}


def loans(call: Call) -> Any:
    """List loans or repayments."""

    def show(made: LoanMade) -> dict[str, Any]:
        return {
            "type": "MANUAL",
            "isolatedSymbol": made.symbol,
            "amount": places(made.amount),
            "asset": made.asset,
            "interest": "0.00000000",
            "principal": places(made.amount),
            "status": "CONFIRMED",
            "timestamp": made.time_ms,
            "txId": made.id,
        }

    return _page(call, (show(one) for one in _loans(call, call["type"])))


def interest(call: Call) -> Any:
    """List interest that was charged: once for each loan."""

    def show(made: LoanMade) -> dict[str, Any]:
        return {
            "txId": made.id + 500_000,
            "interestAccuredTime": made.time_ms,
            "asset": made.asset,
            "rawAsset": made.asset,
            "principal": places(made.amount),
            "interest": places(made.amount * DAILY_RATE / 24),
            "interestRate": places(DAILY_RATE),
            "type": "ON_BORROW",
            "isolatedSymbol": made.symbol,
        }

    return _page(call, (show(one) for one in _loans(call, "BORROW")))


def interest_rates(call: Call) -> Any:
    """List daily rates of an asset."""
    midnight = call.now_ms // DAY_MS * DAY_MS
    return [
        {
            "asset": call["asset"],
            "dailyInterestRate": places(DAILY_RATE + Decimal(age) / 10**6),
            "timestamp": midnight - age * DAY_MS,
            "vipLevel": call.get("vipLevel", 0),
        }
        for age in range(7)
    ]


def hourly_rates(call: Call) -> Any:
    """Rates of the coming hour."""
    return [
        {"asset": asset, "nextHourlyInterestRate": places(DAILY_RATE / 24)}
        for asset in call["assets"]
    ]


def borrowable(call: Call) -> Any:
    """How much may be borrowed."""
    amount = book_of(call).borrowable(call.venue.market, call["asset"])
    return {"amount": places(amount), "borrowLimit": "60000"}


def transferable(call: Call) -> Any:
    """How much may be transferred out."""
    return {"amount": places(book_of(call).account.balances[call["asset"]].free / 2)}


def transfers(call: Call) -> Any:
    """List transfers, newest first: those made, and before them what came in at the beginning."""
    made = [
        _moved(one, inward=one.type.endswith("_MARGIN"))
        for one in reversed(call.account.cash.transfers)
        if one.type.startswith("MARGIN_") or one.type.endswith("_MARGIN")
    ]
    brought = {
        asset: held.free + held.locked for asset, held in book_of(call).account.balances.items()
    }
    first = [
        {
            "amount": places(amount),
            "asset": asset,
            "status": "CONFIRMED",
            "timestamp": call.now_ms // DAY_MS * DAY_MS - 90 * DAY_MS,
            "txId": 5_240_372_001 + number,
            "type": "ROLL_IN",
            "transFrom": "SPOT",
            "transTo": "CROSS_MARGIN",
        }
        for number, (asset, amount) in enumerate(brought.items())
    ]
    return _page(
        call,
        (
            row
            for row in made + first
            if call.get("asset") in {None, row["asset"]} and call.get("type") in {None, row["type"]}
        ),
    )


def _moved(made: TransferMade, *, inward: bool) -> dict[str, Any]:
    source, _, target = made.type.partition("_")
    return {
        "amount": places(made.amount),
        "asset": made.asset,
        "status": "CONFIRMED",
        "timestamp": made.time_ms,
        "txId": made.id,
        "type": "ROLL_IN" if inward else "ROLL_OUT",
        "transFrom": SIDES.get(source, source),
        "transTo": SIDES.get(target, target),
    }


def liquidations(call: Call) -> Any:
    """List orders placed because the margin was too small: one, long ago."""
    price = places(call.venue.market.price("BNBUSDT"))
    row = {
        "avgPrice": price,
        "executedQty": "3.15000000",
        "orderId": 180015097,
        "price": price,
        "qty": "3.15000000",
        "side": "SELL",
        "symbol": "BNBUSDT",
        "timeInForce": "GTC",
        "isIsolated": False,
        "updatedTime": call.now_ms // DAY_MS * DAY_MS - 60 * DAY_MS,
    }
    return _page(call, [row])


def liquidate(call: Call) -> Any:
    """Repay everything that is owed."""
    book = book_of(call)
    owed = {asset: amount for asset, amount in book.debts.items() if amount}
    for asset, amount in owed.items():
        book.note("REPAY", asset, amount, call.now_ms, call.get("symbol"))
    asset, amount = next(iter(owed.items()), ("USDT", Decimal(0)))
    return {
        "asset": asset,
        "interest": "0.00083334",
        "principal": places(amount),
        "liabilityAsset": asset,
        "liabilityQty": float(amount),
    }


def small_liabilities(_: Call) -> Any:
    """List small debts."""
    return [
        {
            "asset": "BTTC",
            "interest": "0.00083334",
            "principal": "0.001",
            "liabilityAsset": "USDT",
            "liabilityQty": 0.3552,
        }
    ]


def small_exchanges(call: Call) -> Any:
    """List small debts that were exchanged."""
    row = {
        "asset": "ETH",
        "amount": "0.00083434",
        "targetAsset": "BUSD",
        "targetAmount": "1.37576819",
        "bizType": "EXCHANGE_SMALL_LIABILITY",
        "timestamp": call.now_ms // DAY_MS * DAY_MS - 20 * DAY_MS,
    }
    return _page(call, [row])


def liquidation_loan(_: Call) -> Any:
    """Tell what is owed after a liquidation."""
    left = Decimal(LOAN["amount"]) - Decimal(LOAN["repaid"])
    return {
        "asset": LOAN["asset"],
        "amount": LOAN["amount"],
        "repaidAmount": LOAN["repaid"],
        "remainingAmount": places(left),
    }


def repay_loan(call: Call) -> Any:
    """Repay such a loan; nothing is kept of it."""
    return _repayment(call) | {"asset": call["asset"], "amount": places(call["amount"])}


def repayments(call: Call) -> Any:
    """List repayments of such a loan."""
    return _page(call, [_repayment(call)])


def _repayment(call: Call) -> dict[str, Any]:
    return {
        "repayId": 12_345_678,
        "asset": LOAN["asset"],
        "amount": LOAN["repaid"],
        "status": "SUCCESS",
        "createTime": call.now_ms,
    }


def _loans(call: Call, kind: str) -> list[LoanMade]:
    return [
        made
        for made in reversed(book_of(call).loans)
        if made.kind == kind
        and call.get("asset") in {None, made.asset}
        and call.get("txId") in {None, made.id}
        and call.get("isolatedSymbol") == made.symbol
    ]


def _page(call: Call, rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    every = list(rows)
    first = (call["current"] - 1) * call["size"]
    return {"rows": every[first : first + call["size"]], "total": len(every)}
