"""Coins, networks, addresses, deposits and withdrawals; nothing can be withdrawn here."""

import hashlib
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sandbox.exchange.accounts import Balance
from sandbox.exchange.errors import Refusal
from sandbox.exchange.paging import check_span, cut, within
from sandbox.exchange.routes import Call
from sandbox.exchange.wallet_assets import LEAVING, least_withdrawal, withdrawal_fee
from sandbox.exchange.wallet_book import Passage
from sandbox.exchange.wire import short

LONGEST = 90  # days
QUOTA = Decimal(8_000_000)  # USD a day
OWN_CHAIN = frozenset({"BTC", "SOL", "XRP", "TRX", "DOGE", "ADA", "AVAX", "DOT", "LTC", "BCH"})
NETWORKS = {"BTC": ("BTC", "BSC"), "ETH": ("ETH", "BSC", "ARBITRUM"), "USDT": ("TRX", "ETH", "BSC")}
WITH_TAG = frozenset({"XRP"})


def coins(call: Call) -> Any:
    """List every coin with its networks."""
    names = sorted({one.base for one in call.venue.market.symbols.values()} | {"USDT"})
    return [_coin(call, name) for name in names]


def deposits(call: Call) -> Any:
    """List deposits, newest first. Fails with -4047."""
    check_span(call, LONGEST)
    rows = (
        _deposit(one, with_source=call["includeSource"])
        for one in reversed(call.account.cash.deposits)
        if call.get("coin") in {None, one.coin}
        and call.get("status") in {None, str(one.status)}
        and call.get("txId") in {None, one.tx_id}
        and within(call, one.time_ms)
    )
    return cut(call, rows, 1000)


def withdrawals(call: Call) -> Any:
    """List withdrawals, newest first. Fails with -4047."""
    check_span(call, 7 if call.get("withdrawOrderId") else LONGEST)
    ids = call.get("idList")
    rows = (
        {
            "status": one.status,
            **withdrawal(one),
        }
        for one in reversed(call.account.cash.withdrawals)
        if call.get("coin") in {None, one.coin}
        and call.get("status") in {None, one.status}
        and call.get("withdrawOrderId") is None
        and (ids is None or one.id in ids)
        and within(call, one.time_ms)
    )
    return cut(call, rows, 1000)


def withdrawal(one: Passage) -> dict[str, Any]:
    """Show what every history of withdrawals has of one."""
    return {
        "id": one.id,
        "amount": short(one.amount),
        "transactionFee": short(one.fee),
        "coin": one.coin,
        "address": one.address,
        "txId": one.tx_id,
        "applyTime": _written(one.time_ms),
        "network": one.network,
        "transferType": 0,
        "info": "",
        "confirmNo": 12,
        "walletType": 0,
        "txKey": "",
        "completeTime": _written(one.time_ms + 420_000),
    }


def deposit_address(call: Call) -> Any:
    """Give the address of a coin on a network. Fails with -4018."""
    coin = _known(call)
    chosen = call.get("network") or networks(coin)[0]
    address = address_of(call.account.uid, chosen)
    tag = str(call.account.uid) if coin in WITH_TAG else ""
    return {
        "address": address,
        "coin": coin,
        "tag": tag,
        "url": f"https://explorer.example/{chosen}/{address}",
    }


def deposit_addresses(call: Call) -> Any:
    """List the addresses of a coin. Fails with -4018."""
    coin = _known(call)
    return [
        {
            "coin": coin,
            "address": address_of(call.account.uid, network),
            "tag": str(call.account.uid) if coin in WITH_TAG else "",
            "isDefault": int(network == networks(coin)[0]),
        }
        for network in networks(coin)
        if call.get("network") in {None, network}
    ]


def apply_for_credit(_: Call) -> Any:
    """Take the wish to credit a deposit."""
    return {"code": "000000", "message": "success", "data": True, "success": True}


