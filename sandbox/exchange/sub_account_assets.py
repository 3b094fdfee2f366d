"""What sub-accounts hold: spot, margin, futures."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sandbox.exchange.errors import Refusal
from sandbox.exchange.routes import Call
from sandbox.exchange.sub_account_book import ZERO, Sub
from sandbox.exchange.sub_accounts import book_of, named
from sandbox.exchange.wire import places, short

MARGINS = (
    "InitialMargin",
    "MaintenanceMargin",
    "MarginBalance",
    "OpenOrderInitialMargin",
    "PositionInitialMargin",
    "UnrealizedProfit",
    "WalletBalance",
)
WORTH = frozenset({"MarginBalance", "WalletBalance"})  # the rest is zero without a position
DEPOSITED = Decimal(100)  # in each futures account
POSITION = Decimal("0.001")  # BTC, or contracts


def assets(call: Call) -> Any:
    """Balances of a spot wallet. Fails with -12022."""
    return {
        "balances": [
            {
                "freeze": "0",
                "withdrawing": "0",
                "asset": asset,
                "free": short(amount),
                "locked": "0",
            }
            for asset, amount in named(call).balances.items()
        ]
    }


def spot_summary(call: Call) -> Any:
    """Tell what spot wallets are worth."""
    subs, market = book_of(call).chosen(call.get("email")), call.venue.market
    return {
        "totalCount": len(subs),
        "masterAccountTotalAsset": places(_worth(call, call.account.balances)),
        "spotSubUserAssetBtcVoList": [
            {"email": one.email, "totalAsset": places(one.worth(market))} for one in subs
        ],
    }


def margin_account(call: Call) -> Any:
    """Balances and debts on margin. Fails with -12022."""
    sub = named(call)
    return {
        "email": sub.email,
        "marginLevel": "999.00000000",
        **_margin_worth(call, [sub]),
        "marginTradeCoeffVo": {
            "forceLiquidationBar": "1.10000000",
            "marginCallBar": "1.50000000",
            "normalBar": "2.00000000",
        },
        "marginUserAssetVoList": [margin_asset(*item) for item in sub.balances.items()],
    }


def margin_asset(asset: str, amount: Decimal) -> dict[str, str]:
    """Write an asset on margin."""
    return {
        "asset": asset,
        "borrowed": places(ZERO),
        "free": places(amount),
        "interest": places(ZERO),
        "locked": places(ZERO),
        "netAsset": places(amount),
    }


def margin_summary(call: Call) -> Any:
    """Tell what margin accounts are worth."""
    subs = book_of(call).chosen(None)
    return {
        **_margin_worth(call, subs),
        "subAccountList": [{"email": one.email, **_margin_worth(call, [one])} for one in subs],
    }


def futures_account(call: Call) -> Any:
    """Balances of a futures account. Fails with -12022 and -12028."""
    sub = _with_futures(call)
    usd = call["futuresType"] == 1
    account = {
        "email": sub.email,
        "assets": [_futures_asset("USDT" if usd else "BTC")],
        "canDeposit": True,
        "canTrade": True,
        "canWithdraw": True,
        "feeTier": 0,
        "updateTime": call.now_ms,
    }
    if not usd:
        return {"deliveryAccountResp": account}
    totals = {"maxWithdrawAmount": places(DEPOSITED), **_totals(1)}
    return {"futureAccountResp": account | totals}


def futures_summary(call: Call) -> Any:
    """Tell what futures accounts are worth."""
    subs = [one for one in book_of(call).chosen(None) if one.futures]
    if call["futuresType"] == 1:
        rows = [{"email": one.email, **_totals(1), "asset": "USD"} for one in subs]
        summary = {**_totals(len(subs)), "asset": "USD", "subAccountList": rows}
        return {"futureAccountSummaryResp": summary}
    names = ("totalMarginBalance", "totalUnrealizedProfit", "totalWalletBalance")
    nothing = dict.fromkeys(names, places(ZERO))
    return {
        "deliveryAccountSummaryResp": {
            **{f"{name}OfBTC": value for name, value in nothing.items()},
            "asset": "BTC",
            "subAccountList": [{"email": one.email, **nothing, "asset": "BTC"} for one in subs],
        }
    }


def positions(call: Call) -> Any:
    """List positions: each sub-account has one. Fails with -12022 and -12028."""
    _with_futures(call)
    mark = call.venue.market.mark_price("BTCUSDT")
    common = {
        "entryPrice": places(mark),
        "markPrice": places(mark),
        "positionAmount": short(POSITION),
        "unrealizedProfit": places(ZERO),
        "leverage": "20",
    }
    if call["futuresType"] == 1:
        limits = {"maxNotional": "1000000", "liquidationPrice": places(mark / 2)}
        return {"futurePositionRiskVos": [common | limits | {"symbol": "BTCUSDT"}]}
    isolation = {
        "isolated": "False",
        "isolatedWallet": places(ZERO),
        "isolatedMargin": places(ZERO),
        "isAutoAddMargin": "False",
        "positionSide": "BOTH",
    }
    return {"deliveryPositionRiskVos": [common | isolation | {"symbol": "BTCUSD_PERP"}]}


def _with_futures(call: Call) -> Sub:
    sub = named(call)
    if not sub.futures:
        raise Refusal(-12028, "Futures is not enabled for this sub-account.")
    return sub


def _futures_asset(asset: str) -> dict[str, str]:
    totals = {
        name.removeprefix("total")[0].lower() + name.removeprefix("total")[1:]: value
        for name, value in _totals(1).items()
    }
    return {"asset": asset, "maxWithdrawAmount": places(DEPOSITED), **totals}


def _totals(count: int) -> dict[str, str]:
    return {f"total{name}": places(DEPOSITED * count * (name in WORTH)) for name in MARGINS}


def _worth(call: Call, balances: dict[str, Any]) -> Decimal:
    market = call.venue.market
    held = balances.items()
    return sum(((one.free + one.locked) * market.value(name, "BTC") for name, one in held), ZERO)


def _margin_worth(call: Call, subs: Iterable[Sub]) -> dict[str, str]:
    worth = places(sum((one.worth(call.venue.market) for one in subs), ZERO))
    return {
        "totalAssetOfBtc": worth,
        "totalLiabilityOfBtc": places(ZERO),
        "totalNetAssetOfBtc": worth,
    }
