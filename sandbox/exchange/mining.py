"""The mining pool: one mining account with two workers. Every endpoint is one entry of `ROUTES`."""

from datetime import UTC, datetime
from typing import Any

from sandbox.exchange.declaring import get, own, write
from sandbox.exchange.errors import Refusal
from sandbox.exchange.routes import Call, Pool, Security

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
ALGORITHM = "sha256"
WORKERS = (("1423847", "rig01", 1, 102_400_000_000), ("1423848", "rig02", 2, 0))
CONFIG = 168  # the one resale there is
UNIT = "h/s"
EARNED = 0.00004217  # BTC in a day


def algorithms(_: Call) -> Any:
    """List what may be mined with."""
    return _found([{"algoName": ALGORITHM, "algoId": 1, "poolIndex": 0, "unit": UNIT}])


def coins(_: Call) -> Any:
    """List what may be mined."""
    coin = {"coinName": "BTC", "coinId": 1, "poolIndex": 0, "algoId": 1, "algoName": ALGORITHM}
    return _found([coin])


def worker(call: Call) -> Any:
    """Tell how fast a worker was. Fails with 140407."""
    _check(call)
    if call["workerName"] not in {name for _, name, *_ in WORKERS}:
        raise Refusal(140407, "Worker does not exist.")
    # A worker's refused shares are whole numbers, an account's are texts.
    return _found(
        [
            {
                "workerName": call["workerName"],
                "type": kind,
                "hashrateDatas": [point | {"reject": 0} for point in _points(call, step)],
            }
            for kind, step in (("H_hashrate", HOUR_MS), ("D_hashrate", DAY_MS))
        ]
    )


def workers(call: Call) -> Any:
    """List the workers, all of them or those in one state."""
    _check(call)
    wanted = call.get("workerStatus", 0)
    rows = [
        {
            "workerId": number,
            "workerName": name,
            "status": status,
            "hashRate": rate,
            "dayHashRate": rate * 0.98,
            "rejectRate": 0,
            "lastShareTime": call.now_ms - 60_000,
        }
        for number, name, status, rate in WORKERS
        if wanted in {0, status}
    ]
    return _page(call, "workerDatas", rows)


def earnings(call: Call) -> Any:
    """List what was earned day by day."""
    _check(call)
    rows = [
        {
            "time": day,
            "type": 0,
            "hashTransfer": None,
            "transferAmount": None,
            "dayHashRate": 102_400_000_000,
            "profitAmount": EARNED,
            "coinName": "BTC",
            "status": 2,
        }
        for day in _days(call)
    ]
    return _page(call, "accountProfits", rows)


def bonuses(call: Call) -> Any:
    """List what was earned besides."""
    _check(call)
    rows = [
        {"time": day, "coinName": "BTC", "type": 3, "profitAmount": EARNED / 100, "status": 2}
        for day in _days(call)
    ]
    return _page(call, "otherProfits", rows)


def account_earnings(call: Call) -> Any:
    """List what came without mining."""
    rows = [
        {
            "time": day,
            "coinName": "BTC",
            "type": 2,
            "puid": 59_985_472,
            "subName": call.account.name,
            "amount": EARNED / 100,
        }
        for day in _days(call)
    ]
    return _page(call, "accountProfits", rows)


def resales(call: Call) -> Any:
    """List resold hash rate."""
    ended = call.account.name in call.venue.ended_resales
    row = _resale(call) | {
        "configId": CONFIG,
        "startDay": _written(call.now_ms - 10 * DAY_MS),
        "endDay": _written(call.now_ms + 10 * DAY_MS),
        "status": 1 if ended else 0,
    }
    return _page(call, "configDetails", [row])


def resale_earnings(call: Call) -> Any:
    """List what a resale brought. Fails with 140408."""
    _check_config(call)
    rows = [
        _resale(call) | {"day": _written(day), "amount": EARNED, "coinName": "BTC"}
        for day in _days(call)
    ]
    return _page(call, "profitTransferDetails", rows)


def cancel_resale(call: Call) -> Any:
    """End a resale. Fails with 140407 and 140408."""
    _check(call)
    _check_config(call)
    call.venue.ended_resales.add(call.account.name)
    return _found(data=True)


