"""What cloud mining and custody moved: a few rows, the same for everybody."""

from typing import Any

from sandbox.exchange.paging import DAY_MS, page, within
from sandbox.exchange.routes import Call

PAYMENT, REFUND = 248, 249


def payments(call: Call) -> Any:
    """List payments to cloud mining and a refund."""
    rows = [
        {
            "createTime": _days_ago(call, days),
            "tranId": 121_230_610_000 + days,
            "type": kind,
            "asset": "USDT",
            "amount": amount,
            "status": "S",
        }
        for days, kind, amount in ((20, PAYMENT, "25.0068"), (50, REFUND, "4.12"))
    ]
    return page(
        call,
        (
            one
            for one in rows
            if call.get("tranId") in {None, one["tranId"]}
            and call.get("asset") in {None, "USDT"}
            and within(call, int(str(one["createTime"])))
        ),
    )


def custody(call: Call) -> Any:
    """List what was delegated and given back."""
    rows = [
        {
            "clientTranId": f"29391593229087948{days}",
            "transferType": kind,
            "asset": "ETH",
            "amount": "1",
            "time": _days_ago(call, days),
        }
        for days, kind in ((7, "Undelegate"), (37, "Delegate"))
    ]
    return page(
        call,
        (
            one
            for one in rows
            if call.get("type") in {None, str(one["transferType"]).upper()}
            and call.get("asset") in {None, "ETH"}
            and within(call, int(str(one["time"])))
        ),
    )


def _days_ago(call: Call, days: int) -> int:
    return call.now_ms // DAY_MS * DAY_MS - days * DAY_MS
