"""What all cards share: whose account they show."""

from dataclasses import replace
from datetime import timedelta

import pytest

from binance.credentials import KeyType
from bot import cards
from storage.stored_key import StoredKey
from tests.bot.market.examples import BTC, CHINESE, ETHBTC, NOW

pytestmark = pytest.mark.usefixtures("english")
KEY = StoredKey(
    id=1,
    user_id=7,
    label="Main <b>",
    key_type=KeyType.HMAC,
    masked="…k9Q2",
    in_use=True,
    environment="mainnet",
    rights={},
    ip_restricted=True,
    created_at=NOW,
    checked_at=None,
    last_error=None,
    last_error_at=None,
)


def test_a_card_says_when_the_money_is_not_real() -> None:
    """The key's label is escaped; demo and testnet are told, the real exchange is not."""
    assert cards.badge(KEY) == "Main &lt;b&gt;"
    assert cards.badge(replace(KEY, environment="demo")) == "Main &lt;b&gt; · 🧪 DEMO"
    assert cards.badge(replace(KEY, environment="testnet")) == "Main &lt;b&gt; · 🧪 TESTNET"


def test_names_of_symbols() -> None:
    """A pair is written with a slash; the user's own quote asset may be left out."""
    assert cards.pair(BTC) == "BTC/USDT"
    assert cards.short_pair(CHINESE, "USDT") == "币安人生"
    assert cards.short_pair(ETHBTC, "USDT") == "ETH/BTC"


def test_the_footer_ends_with_the_age() -> None:
    """Remarks first, then the age; a time in the future is now."""
    text = cards.footer(["one", "two"], NOW + timedelta(days=1), NOW)

    assert text == ('<i>one · two · <tg-time unix="1795167000" format="r">just now</tg-time></i>')