def statistics(call: Call) -> Any:
    """Tell how the mining account is doing."""
    _check(call)
    at_work = [rate for *_, status, rate in WORKERS if status == 1]
    return _found(
        {
            "fifteenMinHashRate": f"{sum(at_work)}.00000000",
            "dayHashRate": f"{sum(at_work)}.00000000",
            "validNum": len(at_work),
            "invalidNum": len(WORKERS) - len(at_work),
            "profitToday": {"BTC": "0.00001140", "BSV": "0.00000000"},
            "profitYesterday": {"BTC": "0.00004217", "BSV": "0.00000000"},
            "userName": call["userName"],
            "unit": UNIT,
            "algo": call["algo"],
        }
    )


def hash_rates(call: Call) -> Any:
    """Tell how fast the mining account was."""
    _check(call)
    return _found(
        [
            {"type": kind, "userName": call["userName"], "list": _points(call, step)}
            for kind, step in (("H_hashrate", HOUR_MS), ("D_hashrate", DAY_MS))
        ]
    )


def _found(data: object) -> dict[str, Any]:
    return {"code": 0, "msg": "", "data": data}


def _page(call: Call, name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    size, page = call.get("pageSize", 20), call.get("pageIndex", 1)
    shown = rows[(page - 1) * size : page * size]
    return _found({name: shown, "totalNum": len(rows), "pageSize": size})


def _points(call: Call, step: int) -> list[dict[str, Any]]:
    now = call.now_ms // step * step
    return [
        {"time": now - age * step, "hashrate": "102400000000.00000000", "reject": "0.00000000"}
        for age in range(3)
    ]


def _days(call: Call) -> list[int]:
    """Give the days that were asked about, at most five, the last one first."""
    today = call.now_ms // DAY_MS * DAY_MS
    start, end = call.get("startDate", 0), call.get("endDate", call.now_ms)
    return [day for age in range(1, 6) if start <= (day := today - age * DAY_MS) <= end]


def _written(time_ms: int) -> int:
    """Write a day as one number, 20261120."""
    return int(f"{datetime.fromtimestamp(time_ms / 1000, UTC):%Y%m%d}")


def _resale(call: Call) -> dict[str, Any]:
    return {
        "poolUsername": call.account.name,
        "toPoolUsername": "pop",
        "algoName": ALGORITHM,
        "hashRate": 5_000_000_000,
    }


def _check(call: Call) -> None:
    if call["userName"] != call.account.name:
        raise Refusal(140407, "Mining account does not exist.")


def _check_config(call: Call) -> None:
    if call["configId"] != CONFIG:
        raise Refusal(140408, "Config does not exist.")


_ROOT = "/sapi/v1/mining"
_IP: dict[str, Any] = {"pool": Pool.SAPI_IP}
_KEYED: dict[str, Any] = {"security": Security.MARKET_DATA, **_IP}
_PAGE = "pageIndex:long=1 pageSize:..200=20"
_SPAN = "startDate:long endDate:long"
ROUTES = (
    get(f"{_ROOT}/pub/algoList", algorithms, **_KEYED),
    get(f"{_ROOT}/pub/coinList", coins, **_KEYED),
    own(f"{_ROOT}/worker/detail", worker, 1, "algo! userName! workerName!", **_IP),
    own(
        f"{_ROOT}/worker/list",
        workers,
        1,
        "algo! userName! pageIndex:long=1 sort:long sortColumn:long workerStatus:long=0",
        **_IP,
    ),
    own(f"{_ROOT}/payment/list", earnings, 1, f"algo! userName! coin {_SPAN} {_PAGE}", **_IP),
    own(f"{_ROOT}/payment/other", bonuses, 1, f"algo! userName! coin {_SPAN} {_PAGE}", **_IP),
    own(f"{_ROOT}/payment/uid", account_earnings, 1, f"algo! {_SPAN} {_PAGE}", **_IP),
    own(f"{_ROOT}/hash-transfer/config/details/list", resales, 1, _PAGE, **_IP),
    own(f"{_ROOT}/hash-transfer/profit/details", resale_earnings, 1, f"configId! {_PAGE}", **_IP),
    write(
        "POST",
        f"{_ROOT}/hash-transfer/config/cancel",
        cancel_resale,
        1,
        "configId! userName!",
        security=Security.USER_DATA,
        right="enable_reading",
        **_IP,
    ),
    own(f"{_ROOT}/statistics/user/status", statistics, 1, "algo! userName!", **_IP),
    own(f"{_ROOT}/statistics/user/list", hash_rates, 1, "algo! userName!", **_IP),
)
