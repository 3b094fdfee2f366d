"""What people read about their keys."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binance.constants import Environment
from binance.credentials import KeyType, generate_ed25519
from bot import key_list, key_texts
from bot.key_cards import name_of, refusal_card, report_card
from bot.services.key_report import REFUSED, WELCOME, KeyReport, Verdict
from sandbox.telegram.html_markup import parse_html
from storage.stored_key import StoredKey

pytestmark = pytest.mark.usefixtures("english")

ADDRESS = "203.0.113.24"
SAFE = {
    "ipRestrict": True,
    "enableReading": True,
    "enableWithdrawals": False,
    "enableInternalTransfer": False,
    "permitsUniversalTransfer": False,
    "enableFutures": False,
    "enableSpotAndMarginTrading": True,
}
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
KEY = StoredKey(
    id=2**53 - 1,
    user_id=1,
    label="Main",
    key_type=KeyType.ED25519,
    masked="…k9Q2",
    in_use=True,
    environment="mainnet",
    rights={"enable_reading": True, "ip_restrict": True, "create_time": 1},
    ip_restricted=True,
    created_at=NOW - timedelta(days=3),
    checked_at=NOW - timedelta(hours=2),
    last_error=None,
    last_error_at=None,
)


def report_of(**answer: Any) -> KeyReport:
    """Give the report on an answer that differs from a safe one."""
    report = KeyReport.of_restrictions(Environment.MAINNET, {**SAFE, **answer})
    return replace(report, clock_offset=timedelta(milliseconds=38))


def table_of(card: str) -> list[str]:
    """Give the lines of the table in a card."""
    found = re.search("<pre>(.*?)</pre>", card, re.DOTALL)
    assert found is not None
    return unescape(found[1]).splitlines()


def test_report_lists_every_right_the_address_and_the_clock() -> None:
    """A good key's report has a line for each right, and none is wider than a phone."""
    rows = table_of(report_card(report_of(), "Key saved", ADDRESS))

    assert rows == [
        "Reading          on   ok",
        "Spot trading     on   ok",
        "Futures          off  –",
        "Withdrawals      off  ok",
        "Int. transfer    off  ok",
        "Univ. transfer   off  ok",
        "IP restricted    yes  ok",
        "Clock offset     +38 ms",
    ]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"enableSpotAndMarginTrading": False}, "“Enable Spot &amp; Margin Trading”"),
        ({}, "“Enable Futures”"),
        ({"ipRestrict": False}, ADDRESS),
        ({"tradingAuthorityExpirationTime": 1_800_000_000_000}, '<tg-time unix="1800000000"'),
    ],
)
def test_report_says_which_switch_to_flip(answer: dict[str, Any], words: str) -> None:
    """What is missing is named as Binance's page names it."""
    assert words in report_card(report_of(**answer), "Key saved", ADDRESS)


def test_unknown_address_is_described() -> None:
    """Without knowing the address the card says whose address is meant."""
    card = report_card(report_of(ipRestrict=False), "Key saved", None)

    assert "the IP of this bot's server" in card
    assert "None" not in card


@pytest.mark.parametrize(
    ("verdict", "code", "words"),
    [
        (Verdict.REJECTED, -2015, (ADDRESS, "binance.com", "deleted", "Reading", "-2015")),
        (Verdict.MALFORMED, -2014, ("form of an API key", "-2014")),
        (Verdict.WRONG_SECRET, -1022, ("another key's", "public key", "-1022")),
        (Verdict.CLOCK, -1021, ("clock", "nothing about your key", "-1021")),
        (Verdict.NO_ANSWER, None, ("No answer", "Binance has confirmed")),
        (Verdict.BLIND, None, ("Enable Reading",)),
        (Verdict.UNCLEAR, None, ("unclear",)),
    ],
)
def test_each_refusal_says_what_why_and_what_next(
    verdict: Verdict, code: int | None, words: tuple[str, ...]
) -> None:
    """The causes of a refusal are told apart, and nothing was stored."""
    report = KeyReport(environment=Environment.MAINNET, verdict=verdict, error_code=code)
    card = refusal_card(report, ADDRESS)

    assert all(word in card for word in words)
    assert "Nothing was stored" in card


@pytest.mark.parametrize(
    ("both", "advice"), [(False, "send the key again"), (True, "send key and secret again")]
)
def test_refusal_asks_for_what_the_dialog_takes_next(both: bool, advice: str) -> None:
    """With a secret of its own a refused key is asked for as a whole."""
    report = KeyReport(environment=Environment.MAINNET, verdict=Verdict.WRONG_SECRET)

    assert advice in refusal_card(report, ADDRESS, both=both)


