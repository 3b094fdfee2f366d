"""Assets of the wallets, dividends, fees, the BNB switch."""

from decimal import Decimal
from typing import Any

from sandbox.exchange.accounts import Balance
from sandbox.exchange.errors import Refusal, needs_one_of
from sandbox.exchange.fees import BNB_RATE, RATE
from sandbox.exchange.margin_accounts import bnb_burn
from sandbox.exchange.paging import check_span, within
from sandbox.exchange.routes import Call
from sandbox.exchange.wallet_worth import ZERO, Held, wallets, worth
from sandbox.exchange.wire import places, short

LEAVING = frozenset({"FTM", "MKR"})


def funding_assets(call: Call) -> Any:
    """List what is in the funding wallet, above zero."""
    only = call.get("asset")
    return [
        {
            "asset": asset,
            "free": short(amount),
            "locked": "0",
            "freeze": "0",
            "withdrawing": "0",
            "btcValuation": places(amount * worth(call.venue.market, asset, "BTC"))
            if call["needBtcValuation"]
            else "0",
        }
        for asset, amount in sorted(call.account.cash.funding.items())
        if amount and only in {None, asset}
    ]


def wallet_balances(call: Call) -> Any:
    """Worth of every wallet, with its assets on request."""
    quote, market = call["quoteAsset"], call.venue.market
    if not worth(market, "USDT", quote):
        raise Refusal(-9000, f"quoteAsset {quote} is not supported")
    shown = []
    for name, held in wallets(call):
        total = sum(
            (_total(one) * worth(market, asset, quote) for asset, one in held.items()), ZERO
        )
        row: dict[str, Any] = {"activate": True, "balance": places(total), "walletName": name}
        if call["needBalanceDetail"]:
            row["assetBalances"] = _details(call, held)
        shown.append(row)
    return shown


def asset_details(call: Call) -> Any:
    """Tell of every asset whether it may be deposited and withdrawn."""
    only = call.get("asset")
    names = sorted({one.base for one in call.venue.market.symbols.values()} | {"USDT"})
    return {
        name: {
            "minWithdrawAmount": places(least_withdrawal(call, name)),
            "depositStatus": name not in LEAVING,
            "withdrawFee": float(withdrawal_fee(call, name)),
            "withdrawStatus": True,
        }
        | ({"depositTip": "Delisted, deposit suspended"} if name in LEAVING else {})
        for name in names
        if only in {None, name}
    }


def withdrawal_fee(call: Call, asset: str) -> Decimal:
    """Give about a dollar, in the asset."""
    price = worth(call.venue.market, asset, "USDT") or Decimal(1)
    return (1 / price).quantize(Decimal("1E-6")) or Decimal("1E-6")


def least_withdrawal(call: Call, asset: str) -> Decimal:
    """Give about ten dollars, in the asset."""
    return withdrawal_fee(call, asset) * 10


def dividends(call: Call) -> Any:
    """List what was paid out, newest first."""
    check_span(call, 180)
    rows = [
        {
            "id": one.id,
            "amount": places(one.amount),
            "asset": one.asset,
            "divTime": one.time_ms,
            "enInfo": one.info,
            "tranId": 2_968_885_000 + one.id % 1000,
            "direction": 1,
        }
        for one in sorted(call.account.cash.dividends, key=lambda one: -one.time_ms)
        if call.get("asset") in {None, one.asset} and within(call, one.time_ms)
    ]
    return {"rows": rows[: call["limit"]], "total": len(rows)}


def trade_fees(call: Call) -> Any:
    """Fees of one symbol or all. Fails with -1121."""
    only, market = call.get("symbol"), call.venue.market
    rate = short(BNB_RATE if call.account.pays_fees_in_bnb else RATE)
    return [
        {"symbol": name, "makerCommission": rate, "takerCommission": rate}
        for name in ([market.symbol(only).name] if only else sorted(market.symbols))
    ]


def switch_bnb_burn(call: Call) -> Any:
    """Pay fees or interest in BNB, or not. Fails with -1102."""
    spot, interest = call.get("spotBNBBurn"), call.get("interestBNBBurn")
    if spot is None and interest is None:
        raise needs_one_of("spotBNBBurn", "interestBNBBurn")
    if spot is not None:
        call.account.pays_fees_in_bnb = spot
    if interest is not None:
        call.account.cash.pays_interest_in_bnb = interest
    return bnb_burn(call)


def _total(balance: Balance) -> Decimal:
    return balance.free + balance.locked


def _details(call: Call, held: Held) -> list[dict[str, Any]]:
    return [
        {
            "asset": asset,
            "assetName": asset,
            "free": short(one.free),
            "locked": short(one.locked),
            "freeze": "0",
            "withdrawing": "0",
            "btcValuation": places(_total(one) * worth(call.venue.market, asset, "BTC")),
        }
        for asset, one in sorted(held.items())
        if _total(one)
    ]
