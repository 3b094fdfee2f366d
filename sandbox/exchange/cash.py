"""Money from and to the world outside, and a loan: a few rows, the same for everybody."""

from typing import Any

from sandbox.exchange.declaring import own
from sandbox.exchange.paging import DAY_MS
from sandbox.exchange.routes import Call, Pool

_SPAN = "beginTime endTime page:long=1 rows:..500=100"


def fiat_orders(call: Call) -> Any:
    """List a deposit from a bank, or a withdrawal to one."""
    out = call["transactionType"] == "1"
    common = {"fiatCurrency": "EUR", "totalFee": "1.00", "method": "BankAccount"}
    amount = "150.00" if out else "1000.00"
    own_words = {"orderNo": f"7d76d611-{int(out)}", "amount": amount, "status": "Successful"}
    return _told(call, [common | own_words | {"indicatedAmount": amount} | _times(call, 70)])


def fiat_payments(call: Call) -> Any:
    """List a purchase by card, or a sale."""
    sold = call["transactionType"] == "1"
    row = {
        "orderNo": f"353fca44-{int(sold)}",
        "sourceAmount": "0.01" if sold else "200.00",
        "fiatCurrency": "EUR",
        "obtainAmount": "610.00" if sold else "0.00320",
        "cryptoCurrency": "BTC",
        "totalFee": "0.20",
        "price": "61000.00" if sold else "62500.00",
        "status": "Completed",
        "paymentMethod": "Credit Card",
    }
    return _told(call, [row | _times(call, 55)])


def c2c_trades(call: Call) -> Any:
    """List what was bought from and sold to other people."""
    rows = [
        {
            "orderNumber": f"2021966139{number}",
            "advNo": "1122110000",
            "tradeType": side,
            "asset": "USDT",
            "fiat": "EUR",
            "fiatSymbol": "€",
            "amount": amount,
            "totalPrice": total,
            "unitPrice": "0.93",
            "orderStatus": "COMPLETED",
            "createTime": _times(call, 20 * number)["createTime"],
            "commission": "0",
            "counterPartNickName": "ab***",
            "advertisementRole": "TAKER",
        }
        for number, side, amount, total in ((1, "BUY", "100", "93.00"), (2, "SELL", "50", "46.50"))
    ]
    return _told(call, [one for one in rows if call.get("tradeType") in {None, one["tradeType"]}])


def loans(call: Call) -> Any:
    """List the one loan there is."""
    row = {
        "loanCoin": "USDT",
        "totalDebt": "500.12345678",
        "collateralCoin": "BNB",
        "collateralAmount": "1.5",
        "currentLTV": "0.55",
    }
    asked = (call.get("loanCoin"), "USDT"), (call.get("collateralCoin"), "BNB")
    rows = [row] if all(one in {None, known} for one, known in asked) else []
    return {"rows": rows[: call["limit"]], "total": len(rows)}


def _told(call: Call, rows: list[dict[str, Any]]) -> dict[str, Any]:
    first = (max(call["page"], 1) - 1) * call["rows"]
    shown = rows[first : first + call["rows"]]
    said = {"code": "000000", "message": "success", "success": True}
    return said | {"data": shown, "total": len(rows)}


def _times(call: Call, days: int) -> dict[str, int]:
    made = call.now_ms // DAY_MS * DAY_MS - days * DAY_MS
    return {"createTime": made, "updateTime": made + 60_000}


_IP: dict[str, Any] = {"pool": Pool.SAPI_IP}
_UID: dict[str, Any] = {"pool": Pool.SAPI_UID}
ROUTES = (
    own("/sapi/v1/fiat/orders", fiat_orders, 45_000, f"transactionType!:0|1 {_SPAN}", **_UID),
    own("/sapi/v1/fiat/payments", fiat_payments, 1, f"transactionType!:0|1 {_SPAN}", **_IP),
    own(
        "/sapi/v1/c2c/orderMatch/listUserOrderHistory",
        c2c_trades,
        1,
        "tradeType:BUY|SELL startTimestamp:long endTimestamp:long page:long=1 rows:..100=100",
        **_IP,
    ),
    own(
        "/sapi/v2/loan/flexible/ongoing/orders",
        loans,
        300,
        "loanCoin collateralCoin current=1 limit:..100=10",
        **_IP,
    ),
)