def withdraw_addresses(call: Call) -> Any:
    """List the address book: where something went to before."""
    known = {(one.coin, one.network): one.address for one in call.account.cash.withdrawals}
    return [
        {
            "address": address,
            "addressTag": "",
            "coin": coin,
            "name": f"{coin} cold wallet",
            "network": network,
            "origin": "bla",
            "originType": "others",
            "whiteStatus": True,
        }
        for (coin, network), address in known.items()
    ]


def withdraw_quota(call: Call) -> Any:
    """How much may go outside today."""
    today = [one for one in call.account.cash.withdrawals if call.now_ms - one.time_ms < 86_400_000]
    used = sum((one.amount * call.venue.market.value(one.coin) for one in today), Decimal(0))
    return {"wdQuota": short(QUOTA), "usedWdQuota": short(used)}


def networks(coin: str) -> tuple[str, ...]:
    """Give the networks a coin travels on, the usual one first."""
    return NETWORKS.get(coin) or ((coin,) if coin in OWN_CHAIN else ("ETH", "BSC"))


def address_of(uid: int, network: str) -> str:
    """Make an address that stays the same."""
    digest = hashlib.sha256(f"{uid}:{network}".encode()).hexdigest()
    return (
        f"0x{digest[:40]}" if network in {"ETH", "BSC", "ARBITRUM"} else f"{network}{digest[:33]}"
    )


def _known(call: Call) -> str:
    coin: str = call["coin"]
    network = call.get("network")
    listed = bool(call.venue.market.value(coin))
    if not listed or (network is not None and network not in networks(coin)):
        raise Refusal(-4018, "The asset is not listed, or not on this network.")
    return coin


def _coin(call: Call, name: str) -> dict[str, Any]:
    held = call.account.balances.get(name) or Balance()
    zeros = dict.fromkeys(("freeze", "ipoable", "ipoing", "storage", "withdrawing"), "0")
    return {
        "coin": name,
        "depositAllEnable": name not in LEAVING,
        "free": short(held.free),
        "locked": short(held.locked),
        **zeros,
        "isLegalMoney": name == "EUR",
        "name": name,
        "networkList": [_network(call, name, network) for network in networks(name)],
        "trading": name not in LEAVING,
        "withdrawAllEnable": True,
    }


def _network(call: Call, coin: str, network: str) -> dict[str, Any]:
    return {
        "addressRegex": "^(0x)[0-9A-Fa-f]{40}$" if network in {"ETH", "BSC"} else "",
        "coin": coin,
        "depositDesc": "Delisted, deposit suspended" if coin in LEAVING else "",
        "depositEnable": coin not in LEAVING,
        "isDefault": network == networks(coin)[0],
        "memoRegex": "^[0-9]{1,10}$" if coin in WITH_TAG else "",
        "minConfirm": 12,
        "name": network,
        "network": network,
        "specialTips": "",
        "unLockConfirm": 64,
        "withdrawDesc": "",
        "withdrawEnable": True,
        "withdrawFee": short(withdrawal_fee(call, coin)),
        "withdrawIntegerMultiple": "0.00000001",
        "withdrawMax": "9999999",
        "withdrawMin": short(least_withdrawal(call, coin)),
        "withdrawInternalMin": short(withdrawal_fee(call, coin)),
        "depositDust": short(withdrawal_fee(call, coin)),
        "sameAddress": coin in WITH_TAG,
        "estimatedArrivalTime": 4,
        "busy": False,
    }


def _deposit(one: Passage, *, with_source: bool) -> dict[str, Any]:
    source = {"sourceAddress": address_of(1, one.network)} if with_source else {}
    return {
        "id": one.id,
        "amount": short(one.amount),
        "coin": one.coin,
        "network": one.network,
        "status": one.status,
        "address": one.address,
        "addressTag": "",
        "txId": one.tx_id,
        "insertTime": one.time_ms,
        "completeTime": one.time_ms + 300_000,
        "transferType": 0,
        "confirmTimes": "12/12",
        "unlockConfirm": 64,
        "walletType": 0,
        "travelRuleStatus": 0,
        **source,
    }


def _written(time_ms: int) -> str:
    return f"{datetime.fromtimestamp(time_ms / 1000, UTC):%Y-%m-%d %H:%M:%S}"
