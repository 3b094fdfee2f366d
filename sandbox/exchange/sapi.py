"""The wallet's side: system status, rights of a key, assets. Every endpoint is one entry."""

from typing import Any

from sandbox.exchange import params
from sandbox.exchange.params import Param
from sandbox.exchange.routes import Call, Pool, Route, Security
from sandbox.exchange.wire import places, short

# A right's name in Python and on the wire.
WIRE_NAMES = {
    "enable_reading": "enableReading",
    "enable_withdrawals": "enableWithdrawals",
    "enable_internal_transfer": "enableInternalTransfer",
    "enable_margin": "enableMargin",
    "enable_futures": "enableFutures",
    "permits_universal_transfer": "permitsUniversalTransfer",
    "enable_vanilla_options": "enableVanillaOptions",
    "enable_fix_api_trade": "enableFixApiTrade",
    "enable_fix_read_only": "enableFixReadOnly",
    "enable_spot_and_margin_trading": "enableSpotAndMarginTrading",
    "enable_portfolio_margin_trading": "enablePortfolioMarginTrading",
}
EXPIRY = 30 * 86_400_000  # ms after which a key without restriction may not trade any more


def system_status(call: Call) -> Any:
    """Whether the system is normal or under maintenance."""
    maintenance = call.venue.conditions.maintenance
    return {
        "status": int(maintenance),
        "msg": "system_maintenance" if maintenance else "normal",
    }


def api_restrictions(call: Call) -> Any:
    """Rights of the calling key."""
    key = call.key
    if key is None:
        raise RuntimeError("a signed route always has a key")
    shown: dict[str, Any] = {"ipRestrict": bool(key.allowed_ips), "createTime": key.created_ms}
    shown |= {WIRE_NAMES[name]: on for name, on in key.rights.names().items()}
    if not key.allowed_ips and key.rights.enable_spot_and_margin_trading:
        shown["tradingAuthorityExpirationTime"] = key.created_ms + EXPIRY
    return shown


def user_assets(call: Call) -> Any:
    """Balances above zero."""
    market, only = call.venue.market, call.get("asset")
    rows = []
    for asset, balance in sorted(call.account.balances.items()):
        total = balance.free + balance.locked
        if not total or only not in {None, asset}:
            continue
        worth = places(total * market.value(asset, "BTC"))
        rows.append(
            {
                "asset": asset,
                "free": short(balance.free),
                "locked": short(balance.locked),
                "freeze": "0",
                "withdrawing": "0",
                "ipoable": "0",
                "btcValuation": worth if call["needBtcValuation"] else "0",
            }
        )
    return rows


def account_status(call: Call) -> Any:
    """Whether the account is in order."""
    return {"data": call.account.status}


def trading_status(call: Call) -> Any:
    """Whether the account may trade over the API."""
    return {
        "data": {
            "isLocked": not call.account.can_trade,
            "plannedRecoverTime": 0,
            "triggerCondition": {"GCR": 150, "IFER": 150, "UFR": 300},
            "updateTime": call.account.update_time_ms,
        }
    }


def account_info(_: Call) -> Any:
    """Level of the account and what is switched on for it."""
    return {
        "vipLevel": 0,
        "isMarginEnabled": True,
        "isFutureEnabled": True,
        "isOptionsEnabled": False,
        "isPortfolioMarginRetailEnabled": False,
    }


ROUTES = (
    Route(
        method="GET",
        path="/sapi/v1/system/status",
        handler=system_status,
        pool=Pool.SAPI_IP,
    ),
    Route(
        method="GET",
        path="/sapi/v1/account/apiRestrictions",
        handler=api_restrictions,
        security=Security.USER_DATA,
        pool=Pool.SAPI_IP,
    ),
    Route(
        method="GET",
        path="/sapi/v1/account/status",
        handler=account_status,
        security=Security.USER_DATA,
        pool=Pool.SAPI_IP,
    ),
    Route(
        method="GET",
        path="/sapi/v1/account/apiTradingStatus",
        handler=trading_status,
        security=Security.USER_DATA,
        pool=Pool.SAPI_IP,
    ),
    Route(
        method="GET",
        path="/sapi/v1/account/info",
        handler=account_info,
        security=Security.USER_DATA,
        pool=Pool.SAPI_IP,
    ),
    Route(
        method="POST",
        path="/sapi/v3/asset/getUserAsset",
        handler=user_assets,
        weight=5,
        params=(
            Param("asset", params.text),
            Param("needBtcValuation", params.boolean, default=False),
        ),
        security=Security.USER_DATA,
        pool=Pool.SAPI_IP,
    ),
)
