"""What people read of their fills, letter for letter."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from binance.credentials import KeyType
from bot.fill_cards import render, render_summary
from storage.fills import Fill
from storage.stored_key import StoredKey
from tests.bot.market.examples import AT, BTC, NOW, SOL

pytestmark = pytest.mark.usefixtures("english")
D = Decimal
WHEN = AT - timedelta(seconds=3)
KEY = StoredKey(
    id=1,
    user_id=7,
    label="Savings",
    key_type=KeyType.ED25519,
    masked="…k9Q2",
    in_use=True,
    environment="mainnet",
    rights={},
    ip_restricted=True,
    created_at=AT,
    checked_at=None,
    last_error=None,
    last_error_at=None,
)
FILL = Fill(
    key_id=1,
    user_id=7,
    market="spot",
    symbol="SOLUSDT",
    trade_id=1,
    order_id=28,
    client_order_id="ios_8a1c",
    side="BUY",
    quantity=D("4.2"),
    price=D("228.00"),
    quote_quantity=D("957.60"),
    fee=D("0.00066"),
    fee_asset="BNB",
    realized_profit=None,
    ends_order=True,
    at=AT,
)
AGE = f'<tg-time unix="{AT.timestamp():.0f}" format="r">'


def lines(*fills: Fill, key: StoredKey | None = None, again: bool = False) -> list[str]:
    """Give the lines of a card."""
    return render(fills, SOL, key, NOW, again=again).split("\n")


def test_a_whole_order() -> None:
    """Side, amount, price, what it cost, who placed it, when."""
    first, second, third = lines(FILL)

    assert first == "🟢 <b>BUY filled</b> SOL 4.2 @ <code>228.00</code>"
    assert second == "957.60 USDT · fee 0.00066 BNB"
    assert third.startswith(f"<i>placed in the Binance app · {AGE}")


def test_parts_make_one_order() -> None:
    """Quantities and fees add up, the price is the average, the last moment counts."""
    sooner = replace(
        FILL, quantity=D("1.4"), price=D(231), quote_quantity=D("323.4"), at=WHEN, ends_order=False
    )
    other_fee = replace(FILL, trade_id=2, fee=D("0.1"), fee_asset="USDT", side="BUY")
    first, second, third = lines(sooner, other_fee)

    assert first == "🟢 <b>BUY filled</b> SOL 5.6 @ <code>228.75</code>"
    assert second == "1,281.00 USDT · fee 0.00066 BNB · fee 0.1 USDT"
    assert third.startswith(f"<i>2 fills · placed in the Binance app · {AGE}")


@pytest.mark.parametrize(
    ("ends", "headline"),
    [(True, "SELL filled"), (False, "SELL partly filled"), (None, "SELL filled")],
)
def test_a_part_is_called_one(ends: bool | None, headline: str) -> None:
    """Only where Binance said that something is left."""
    assert f"🔴 <b>{headline}</b>" in lines(replace(FILL, side="SELL", ends_order=ends))[0]


@pytest.mark.parametrize(
    ("client_order_id", "words"),
    [
        ("web_1f2e", "placed on the Binance site"),
        ("and_77", "placed in the Binance app"),
        ("electron_0c", "placed in Binance's desktop program"),
        ("autoclose-1", "liquidated by Binance"),
        ("x-<b>", "placed by another program"),
    ],
)
def test_who_placed_it(client_order_id: str, words: str) -> None:
    """Told by the id of the order."""
    assert f"<i>{words} · " in lines(replace(FILL, client_order_id=client_order_id))[-1]


def test_nobody_knows_who_placed_it() -> None:
    """Where only a list of trades told of it; any part that came by a stream tells."""
    found = replace(FILL, client_order_id="")

    assert lines(found)[-1].startswith(f"<i>{AGE}")
    assert "placed in the Binance app" in lines(found, replace(FILL, trade_id=2))[-1]


def test_account_and_repeat_are_named() -> None:
    """Whoever has several keys reads which account; a repeat says that it may be one."""
    text = lines(FILL, key=KEY, again=True)

    assert text[2] == "<i>I was interrupted: you may know this already.</i>"
    assert text[3].startswith("<i>Savings · placed in the Binance app · ")


def test_a_contract() -> None:
    """Without spot's directory the symbol is shown as it is, with what was won or lost."""
    fill = replace(
        FILL,
        market="futures",
        symbol="BTC<USDT>",
        side="SELL",
        realized_profit=D("-12.5"),
        fee_asset="USDT",
    )
    first, second, _third = render([fill], None, None, NOW, again=False).split("\n")

    assert first.startswith("🔴 <b>SELL filled</b> BTC&lt;USDT&gt; (futures) 4.2 @ ")
    assert second == "fee 0.00066 USDT · realised -12.50"


@pytest.mark.parametrize(("won", "words"), [("0.00012", "+0.00012 BTC"), ("-2", "-2 BTC")])
def test_a_contract_that_settles_in_a_coin(won: str, words: str) -> None:
    """What was won is so much of the coin, and no two decimals of a dollar."""
    market, symbol = "coin_futures", "BTCUSD_PERP"
    fill = replace(FILL, market=market, symbol=symbol, fee_asset="BTC", realized_profit=D(won))
    text = render([fill], None, None, NOW, again=False)

    assert f" · realised {words}\n" in text


def test_many_orders_share_a_message() -> None:
    """A table of the first ten, and how many more there are."""
    orders = [[replace(FILL, order_id=number, symbol="X")] for number in range(12)]
    text = render_summary(orders, [SOL, BTC, *[None] * 8], NOW, again=False)

    assert text.startswith("<b>12 orders filled</b>\n<pre>BUY  SOL  4.2  228.00\nBUY  BTC")
    assert text.count("BUY") == 10
    assert "\nand 2 more\n" in text


def test_parts_among_many_orders_are_called_parts() -> None:
    """Of those that are not shown, too."""
    orders = [[replace(FILL, order_id=number)] for number in range(12)]
    orders[0] = [replace(FILL, ends_order=False), FILL]
    orders[11] = [replace(FILL, order_id=11, ends_order=False)]
    text = render_summary(orders, [SOL] * 10, NOW, again=False)

    assert text.startswith("<b>12 orders filled, 1 of them partly</b>")
