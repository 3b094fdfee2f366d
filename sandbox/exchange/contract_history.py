"""What happened on contracts, over REST: income, forced orders, files to download."""

from typing import Any

from sandbox.exchange import contract_views as views
from sandbox.exchange.contract_desk import contracts_of
from sandbox.exchange.contract_wallet import Product
from sandbox.exchange.errors import Refusal
from sandbox.exchange.routes import Call

DAY_MS = 86_400_000
YEAR_MS = 366 * DAY_MS
KEPT_MS = 90 * DAY_MS  # three months of trades and income
Row = tuple[int, int, dict[str, Any]]  # time, id, and what is shown


def span_checked(call: Call, *, days: int) -> None:
    """Check the time span of a list. Fails with -4165 and -4166."""
    start, end = call.get("startTime"), call.get("endTime")
    if start is not None and end is not None and end - start > days * DAY_MS:
        raise Refusal(-4165, f"Invalid time interval. Maximum time interval is {days} days")


def page(call: Call, rows: list[Row], id_name: str) -> list[dict[str, Any]]:
    """Give the rows from an id on or between times, else the last ones; oldest first."""
    start, end = call.get("startTime"), call.get("endTime")
    first = call.get(id_name)
    found = [
        shown
        for at, number, shown in sorted(rows, key=lambda row: row[1])
        if (start is None or at >= start)
        and (end is None or at <= end)
        and (first is None or number >= first)
    ]
    forwards = first is not None or start is not None
    return found[: call["limit"]] if forwards else found[-call["limit"] :]


def income(call: Call, product: Product) -> Any:
    """Movements of money of the last three months, newest last."""
    if call.get("symbol"):
        contracts_of(call).find(product, call["symbol"])
    rows = [
        (one.time_ms, one.id, views.income(one))
        for one in call.account.wallet(product).incomes
        if call.get("symbol") in {None, one.symbol}
        and call.get("incomeType") in {None, one.kind}
        and one.time_ms >= call.now_ms - KEPT_MS
    ]
    return page(call, rows, "fromId")


def forced(call: Call, product: Product) -> Any:
    """Orders the exchange placed to close positions."""
    prefix = {"LIQUIDATION": "autoclose-", "ADL": "adl_autoclose"}.get(
        call.get("autoCloseType", ""), ("autoclose-", "adl_autoclose")
    )
    contracts = contracts_of(call)
    if call.get("symbol"):
        contracts.find(product, call["symbol"])
    rows = [
        (one.time_ms, one.order_id, views.query(one, contracts.find(product, one.symbol)))
        for one in call.account.wallet(product).orders.values()
        if one.client_order_id.startswith(prefix) and call.get("symbol") in {None, one.symbol}
    ]
    return page(call, rows, "fromId")


def download(kind: str) -> Any:
    """Make the endpoint that has a file made."""

    def handle(call: Call) -> Any:
        start, end = call["startTime"], call["endTime"]
        if not 0 <= end - start <= YEAR_MS:
            raise Refusal(-4165, "Invalid time interval. Maximum time interval is 366 days")
        return {
            "avgCostTimestampOfLast30d": 7241837,
            "downloadId": f"{kind}{start % 10**9}{end % 10**9}",
        }

    return handle


def download_link(call: Call) -> Any:
    """Tell where a file is, for as long as it is kept."""
    number = call["downloadId"]
    return {
        "downloadId": number,
        "status": "completed",
        "url": f"https://files.example/{number}.csv",
        "notified": True,
        "expirationTimestamp": call.now_ms + DAY_MS,
        "isExpired": None,
    }
