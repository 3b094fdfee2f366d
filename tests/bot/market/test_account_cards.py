"""What the account cards look like, letter for letter."""

from decimal import Decimal

import pytest

from binance.enums import OrderStatus, OrderType, Side
from binance.models.account import Order
from binance.models.market import SymbolInfo
from bot.handlers.private import fills, orders, pf
from bot.handlers.private.orders import OpenOrders
from bot.paging import page
from bot.services.open_orders import entries, reserved
from bot.services.portfolio import Holding, Rate, value
from tests.bot.market.examples import (
    AT,
    BTC,
    ETH,
    ETHBTC,
    NOW,
    PEPE,
    SOL,
    catalogue,
    order,
    trade,
)
from tests.bot.market.test_market_cards import widest

pytestmark = pytest.mark.usefixtures("english")
D = Decimal
SELL, BUY = Side.SELL, Side.BUY


def test_portfolio_card() -> None:
    """Total, change, a table of what is held, and what was folded."""
    rates = {
        "BTCUSDT": Rate(D("97412.35"), D("95371.40")),
        "SOLUSDT": Rate(D("236.45"), D("239.8")),
        "PEPEUSDT": Rate(D("0.0000192"), D("0.0000173")),
    }
    holdings = [
        Holding("BTC", D("0.0528"), D("0.01")),
        Holding("USDT", D(2410)),
        Holding("SOL", D("3.88")),
        Holding("PEPE", D(9000)),
        Holding("LDBTC", D("0.02")),
        Holding("AIRDROP", D(1)),
    ]
    portfolio = value(holdings, "USDT", catalogue().pairs, rates)

    text = pf.render(portfolio, "Main", AT, NOW)

    assert text == (
        "<b>Portfolio</b> · Main\n"
        "<code>9,445.09 USDT</code>\n"
        "24h 🟢 <b>+115.19</b> (+1.2%)\n"
        "<pre>       Value  Share    24h\n"
        "BTC    6,117  64.8%  +2.1%\n"
        "USDT   2,410  25.5%      –\n"
        "SOL   917.43   9.7%  -1.4%</pre>\n"
        "In open orders: 974.12 USDT\n"
        "<i>1 coin under 1 USDT folded · Simple Earn 1,948.25, not in the total · "
        "without a price: AIRDROP · "
        '<tg-time unix="1795166996" format="r">4 seconds ago</tg-time></i>'
    )
    assert widest(text) <= 30


def test_portfolio_card_of_many_coins() -> None:
    """Eight lines, then the rest in one."""
    pairs = {(f"C{n}", "USDT"): f"C{n}USDT" for n in range(12)}
    rates = {f"C{n}USDT": Rate(D(100 + n), D(100)) for n in range(12)}
    holdings = [Holding(f"C{n}", D(1)) for n in range(12)]

    table = pf.render(value(holdings, "USDT", pairs, rates), "Main", AT, NOW)

    assert "C4   104.00   8.2%   +4.0%" in table
    assert "C3 " not in table
    assert "+4   406.00  32.1%   +1.5%" in table


def test_portfolio_card_of_an_empty_account() -> None:
    """Nothing held is said in words."""
    text = pf.render(value([], "USDT", {}, {}), "Main", AT, NOW)

    assert "The spot account is empty." in text
    assert "<code>0.00 USDT</code>" in text


def opened(
    *found: Order, prices: dict[str, str], number: int = 0, only: SymbolInfo | None = None
) -> OpenOrders:
    """Give a page of open orders."""
    listed = catalogue()
    infos = {each.symbol: listed.find(each.symbol, "") for each in found}
    known = {name: info for name, info in infos.items() if info is not None}
    return OpenOrders(
        shown=page(entries(found), number),
        count=len(entries(found)),
        reserved=reserved(found, known),
        known=known,
        prices={name: D(price) for name, price in prices.items()},
        symbol=only,
    )


