"""What came to sub-accounts, and what went between them."""

from typing import Any

from sandbox.exchange.routes import Call
from sandbox.exchange.sub_account_book import DAY_MS
from sandbox.exchange.sub_accounts import book_of, named

MASTER = "owner@example.com"
TRANSFER = 11_798_835_829
AMOUNT = "150.00000000"


def deposit_address(call: Call) -> Any:
    """Tell where to send a coin. Fails with -12022."""
    named(call)
    address = "TDunhSa7jkTNuKrusUTU1MUHtqXoBPKETV"
    return {
        "address": address,
        "coin": call["coin"],
        "tag": "",
        "url": f"https://tronscan.org/#/address/{address}",
    }


def deposits(call: Call) -> Any:
    """List deposits: there was one. Fails with -12022."""
    sub = named(call)
    row = {
        "id": str(sub.id * 1000),
        "amount": "0.05",
        "coin": "BTC",
        "network": "BTC",
        "status": 1,
        "address": "bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh",
        "addressTag": "",
        "txId": "98a3ea560c6b3336d348b6c83f0f95ece4f1f5919e94bd006e5bf3bf264facfc",
        "insertTime": call.now_ms - 3 * DAY_MS,
        "transferType": 0,
        "confirmTimes": "1/1",
        "unlockConfirm": 0,
        "walletType": 0,
    }
    if call["includeSource"]:
        row["sourceAddress"] = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"
    matching = call.get("coin", "BTC") == "BTC" and call.get("status", 1) == 1
    return [row] if matching else []


def spot_transfers(call: Call) -> Any:
    """List transfers between spot wallets: the master gave to each sub-account."""
    wanted = call.get("toEmail")
    if call.get("fromEmail") not in {None, MASTER}:
        return []
    return [
        {
            "from": MASTER,
            "to": one.email,
            "asset": "USDT",
            "qty": AMOUNT,
            "status": "SUCCESS",
            "tranId": TRANSFER + one.id,
            "time": call.now_ms - DAY_MS,
        }
        for one in book_of(call).chosen(wanted)
    ]


def futures_transfers(call: Call) -> Any:
    """List transfers of a futures account. Fails with -12022."""
    sub = named(call)
    return {
        "success": True,
        "futuresType": call["futuresType"],
        "transfers": [
            {
                "from": MASTER,
                "to": sub.email,
                "asset": "USDT",
                "qty": AMOUNT,
                "tranId": TRANSFER + sub.id,
                "time": call.now_ms - DAY_MS,
            }
        ],
    }


def universal_transfers(call: Call) -> Any:
    """List transfers between any wallets."""
    rows = [
        {
            "tranId": TRANSFER + one.id,
            "fromEmail": MASTER,
            "toEmail": one.email,
            "asset": "USDT",
            "amount": AMOUNT,
            "createTimeStamp": call.now_ms - DAY_MS,
            "fromAccountType": "SPOT",
            "toAccountType": "USDT_FUTURE",
            "status": "SUCCESS",
            "clientTranId": f"c{one.id}",
        }
        for one in book_of(call).chosen(call.get("toEmail"))
        if call.get("clientTranId") in {None, f"c{one.id}"}
    ]
    return {"result": rows, "totalCount": len(rows)}


def own_transfers(call: Call) -> Any:
    """List transfers as a sub-account sees them: the pretence lets the master ask."""
    return [
        {
            "counterParty": "master",
            "email": MASTER,
            "type": call.get("type", 1),
            "asset": call.get("asset", "USDT"),
            "qty": AMOUNT,
            "fromAccountType": "SPOT",
            "toAccountType": "SPOT",
            "status": "SUCCESS",
            "tranId": TRANSFER,
            "time": call.now_ms - DAY_MS,
        }
    ]


def moved_positions(call: Call) -> Any:
    """List positions that were moved: there was one."""
    row = {
        "fromUserEmail": MASTER,
        "toUserEmail": "alice@example.com",
        "productType": call.get("productType", "UM"),
        "symbol": call["symbol"],
        "price": str(call.venue.market.mark_price("BTCUSDT")),
        "quantity": "0.00100000",
        "positionSide": "BOTH",
        "side": "SELL",
        "timeStamp": call.now_ms - DAY_MS,
    }
    return {"total": 1, "futureMovePositionOrderVoList": [row]}
