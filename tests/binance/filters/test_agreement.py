"""What is let through the pretend exchange accepts; what is refused it refuses, for that reason.

The exchange's filters are written independently, from Binance's documents.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

import msgspec
import pytest

from binance.client import BinanceClient
from binance.exceptions import ApiError
from binance.filters import Change, NoteKind, Prepared, Problem, prepare
from binance.models.market import SymbolInfo
from sandbox.exchange import Exchange
from tests.binance.filters.desk import Knowledge, OrderDesk, verdict, wire
from tests.binance.filters.random_orders import RandomOrders
from tests.binance.pretend import key_of

USUAL = ("BTCUSDT", "ETHBTC", "SHIBUSDT", "BTCEUR", "币安人生USDT")
PECULIAR = (
    *("ATOMUSDT", "HBARUSDT", "INJUSDT", "STXUSDT", "IMXUSDT", "AAVEUSDT", "GRTUSDT"),
    *("SANDUSDT", "MANAUSDT", "AXSUSDT", "EGLDUSDT", "FTMUSDT", "MKRUSDT"),
)
ORDERS_EACH = 50  # of a symbol


def expected(problem: Problem, refusal: ApiError) -> bool:
    """Tell whether a refusal is the one a problem foresaw."""
    return problem.code == refusal.code and refusal.message.startswith(problem.words)


def foreseen(change: Change, refusal: ApiError) -> bool:
    """Tell whether a refusal of the order as it was is what the change mended."""
    return refusal.message == f"Filter failure: {change.rule}" or refusal.code == -1111


async def listed(binance: BinanceClient, name: str) -> SymbolInfo:
    """Ask for a symbol."""
    return (await binance.spot.exchange_info(symbol=name)).symbols[0]


def check_agreement(
    prepared: Prepared, problems: Sequence[Problem], refusal: ApiError | None
) -> None:
    """Check that exchange and filters say the same of an order."""
    where = f"{wire(prepared.order)}\n{[str(one) for one in problems]}\n{refusal}"
    if refusal is None:
        assert not problems, where
    else:
        assert any(expected(one, refusal) for one in problems), where


def kinds(problems: Iterable[Problem]) -> set[str]:
    """Give what was found wrong."""
    return {f"{one.rule} {one.kind.name}" for one in problems}


@pytest.mark.parametrize("name", [*USUAL, *PECULIAR])
async def test_tested_orders(binance: BinanceClient, exchange: Exchange, name: str) -> None:
    """POST /api/v3/order/test agrees about orders of every kind; each change was necessary."""
    info = await listed(binance, name)
    knowledge = Knowledge(binance, binance.account(key_of(exchange)))
    market, standing = await knowledge.market(name), await knowledge.standing(info)
    desk = OrderDesk.of(binance, key_of(exchange))
    orders = RandomOrders(info, market, seed=7)
    verdicts: Counter[bool] = Counter()
    found: set[str] = set()
    for _ in range(ORDERS_EACH):
        draft = orders.draw()
        prepared = prepare(draft, market, standing)
        # The balance is not looked at in a test.
        problems = [one for one in prepared.problems if one.rule != "BALANCE"]
        check_agreement(prepared, problems, await verdict(desk, prepared.order))
        if prepared.changes and not problems:
            refusal = await verdict(desk, draft)
            assert refusal is not None, draft
            assert any(foreseen(one, refusal) for one in prepared.changes), (draft, refusal)
        verdicts[bool(problems)] += 1
        found |= kinds(problems)
        assert {note.kind for note in prepared.notes} <= {NoteKind.NOT_CHECKED}

    trading = info.status == "TRADING" and name != "EGLDUSDT"
    assert verdicts[True] > 5
    assert not trading or verdicts[False] > 5
    assert name != "ATOMUSDT" or "MAX_ASSET ABOVE_MAXIMUM" in found


@pytest.mark.parametrize("name", ["BTCUSDT", "INJUSDT", "STXUSDT", "IMXUSDT", "ETHBTC"])
async def test_real_orders(binance: BinanceClient, exchange: Exchange, name: str) -> None:
    """POST /api/v3/order agrees too, with balances, positions and open orders as they come."""
    info = await listed(binance, name)
    worth = (info.min_notional or Decimal(1)) * 300
    exchange.deposit("trader", info.quote_asset, worth)
    exchange.deposit("trader", info.base_asset, worth / exchange.venue.market.price(name))
    knowledge = Knowledge(binance, binance.account(key_of(exchange)))
    desk = OrderDesk.of(binance, key_of(exchange))
    market = await knowledge.market(name)
    orders = RandomOrders(info, market, seed=11)
    found: set[str] = set()
    accepted = 0
    for number in range(ORDERS_EACH):
        if number % 20 == 19 and exchange.accounts["trader"].open_orders(name):
            await desk.cancel_all(name)
        prepared = prepare(orders.draw(), market, await knowledge.standing(info))
        refusal = await verdict(desk, prepared.order, real=True)
        check_agreement(prepared, prepared.problems, refusal)
        found |= kinds(prepared.problems)
        accepted += refusal is None

    assert accepted > 5
    assert "BALANCE TOO_LITTLE_BALANCE" in found


async def test_disagreement_is_noticed(binance: BinanceClient, exchange: Exchange) -> None:
    """The control: with none of the symbol's filters read, the exchange refuses what passes."""
    info = await listed(binance, "BTCUSDT")
    knowledge = Knowledge(binance, binance.account(key_of(exchange)))
    market = await knowledge.market("BTCUSDT")
    standing = replace(await knowledge.standing(info), filters=None)
    desk = OrderDesk.of(binance, key_of(exchange))
    blind = msgspec.structs.replace(info, raw_filters=msgspec.Raw(b"[]"))
    orders = RandomOrders(info, market, seed=7)
    drafts = [replace(orders.draw(), symbol=blind) for _ in range(ORDERS_EACH)]
    prepared = [prepare(draft, market, standing) for draft in drafts]
    passed = [one.order for one in prepared if one.acceptable]
    codes = [refusal.code for order in passed if (refusal := await verdict(desk, order))]

    assert -1013 in codes