def test_orders_card() -> None:
    """Orders with the way each has to go; the legs of a list together."""
    take = order(
        2, BTC, SELL, "103000", type=OrderType.LIMIT_MAKER, order_list_id=7, orig_qty=D("0.01")
    )
    stop = order(
        3,
        BTC,
        SELL,
        "93400",
        type=OrderType.STOP_LOSS_LIMIT,
        stop_price=D(93500),
        order_list_id=7,
        orig_qty=D("0.01"),
    )
    trail = order(1, ETH, SELL, "0", type=OrderType.STOP_LOSS, trailing_delta=200)
    buy = order(4, SOL, BUY, "228", executed_qty=D("1.05"))
    cross = order(0, ETHBTC, BUY, "0.03573")
    prices = {"BTCUSDT": "97412.35", "SOLUSDT": "236.45", "ETHUSDT": "3481.2"}

    text = orders.render(opened(take, stop, trail, buy, cross, prices=prices), "USDT", "Main", NOW)

    assert text == (
        "<b>Open orders</b> · 4 · Main\n"
        "<pre>1 BUY SOL 4.2\n"
        "  limit 228.00  3.6% below\n"
        "  filled 25%\n"
        "2 SELL BTC 0.01  list\n"
        "  limit 103,000.00  5.7% above\n"
        "  SL 93,500.00  4.0% below\n"
        "3 SELL ETH 4.2\n"
        "  trail 2.0%\n"
        "4 BUY ETH/BTC 4.2\n"
        "  limit 0.03573</pre>\n"
        "Reserved: 718.2 USDT, 0.16007 BTC, 4.2 ETH\n"
        '<i><tg-time unix="1795167000" format="r">just now</tg-time></i>'
    )
    assert widest(text) <= 30


def test_orders_card_of_an_entry_with_its_exits() -> None:
    """What waits for another order to be filled comes after it and reserves nothing yet."""
    entry = order(1, SOL, BUY, "228", order_list_id=9)
    pending = OrderStatus.PENDING_NEW
    take = order(2, SOL, SELL, "250", order_list_id=9, status=pending)
    stop = order(
        3,
        SOL,
        SELL,
        "0",
        order_list_id=9,
        status=pending,
        type=OrderType.STOP_LOSS,
        stop_price=D(220),
    )

    text = orders.render(opened(stop, take, entry, prices={}), "USDT", "Main", NOW)

    assert "1 BUY SOL 4.2  list\n  limit 228.00\n  SELL limit 250.00\n  SELL SL 220.00" in text
    assert "Reserved: 957.6 USDT" in text


def test_orders_card_pages_by_ten() -> None:
    """The eleventh order is on the second page, numbered on; a page too far is the last."""
    many = [order(number, SOL, BUY, "200") for number in range(23)]

    first = orders.render(opened(*many, prices={}), "USDT", "Main", NOW)
    last = orders.render(opened(*many, prices={}, number=99), "USDT", "Main", NOW)

    assert "10 BUY" in first
    assert "11 BUY" not in first
    assert "page 1 of 3" in first
    assert [part.split(" ")[0] for part in last.split("<pre>")[1].split("\n")[::2]][:3] == [
        "21",
        "22",
        "23",
    ]


def test_orders_card_without_orders() -> None:
    """Nothing open is said in words, with the symbol asked for."""
    text = orders.render(opened(prices={}, only=BTC), "USDT", "Main · 🧪 DEMO", NOW)

    assert text.startswith("<b>Open orders</b> · BTC/USDT · 0 · Main · 🧪 DEMO\nThere are none.")


def test_orders_card_breaks_long_lines() -> None:
    """A long amount goes on in the next line instead of off the phone."""
    long = order(1, PEPE, SELL, "0.0000192", orig_qty=D("123456789.12345678"))

    text = orders.render(opened(long, prices={"PEPEUSDT": "0.00001"}), "BTC", "Main", NOW)

    assert widest(text) <= 30
    assert "1 SELL PEPE/USDT\n    123,456,789.12345678" in text


def test_fills_card() -> None:
    """Trades newest first, each with fee, role and time; then the sums."""
    trades = [
        trade(1, SOL, "228", buyer=True, maker=True),
        trade(2, SOL, "236.45", buyer=False, maker=False),
    ]

    assert fills.render(SOL, trades, "Main", NOW) == (
        "<b>Trades</b> · SOL/USDT · Main\n"
        "<b>SELL</b> 4.2 @ <code>236.45</code> = 993.09\n"
        "    fee 0.00066 BNB · taker · "
        '<tg-time unix="1795158120" format="dt">2026-11-20 07:02 UTC</tg-time>\n'
        "<b>BUY</b> 4.2 @ <code>228.00</code> = 957.60\n"
        "    fee 0.00066 BNB · maker · "
        '<tg-time unix="1795158060" format="dt">2026-11-20 07:01 UTC</tg-time>\n'
        "bought 957.60 USDT, sold 993.09 USDT · fees 0.00132 BNB\n"
        '<i>last 2 · <tg-time unix="1795167000" format="r">just now</tg-time></i>'
    )


def test_fills_card_without_trades() -> None:
    """A symbol never traded is said in words."""
    assert "No trades of this symbol." in fills.render(BTC, [], "Main", NOW)
