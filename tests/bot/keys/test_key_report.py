"""Which rights a key may have, as Binance reports them."""

import re
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest

from binance.constants import Environment
from bot.services.key_report import KeyReport, Verdict

SAFE = {
    "ipRestrict": True,
    "createTime": 1_698_645_219_000,
    "enableReading": True,
    "enableWithdrawals": False,
    "enableInternalTransfer": False,
    "enableMargin": False,
    "enableFutures": False,
    "permitsUniversalTransfer": False,
    "enableVanillaOptions": False,
    "enableFixApiTrade": False,
    "enableFixReadOnly": True,
    "enableSpotAndMarginTrading": True,
    "enablePortfolioMarginTrading": False,
}
DANGEROUS = (
    "enableWithdrawals",
    "enableInternalTransfer",
    "permitsUniversalTransfer",
    "enableMargin",
    "enableVanillaOptions",
    "enableFixApiTrade",
    "enablePortfolioMarginTrading",
)
HARMLESS = ("enableSpotAndMarginTrading", "enableFutures", "enableFixReadOnly")


def snake(name: str) -> str:
    """Give Binance's name of a right as the bot writes it."""
    return re.sub("[A-Z]", lambda found: f"_{found[0].lower()}", name)


def judge(**answer: Any) -> KeyReport:
    """Judge an answer that differs from a safe one; `...` leaves a field out."""
    fields = {**SAFE, **answer}
    return KeyReport.of_restrictions(
        Environment.MAINNET, {name: value for name, value in fields.items() if value is not ...}
    )


def test_every_combination_of_rights_is_judged_as_specified() -> None:
    """Of 2,048 combinations those are kept that read and have no dangerous right."""
    names = (*DANGEROUS, *HARMLESS, "enableReading")
    wrong = [
        flags
        for flags in product((False, True), repeat=len(names))
        for rights in [dict(zip(names, flags, strict=True))]
        if judge(**rights).accepted
        is not (rights["enableReading"] and not any(rights[name] for name in DANGEROUS))
    ]

    assert wrong == []


@pytest.mark.parametrize("name", DANGEROUS)
def test_each_dangerous_right_alone_is_refused_and_named(name: str) -> None:
    """One dangerous right is enough, and the report names it."""
    report = judge(**{name: True})

    assert report.verdict is Verdict.DANGEROUS
    assert report.dangerous == (snake(name),)


@pytest.mark.parametrize("name", ["enableRockets", "permitsEverything"])
def test_a_right_binance_invents_later_is_refused_until_known(name: str) -> None:
    """An unknown right that is on counts against the key; one that is off does not."""
    assert judge(**{name: True}).dangerous == (snake(name),)
    assert judge(**{name: False}).accepted


@pytest.mark.parametrize("value", [None, "false", 0, 1, [], {}])
def test_a_dangerous_right_that_is_not_plainly_off_counts_as_on(value: object) -> None:
    """Only the JSON value false is off."""
    assert judge(enableWithdrawals=value).verdict is Verdict.DANGEROUS


@pytest.mark.parametrize(
    "name",
    ["enableReading", "enableWithdrawals", "enableInternalTransfer", "permitsUniversalTransfer"],
)
def test_a_deciding_right_that_is_not_reported_is_unclear(name: str) -> None:
    """Without knowing whether money can leave, the key is not kept."""
    assert judge(**{name: ...}).verdict is Verdict.UNCLEAR


def test_an_empty_answer_is_unclear() -> None:
    """An answer without any right keeps nothing."""
    assert KeyReport.of_restrictions(Environment.MAINNET, {}).verdict is Verdict.UNCLEAR


def test_a_key_that_may_not_read_is_refused() -> None:
    """Without reading no command would work."""
    assert judge(enableReading=False).verdict is Verdict.BLIND


@pytest.mark.parametrize(
    ("answer", "may_trade"),
    [
        ({}, True),
        ({"ipRestrict": False}, False),
        ({"ipRestrict": ...}, False),
        ({"enableSpotAndMarginTrading": False}, False),
        ({"enableSpotAndMarginTrading": False, "enableFutures": True}, True),
        ({"enableWithdrawals": True}, False),
    ],
)
def test_orders_need_a_trading_right_and_a_trusted_address(
    answer: dict[str, Any], may_trade: bool
) -> None:
    """A key that works from anywhere is kept for reading only."""
    assert judge(**answer).may_trade is may_trade


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (1_698_645_219_000, datetime(2023, 10, 30, 5, 53, 39, tzinfo=UTC)),
        (0, None),
        (-1, None),
        (2**63, None),
        ("soon", None),
        (True, None),
        (None, None),
    ],
)
def test_times_are_read_or_left_out(value: object, moment: datetime | None) -> None:
    """A time out of range or of the wrong type is not known, and no error."""
    report = judge(createTime=value, tradingAuthorityExpirationTime=value)

    assert report.created_at == moment
    assert report.trading_until == moment


def test_facts_are_plain_json() -> None:
    """What is stored beside the key are switches, times in seconds, and nothing secret."""
    facts = judge().facts()

    assert facts["enable_reading"] is True
    assert facts["ip_restrict"] is True
    assert facts["create_time"] == 1_698_645_219
    assert facts["trading_authority_expiration_time"] is None
