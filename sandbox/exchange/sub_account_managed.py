"""Managed sub-accounts, for those who invest and those who trade."""

from decimal import Decimal
from typing import Any

from sandbox.exchange.errors import Refusal
from sandbox.exchange.routes import Call
from sandbox.exchange.sub_account_assets import margin_asset
from sandbox.exchange.sub_account_book import DAY_MS, ZERO, Sub
from sandbox.exchange.sub_account_transfers import MASTER, TRANSFER
from sandbox.exchange.sub_accounts import book_of, named
from sandbox.exchange.wire import places, short

INVESTOR = "investor@example.com"
LONGEST = 184 * DAY_MS


def managed(call: Call) -> Any:
    """List managed sub-accounts."""
    found = [one for one in book_of(call).chosen(call.get("email")) if one.managed]
    return {
        "total": len(found),
        "managerSubUserInfoVoList": [
            {
                "rootUserId": call.account.uid,
                "managersubUserId": one.id,
                "bindParentUserId": call.account.uid,
                "email": one.email,
                "insertTimeStamp": call.now_ms - one.days * DAY_MS,
                "bindParentEmail": MASTER,
                "isSubUserEnabled": True,
                "isUserActive": True,
                "isMarginEnabled": False,
                "isFutureEnabled": one.futures,
                "isSignedLVTRiskAgreement": False,
            }
            for one in found
        ],
    }


def assets(call: Call) -> Any:
    """Assets of a spot wallet. Fails with -12022."""
    market = call.venue.market
    return [
        {
            "coin": asset,
            "name": asset,
            "totalBalance": short(amount),
            "availableBalance": short(amount),
            "inOrder": "0",
            "btcValue": places(amount * market.value(asset, "BTC")),
        }
        for asset, amount in _managed(call).balances.items()
    ]


def margin(call: Call) -> Any:
    """Balances and debts on margin. Fails with -12022."""
    sub = _managed(call)
    worth = places(sub.worth(call.venue.market))
    return {
        "marginLevel": "999",
        "totalAssetOfBtc": worth,
        "totalLiabilityOfBtc": "0",
        "totalNetAssetOfBtc": worth,
        "userAssets": [margin_asset(*item) for item in sub.balances.items()],
    }


def futures(call: Call) -> Any:
    """Assets and positions on futures, in numbers instead of texts. Fails with -12022."""
    _managed(call)
    mark = float(call.venue.market.mark_price("BTCUSDT"))
    position = {
        "symbol": "BTCUSDT",
        "entryPrice": mark,
        "markPrice": mark,
        "positionAmt": 0.0001,
    }
    data = {
        "assets": [{"asset": "USDT", "marginBalance": 100, "walletBalance": 120.5}],
        "position": [position],
    }
    shown = {"type": "FUTURES", "updateTime": call.now_ms, "data": data}
    return {"code": "200", "message": "OK", "snapshotVos": [shown]}


def snapshots(call: Call) -> Any:
    """Tell what it held at the end of the last days. Fails with -12022."""
    sub, kind = _managed(call), call["type"]
    midnight = call.now_ms // DAY_MS * DAY_MS
    return {
        "code": 200,
        "msg": "",
        "snapshotVos": [
            {
                "data": _held(call, sub, kind),
                "type": kind.lower(),
                "updateTime": midnight - age * DAY_MS - 1000,
            }
            for age in range(call["limit"])
        ],
    }


def transfers(call: Call) -> Any:
    """List transfers: the investor gave once. Fails with -12022 and -9000."""
    if call["endTime"] - call["startTime"] > LONGEST:
        raise Refusal(-9000, "The time span must not be longer than half a year.")
    email = "fund_managed@example.com" if call.get("email") is None else _managed(call).email
    row = {
        "fromEmail": INVESTOR,
        "fromAccountType": "SPOT",
        "toEmail": email,
        "toAccountType": call.get("transferFunctionAccountType", "SPOT"),
        "asset": "USDT",
        "amount": "5000",
        "scheduledData": call.now_ms - 20 * DAY_MS,
        "createTime": call.now_ms - 20 * DAY_MS,
        "status": "SUCCESS",
        "tranId": TRANSFER,
    }
    rows = [] if call.get("transfers") == "from" else [row]
    return {"managerSubTransferHistoryVos": rows, "count": len(rows)}


def _held(call: Call, sub: Sub, kind: str) -> dict[str, Any]:
    worth = places(sub.worth(call.venue.market))
    if kind == "SPOT":
        balances = [
            {"asset": asset, "free": places(amount), "locked": places(ZERO)}
            for asset, amount in sub.balances.items()
        ]
        return {"balances": balances, "totalAssetOfBtc": worth}
    if kind == "MARGIN":
        return {
            "marginLevel": "999.00000000",
            "totalAssetOfBtc": worth,
            "totalLiabilityOfBtc": places(ZERO),
            "totalNetAssetOfBtc": worth,
            "userAssets": [margin_asset(*item) for item in sub.balances.items()],
        }
    wallet = places(Decimal(120))
    return {
        "assets": [{"asset": "USDT", "marginBalance": wallet, "walletBalance": wallet}],
        "position": [],
    }


def _managed(call: Call) -> Sub:
    sub = named(call)
    if not sub.managed:
        raise Refusal(-12022, "Sub-account does not exist.")
    return sub