def test_test_networks_have_no_reading_switch() -> None:
    """Where no rights can be set, none is named as a cause."""
    report = KeyReport(environment=Environment.TESTNET, verdict=Verdict.REJECTED)

    assert "Enable Reading" not in refusal_card(report, ADDRESS)


@pytest.mark.parametrize("right", REFUSED)
def test_dangerous_right_is_named_with_a_reason(right: str) -> None:
    """The card names the switch to turn off, and why."""
    report = KeyReport(
        environment=Environment.MAINNET,
        verdict=Verdict.DANGEROUS,
        switches={"enable_reading": True, right: True},
    )
    card = refusal_card(report, ADDRESS)

    assert f"{name_of(right):<16} on   refused" in unescape(card)
    assert "Switch off at Binance" in card


@given(
    switches=st.dictionaries(
        st.text(max_size=100) | st.sampled_from([*WELCOME, *REFUSED]), st.booleans()
    ),
    verdict=st.sampled_from(Verdict),
    code=st.none() | st.integers(-9999, 9999),
    restricted=st.none() | st.booleans(),
    environment=st.sampled_from(Environment),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_report_gives_a_card_telegram_accepts(
    switches: dict[str, bool],
    verdict: Verdict,
    code: int | None,
    restricted: bool | None,
    environment: Environment,
) -> None:
    """Whatever rights Binance invents, the card is short, valid HTML and fits a phone."""
    report = KeyReport(
        environment=environment,
        verdict=verdict,
        switches=switches,
        error_code=code,
        ip_restricted=restricted,
        clock_offset=timedelta(seconds=-7),
    )
    card = report_card(report, "Key", ADDRESS) if report.accepted else refusal_card(report, None)

    assert parse_html(card)[0]
    assert "<pre>" not in card or all(len(row) <= 30 for row in table_of(card))


def test_list_shows_masked_key_type_rights_age_and_buttons() -> None:
    """/keys shows what is known without the key, and what can be done."""
    card = key_list.list_card([KEY], NOW)
    labels = [
        [button.text for button in row] for row in key_list.list_keyboard([KEY]).inline_keyboard
    ]

    assert "<b>Main</b> · <code>…k9Q2</code> · in use" in card
    assert "Ed25519 · Reading · trusted IPs only" in card
    assert "added" in card
    assert "checked" in card
    assert labels == [["🔄 Check …k9Q2", "🗑 …k9Q2"], ["🔑 Add key"]]


def test_list_shows_the_last_error_in_words() -> None:
    """The last failed check is told with its code and age."""
    failed = replace(KEY, last_error="rejected -2015", last_error_at=NOW - timedelta(hours=9))
    card = key_list.list_card([failed], NOW)

    assert "Binance does not accept it" in card
    assert "<code>-2015</code>" in card
    assert "9 hours ago" in card


def test_only_keys_not_in_use_offer_to_be_used() -> None:
    """The key in use has no button to use it; with five keys there is none to add one."""
    stored = [replace(KEY, id=n, in_use=n == 1, label=f"Key {n}") for n in range(1, 6)]
    labels = [row[0].text for row in key_list.list_keyboard(stored).inline_keyboard]

    assert labels == ["🔄 Check …k9Q2", "Use Key 2", "Use Key 3", "Use Key 4", "Use Key 5"]


@pytest.mark.parametrize("environment", Environment)
@pytest.mark.parametrize("address", [ADDRESS, "2001:db8::1", None])
def test_prompts_are_valid_and_their_copies_short(
    environment: Environment, address: str | None
) -> None:
    """Both prompts are accepted by Telegram; what is copied has at most 256 characters."""
    pem = generate_ed25519().public_pem
    prompts = [
        key_texts.pair_prompt(pem, address, "<b>", environment),
        key_texts.hmac_prompt(address, "<b>", environment),
    ]
    buttons = [
        button for row in key_texts.pair_keyboard(pem, address).inline_keyboard for button in row
    ]
    copies = [button.copy_text.text for button in buttons if button.copy_text]

    assert all(len(parse_html(prompt)[0]) < 1500 for prompt in prompts)
    assert pem.strip() in copies
    assert all(len(copy) <= 256 for copy in copies)
    assert (address in copies) is (address is not None)


def test_a_wrong_key_is_not_repeated() -> None:
    """The answer to a wrong text tells its length, never the text."""
    answer = key_texts.not_a_key("hunter2-hunter2")

    assert "15 characters" in answer
    assert "hunter2" not in answer
