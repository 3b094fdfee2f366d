"""The USDⓈ-M account: balances and positions. Every endpoint is one entry."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sandbox.exchange import params
from sandbox.exchange.accounts import Position
from sandbox.exchange.params import Param
from sandbox.exchange.routes import Call, Pool, Route, Security
from sandbox.exchange.wire import places, short

MARGIN_RATE = Decimal("0.004")  # maintenance margin as a share of the notional


def unrealised(call: Call, name: str, position: Position) -> Decimal:
    """Give the profit or loss of a position at the mark price, in USDT."""
    return (call.venue.market.mark_price(name) - position.entry_price) * position.amount


def balance(call: Call) -> Any:
    """Balances of the futures wallet."""
    profit = _profit(call)
    return [
        {
            "accountAlias": f"Fz{call.account.uid}",
            "asset": asset,
            "balance": places(amount),
            "crossWalletBalance": places(amount),
            "crossUnPnl": places(profit if asset == "USDT" else Decimal(0)),
            "availableBalance": places(_available(call, asset, amount)),
            "maxWithdrawAmount": places(_available(call, asset, amount)),
            "marginAvailable": True,
            "updateTime": call.account.update_time_ms,
        }
        for asset, amount in call.account.futures.balances.items()
    ]


def account(call: Call) -> Any:
    """Totals, assets and positions of the futures wallet."""
    wallet, profit = call.account.futures, _profit(call)
    total = wallet.balances.get("USDT", Decimal(0))
    margin = sum((_margin(call, *item) for item in wallet.positions.items()), Decimal(0))
    return {
        "totalInitialMargin": places(margin),
        "totalMaintMargin": places(margin / 10),
        "totalWalletBalance": places(total),
        "totalUnrealizedProfit": places(profit),
        "totalMarginBalance": places(total + profit),
        "totalPositionInitialMargin": places(margin),
        "totalOpenOrderInitialMargin": "0.00000000",
        "totalCrossWalletBalance": places(total),
        "totalCrossUnPnl": places(profit),
        "availableBalance": places(total + profit - margin),
        "maxWithdrawAmount": places(total + profit - margin),
        "assets": [_asset(call, *item) for item in wallet.balances.items()],
        "positions": [
            {
                "symbol": name,
                "positionSide": "BOTH",
                "positionAmt": short(position.amount),
                "unrealizedProfit": places(unrealised(call, name, position)),
                "isolatedMargin": "0",
                "notional": places(_notional(call, name, position)),
                "isolatedWallet": "0",
                "initialMargin": places(_margin(call, name, position)),
                "maintMargin": places(abs(_notional(call, name, position)) * MARGIN_RATE),
                "updateTime": call.account.update_time_ms,
            }
            for name, position in wallet.positions.items()
        ],
    }


def position_risk(call: Call) -> Any:
    """Positions with their mark price and liquidation price."""
    only = call.get("symbol")
    if only is not None:
        call.venue.market.perpetual(only)
    return [
        _risk(call, name, position)
        for name, position in call.account.futures.positions.items()
        if only in {None, name}
    ]


def order_rate_limits(_call: Call) -> Any:
    """How many orders an account may place."""
    return [
        {"rateLimitType": "ORDERS", "interval": interval, "intervalNum": number, "limit": limit}
        for interval, number, limit in (("SECOND", 10, 300), ("MINUTE", 1, 1200))
    ]


def _risk(call: Call, name: str, position: Position) -> dict[str, Any]:
    market = call.venue.market
    mark = market.mark_price(name)
    direction = 1 if position.amount > 0 else -1
    liquidation = position.entry_price * (1 - direction / Decimal(position.leverage) * 4)
    entry = position.entry_price
    return {
        "symbol": name,
        "positionSide": "BOTH",
        "positionAmt": short(position.amount),
        "entryPrice": short(entry),
        "breakEvenPrice": short(entry * (1 + direction * Decimal("0.0005"))),
        "markPrice": places(mark),
        "unRealizedProfit": places(unrealised(call, name, position)),
        "liquidationPrice": places(max(liquidation, Decimal(0))),
        "isolatedMargin": "0",
        "notional": places(_notional(call, name, position)),
        "marginAsset": "USDT",
        "isolatedWallet": "0",
        "initialMargin": places(_margin(call, name, position)),
        "maintMargin": places(abs(_notional(call, name, position)) * MARGIN_RATE),
        "positionInitialMargin": places(_margin(call, name, position)),
        "openOrderInitialMargin": "0",
        "adl": 1,
        "bidNotional": "0",
        "askNotional": "0",
        "updateTime": call.account.update_time_ms,
    }


def _asset(call: Call, asset: str, amount: Decimal) -> dict[str, Any]:
    return {
        "asset": asset,
        "walletBalance": places(amount),
        "unrealizedProfit": places(_profit(call) if asset == "USDT" else Decimal(0)),
        "marginBalance": places(amount + (_profit(call) if asset == "USDT" else 0)),
        "availableBalance": places(_available(call, asset, amount)),
        "maxWithdrawAmount": places(_available(call, asset, amount)),
        "updateTime": call.account.update_time_ms,
    }


def _profit(call: Call) -> Decimal:
    held = call.account.futures.positions.items()
    return sum((unrealised(call, name, position) for name, position in held), Decimal(0))


def _notional(call: Call, name: str, position: Position) -> Decimal:
    return call.venue.market.mark_price(name) * position.amount


def _margin(call: Call, name: str, position: Position) -> Decimal:
    return abs(_notional(call, name, position)) / position.leverage


def _available(call: Call, asset: str, amount: Decimal) -> Decimal:
    if asset != "USDT":
        return amount
    held = call.account.futures.positions.items()
    return amount + _profit(call) - sum((_margin(call, *item) for item in held), Decimal(0))


def _route(
    method: str, path: str, handler: Callable[[Call], Any], security: Security, **more: Any
) -> Route:
    return Route(
        method=method, path=path, handler=handler, security=security, pool=Pool.FUTURES, **more
    )


ROUTES = (
    _route("GET", "/fapi/v3/balance", balance, Security.USER_DATA, weight=5),
    _route("GET", "/fapi/v3/account", account, Security.USER_DATA, weight=5),
    _route(
        "GET",
        "/fapi/v3/positionRisk",
        position_risk,
        Security.USER_DATA,
        weight=5,
        params=(Param("symbol", params.symbol),),
    ),
    _route("GET", "/fapi/v1/rateLimit/order", order_rate_limits, Security.USER_DATA),
)
