"""Days on which everything goes wrong by chance: still every fill exactly once."""

import random

import pytest

from binance.models.user_events_reading import Product
from sandbox.exchange import Exchange
from tests.binance.websocket.stepped_time import SteppedTime
from tests.binance.websocket_user.conftest import OpenBinance
from tests.binance.websocket_user.listening import Listener, buy, made, trading_key

STEPS = 40
SYMBOLS = ("BTCUSDT", "ETHUSDT", "BNBUSDT")


@pytest.mark.parametrize("seed", range(4))
async def test_every_fill_exactly_once(
    seed: int, open_binance: OpenBinance, exchange: Exchange, now: SteppedTime
) -> None:
    """Cut, frozen and renewed sockets, outages, spoilt, doubled and lost events: none matters."""
    chance = random.Random(seed)  # noqa: S311 -- repeatable, no secret
    before = len(exchange.accounts["trader"].fills)
    exchange.sockets.rules.door.most = 10_000  # it knows real time only
    exchange.sockets.rules.faults.hold_seconds = 0.01
    exchange.sockets.rules.faults.delay_seconds = 0.01
    key = trading_key(exchange, "trader")
    async with (
        open_binance(audit=600) as binance,
        Listener.follow(binance, key, Product.SPOT) as listener,
    ):
        await now.until(lambda: listener.is_live, step=0.1)
        exchange.sockets.faults.set(
            "*", drop=0.05, duplicate=0.1, reorder=0.1, delay=0.05, garbage=0.03, repeat=0.03
        )
        for number in range(STEPS):
            befalls(exchange, chance)
            side = "SELL" if number % 2 else "BUY"
            await buy(binance.account(key), SYMBOLS[number // 2 % 3], side)
            await now.advance(chance.choice((0, 0, 1, 5, 40)))
        exchange.sockets.faults.set()
        exchange.sockets.refuse("")
        expected = made(exchange, since=before)
        await now.until(lambda: listener.told().keys() >= expected.keys(), step=5.0)
        await now.advance(30)

    assert expected.total() == STEPS
    assert listener.told() == expected
    assert not listener.stopped


def befalls(exchange: Exchange, chance: random.Random) -> None:
    """Let something happen to the sockets, or nothing."""
    what = chance.randrange(8)
    sockets = exchange.sockets
    if what == 0:
        sockets.drop(hard=True)
    elif what == 1:
        sockets.drop()
    elif what == 2:
        sockets.freeze()
    elif what == 3:
        sockets.announce_shutdown()
    elif what == 4:
        sockets.refuse(chance.choice(("html", "reset")))
    else:
        sockets.refuse("")
