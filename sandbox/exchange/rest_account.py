"""The spot account: balances, commissions, order counts."""

from typing import Any

from sandbox.exchange import params
from sandbox.exchange.exchange_info import rate
from sandbox.exchange.fees import RATE
from sandbox.exchange.params import Param
from sandbox.exchange.routes import Call, Route, Security
from sandbox.exchange.wire import places

NOTHING = "0.00000000"


def account(call: Call) -> Any:
    """Balances and what the account may do."""
    owner = call.account
    commission = f"{RATE:.8f}"
    held = {
        symbol.base: owner.balances.get(symbol.base)
        for symbol in call.venue.market.symbols.values()
    } | dict(owner.balances)
    return {
        "makerCommission": 10,
        "takerCommission": 10,
        "buyerCommission": 0,
        "sellerCommission": 0,
        "commissionRates": {
            "maker": commission,
            "taker": commission,
            "buyer": NOTHING,
            "seller": NOTHING,
        },
        "canTrade": owner.can_trade,
        "canWithdraw": True,
        "canDeposit": True,
        "brokered": False,
        "requireSelfTradePrevention": False,
        "preventSor": False,
        "updateTime": owner.update_time_ms,
        "accountType": "SPOT",
        "balances": [
            {
                "asset": asset,
                "free": NOTHING if balance is None else places(balance.free),
                "locked": NOTHING if balance is None else places(balance.locked),
            }
            for asset, balance in held.items()
            if not call["omitZeroBalances"]
            or (balance is not None and balance.free + balance.locked)
        ],
        "permissions": ["TRD_GRP_002"],
        "uid": owner.uid,
    }


def commission(call: Call) -> Any:
    """Rates of commission for a symbol."""
    name = call.venue.market.symbol(call["symbol"]).name
    rates = {"maker": f"{RATE:.8f}", "taker": f"{RATE:.8f}", "buyer": NOTHING, "seller": NOTHING}
    nothing = dict.fromkeys(rates, NOTHING)
    return {
        "symbol": name,
        "standardCommission": rates,
        "specialCommission": nothing,
        "taxCommission": nothing,
        "discount": {
            "enabledForAccount": call.account.pays_fees_in_bnb,
            "enabledForSymbol": True,
            "discountAsset": "BNB",
            "discount": "0.75000000",
        },
    }


def order_limits(call: Call) -> Any:
    """How many unfilled orders count at present."""
    counts = call.venue.order_counts
    used = counts.used(call.account.name, call.venue.time.seconds())
    return [
        rate("ORDERS", "SECOND", 10, counts.limits[10]) | {"count": used[10]},
        rate("ORDERS", "DAY", 1, counts.limits[86_400]) | {"count": used[86_400]},
    ]


ROUTES = (
    Route(
        method="GET",
        path="/api/v3/account",
        handler=account,
        weight=20,
        params=(Param("omitZeroBalances", params.boolean, default=False),),
        security=Security.USER_DATA,
    ),
    Route(
        method="GET",
        path="/api/v3/account/commission",
        handler=commission,
        weight=20,
        params=(Param("symbol", params.symbol, required=True),),
        security=Security.USER_DATA,
    ),
    Route(
        method="GET",
        path="/api/v3/rateLimit/order",
        handler=order_limits,
        weight=40,
        security=Security.USER_DATA,
    ),
)
