"""What the trader did before you came: filled orders of the last month, and orders on the book."""

import random
from decimal import Decimal

from sandbox.exchange.accounts import Account
from sandbox.exchange.fees import RATE
from sandbox.exchange.orders import Fill, Order
from sandbox.exchange.venue import Venue

DAY_MS = 86_400_000
TRADED = ("BTCUSDT", "ETHUSDT", "BNBUSDT", "SOLUSDT", "LINKUSDT", "DOGEUSDT", "币安人生USDT")
ORDERS_EACH = 9  # filled orders of each symbol
# Symbol, side, share of the last price, value in USDT.
ON_THE_BOOK = """
BTCUSDT SELL 1.045 2400
BTCUSDT BUY 0.962 1500
BTCUSDT BUY 0.925 1500
ETHUSDT SELL 1.061 1800
ETHUSDT BUY 0.951 900
BNBUSDT SELL 1.082 1200
BNBUSDT BUY 0.943 600
SOLUSDT SELL 1.093 900
SOLUSDT BUY 0.918 500
LINKUSDT BUY 0.934 240
DOGEUSDT SELL 1.145 300
币安人生USDT SELL 1.31 120
"""


def give_past(venue: Venue, account: Account) -> None:
    """Give an account filled orders behind it and open ones on the book."""
    now = venue.time.ms()
    rng = random.Random(f"{venue.seed}:past")
    number = 3_900_000_000
    for name in TRADED:
        for age in range(ORDERS_EACH, 0, -1):
            number += rng.randrange(1, 4_000)
            at = now - int(((age - 0.9) * 3.1 + rng.random()) * DAY_MS)
            _filled(venue, account, name, (number, at, rng))
    for hours, line in enumerate(ON_THE_BOOK.strip().splitlines(), 3):
        _open(venue, account, line.split(), now - hours * 5_400_000)
    stop = _order(account, "ETHUSDT", "SELL", 4_000_000_000, now - DAY_MS)
    stop.type, stop.is_working = "STOP_LOSS_LIMIT", False
    last = venue.market.price("ETHUSDT")
    symbol = venue.market.symbol("ETHUSDT")
    stop.stop_price = symbol.round_price(last * Decimal("0.9"))
    stop.price = symbol.round_price(last * Decimal("0.895"))
    stop.quantity = Decimal("1.5")
    _submit(venue, account, stop)


def _filled(
    venue: Venue, account: Account, name: str, made: tuple[int, int, random.Random]
) -> None:
    number, at, rng = made
    stall = venue.market.stall(name)
    symbol = stall.symbol
    price = symbol.round_price(Decimal(stall.candles.minute(at // 60_000).close))
    qty = symbol.round_quantity(Decimal(rng.randrange(40, 600)) / price)
    order = _order(account, name, rng.choice(("BUY", "BUY", "SELL")), number, at)
    order.price, order.quantity, order.executed = price, qty, qty
    order.cumulative_quote, order.status = price * qty, "FILLED"
    fill = Fill(
        id=stall.tape.first_id - 300_000 + number % 1_000_000,
        order_id=number,
        symbol=name,
        price=price,
        qty=qty,
        commission=(qty if order.is_buy else price * qty) * RATE,
        commission_asset=symbol.base if order.is_buy else symbol.quote,
        time_ms=at,
        is_buyer=order.is_buy,
        is_maker=rng.random() < 0.6,
    )
    order.fills.append(fill)
    account.fills.append(fill)
    account.orders[number] = order


def _open(venue: Venue, account: Account, cells: list[str], at: int) -> None:
    name, side, share, value = cells
    symbol = venue.market.symbol(name)
    order = _order(account, name, side, 0, at)
    order.price = symbol.round_price(venue.market.price(name) * Decimal(share))
    order.quantity = symbol.round_quantity(Decimal(value) / order.price)
    _submit(venue, account, order)


def _submit(venue: Venue, account: Account, order: Order) -> None:
    at = order.time_ms
    venue.engine.submit(account, order)
    order.update_time_ms = at


def _order(account: Account, name: str, side: str, number: int, at: int) -> Order:
    return Order(
        account=account.name,
        symbol=name,
        order_id=number,
        client_order_id=f"and_{at:x}",
        side=side,
        type="LIMIT",
        quantity=Decimal(0),
        time_ms=at,
        update_time_ms=at,
        working_time_ms=at,
    )
