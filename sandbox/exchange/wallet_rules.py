"""Deposits and withdrawals under the travel rule; this exchange takes everybody for a local."""

from typing import Any

from sandbox.exchange.paging import check_span, cut, within
from sandbox.exchange.routes import Call
from sandbox.exchange.wallet_book import Passage
from sandbox.exchange.wallet_capital import LONGEST, withdrawal
from sandbox.exchange.wire import short

COMPLETED = 0
COUNTRIES = (("ae", "United Arab Emirates", "supported"), ("us", "United States", "blocked"))
REGIONS = {"ae": (("Dubai", "supported"),), "us": (("New York", "blocked"), ("Texas", "limited"))}


def deposits(call: Call) -> Any:
    """List deposits as the first version does."""
    return cut(
        call,
        (
            {
                "trId": _number(one),
                "tranId": int(one.id),
                "depositStatus": one.status,
                "travelRuleStatus": COMPLETED,
                "unlockConfirm": 64,
                "walletType": 0,
                "questionnaire": None,
                **_deposit(one),
            }
            for one in _asked(call, call.account.cash.deposits)
        ),
        1000,
    )


def deposits_v2(call: Call) -> Any:
    """List deposits."""
    answers = {"vaspName": "BINANCE", "depositOriginator": 0}
    return cut(
        call,
        (
            {
                "depositId": one.id,
                "depositStatus": one.status,
                "travelRuleReqStatus": COMPLETED,
                "questionnaire": answers if call["retrieveQuestionnaire"] else None,
                **_deposit(one),
            }
            for one in _asked(call, call.account.cash.deposits)
            if call.get("depositId") in {None, int(one.id)}
        ),
        1000,
    )


def withdrawals(call: Call) -> Any:
    """List withdrawals."""
    return cut(
        call,
        (
            {
                "trId": _number(one),
                "withdrawalStatus": one.status,
                "travelRuleStatus": COMPLETED,
                "addressTag": "",
                "questionnaire": '{"isAddressOwner":1}',
                **withdrawal(one),
            }
            for one in _asked(call, call.account.cash.withdrawals)
        ),
        1000,
    )


def vasps(_: Call) -> Any:
    """List exchanges that take part."""
    return [
        {"vaspName": "Binance", "vaspCode": "BINANCE", "identifier": "binance"},
        {"vaspName": "Others", "vaspCode": "others", "identifier": "NA"},
    ]


def countries(_: Call) -> Any:
    """List countries."""
    return {
        "countries": [
            {
                "countryCode": code,
                "countryName": name,
                **_block(block),
                "hasRegionRestrictions": code == "us",
            }
            for code, name, block in COUNTRIES
        ]
    }


def regions(call: Call) -> Any:
    """List the regions of a country."""
    code = call["countryCode"]
    return {
        "countryCode": code,
        "regions": [{"regionName": name, **_block(block)} for name, block in REGIONS.get(code, ())],
    }


def requirements(_: Call) -> Any:
    """Whose questionnaire must be answered."""
    return {"questionnaireCountryCode": "AE"}


def _asked(call: Call, passages: list[Passage]) -> list[Passage]:
    check_span(call, LONGEST)
    ids, numbers = call.get("txId"), call.get("trId")
    return [
        one
        for one in reversed(passages)
        if call.get("coin") in {None, one.coin}
        and call.get("network") in {None, one.network}
        and (ids is None or one.tx_id in ids)
        and (numbers is None or str(_number(one)) in numbers)
        and call.get("travelRuleStatus", COMPLETED) == COMPLETED
        and within(call, one.time_ms)
    ]


def _number(one: Passage) -> int:
    return one.time_ms // 1000 % 10_000_000


def _deposit(one: Passage) -> dict[str, Any]:
    return {
        "amount": short(one.amount),
        "coin": one.coin,
        "network": one.network,
        "address": one.address,
        "addressTag": "",
        "txId": one.tx_id,
        "insertTime": one.time_ms,
        "transferType": 0,
        "confirmTimes": "12/12",
        "requireQuestionnaire": False,
    }


def _block(kind: str) -> dict[str, Any]:
    allowed = kind != "blocked"
    return {"blockType": kind, "depositAllowed": allowed, "withdrawalAllowed": allowed}
