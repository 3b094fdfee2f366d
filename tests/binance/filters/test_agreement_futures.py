"""What is let through for a perpetual the pretend futures exchange accepts, and the reverse."""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from binance.client import BinanceClient
from binance.credentials import Credentials, KeyType
from binance.enums import OrderType, Side, TimeInForce
from binance.exceptions import ApiError
from binance.filters import Change, Market, OpenOrders, OrderDraft, Standing, prepare
from binance.models.contracts import ContractInfo
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security
from sandbox.exchange import Exchange

CONTRACTS = ("BTCUSDT", "1000SHIBUSDT", "STXUSDT", "IMXUSDT", "HBARUSDT", "INJUSDT")
ORDERS_EACH = 60
NEAR = ("0.89", "0.9", "0.95", "0.9499", "0.99", "1", "1.001", "1.02", "1.05", "1.0501", "1.06")
FAR = ("0.0000001", "0.5", "2", "1000000")
WORTH = ("0.5", "4.99", "5", "5.5", "20", "99", "101", "5000", "10000000")  # in USDT
ROUNDING = {"PRICE_FILTER": {-4014, -1111}, "LOT_SIZE": {-4023, -1111}, "PRECISION": {-1111}}
NONE_OPEN = Standing(on_symbol=OpenOrders(orders=0), on_exchange=OpenOrders(algo_orders=0))


class ContractDesk(ApiGroup):
    """Takes orders on contracts for a test."""

    __slots__ = ()

    @endpoint("POST", "/fapi/v1/order/test", security=Security.TRADE)
    async def test(
        self,
        symbol: str,
        side: str,
        type: str,  # noqa: A002 -- Binance's name
        quantity: str | None = None,
        price: str | None = None,
        time_in_force: str | None = None,
        reduce_only: bool | None = None,
    ) -> dict[str, Any]:
        """Have an order checked."""

    @classmethod
    def of(cls, client: BinanceClient, exchange: Exchange) -> "ContractDesk":
        """Give the desk of the trader, with a key that may trade futures."""
        key = exchange.create_key("trader", enable_futures=True)
        credentials = Credentials(key.api_key, key.secret or "", KeyType.HMAC)
        return cls(client._pipeline, 0, credentials)

    async def verdict(self, draft: OrderDraft) -> ApiError | None:
        """Send an order as it is; give the refusal, None when it is accepted."""
        try:
            await self.test(
                draft.symbol.symbol,
                draft.side.value,
                draft.type.value,
                None if draft.quantity is None else f"{draft.quantity:f}",
                None if draft.price is None else f"{draft.price:f}",
                None if draft.time_in_force is None else draft.time_in_force.value,
                draft.reduce_only or None,
            )
        except ApiError as refusal:
            return refusal
        return None


def drawn(info: ContractInfo, mark: Decimal, choice: random.Random) -> OrderDraft:
    """Draw an order, seldom a senseless one."""
    limit = choice.random() < 0.75
    places = Decimal(1).scaleb(-choice.choice([info.quantity_precision, 5, 9]))
    factor = Decimal(choice.choice(FAR if choice.random() < 0.1 else NEAR))
    price = (mark * factor).quantize(Decimal(1).scaleb(-choice.choice([info.price_precision, 8])))
    draft = OrderDraft(
        symbol=info,
        side=choice.choice([Side.BUY, Side.SELL]),
        type=OrderType.LIMIT if limit else OrderType.MARKET,
        quantity=(Decimal(choice.choice(WORTH)) / mark).quantize(places),
        price=price if limit else None,
        time_in_force=choice.choice([TimeInForce.GTC, TimeInForce.GTX]) if limit else None,
        reduce_only=choice.random() < 0.2,
    )
    if choice.random() < 0.1:
        spoilt: list[dict[str, Any]] = [
            {"quantity": None},
            {"quantity": Decimal(-1)},
            {"quantity": Decimal(0)},
            {"price": None if limit else Decimal(1)},
            {"price": Decimal(-1)},
            {"time_in_force": None if limit else TimeInForce.GTC},
        ]
        draft = replace(draft, **choice.choice(spoilt))
    return draft


async def listed(binance: BinanceClient, name: str) -> tuple[ContractInfo, Market]:
    """Ask for a contract and its prices."""
    symbols = (await binance.futures.exchange_info()).symbols
    book = await binance.futures.book_ticker(name)
    mark = (await binance.index.premium_index(name)).mark_price
    known = Market(
        mark_price=mark, last_price=mark, best_bid=book.bid_price, best_ask=book.ask_price
    )
    return next(one for one in symbols if one.symbol == name), known


def mended(change: Change, refusal: ApiError) -> bool:
    """Tell whether a refusal of the order as it was is what the change mended."""
    return refusal.code in ROUNDING[change.rule]


@pytest.mark.parametrize("name", CONTRACTS)
async def test_tested_orders(binance: BinanceClient, exchange: Exchange, name: str) -> None:
    """POST /fapi/v1/order/test agrees about orders on contracts, by the same codes."""
    desk = ContractDesk.of(binance, exchange)
    info, market = await listed(binance, name)
    choice = random.Random(f"futures:{name}")  # noqa: S311 -- repeatable, not secret
    accepted = 0
    for _ in range(ORDERS_EACH):
        draft = drawn(info, market.mark_price or Decimal(1), choice)
        prepared = prepare(draft, market, NONE_OPEN)
        refusal = await desk.verdict(prepared.order)
        told = f"{prepared.order}\n{[str(one) for one in prepared.problems]}\n{refusal}"

        assert (refusal is None) == prepared.acceptable, told
        assert refusal is None or refusal.code in [one.code for one in prepared.problems], told
        if prepared.changes and refusal is None:
            before = await desk.verdict(draft)
            assert before is not None, draft
            assert any(mended(change, before) for change in prepared.changes), before
        accepted += refusal is None

    assert 5 < accepted < ORDERS_EACH - 5


async def test_disagreement_is_noticed(binance: BinanceClient, exchange: Exchange) -> None:
    """The control: with ticks and steps counted from zero an offset contract refuses."""
    desk = ContractDesk.of(binance, exchange)
    info, market = await listed(binance, "STXUSDT")
    filters = msgspec.json.decode(info.raw_filters)
    bent = [one | {name: "0" for name in ("minPrice", "minQty") if name in one} for one in filters]
    wrong = msgspec.structs.replace(info, raw_filters=msgspec.Raw(msgspec.json.encode(bent)))
    choice = random.Random("control")  # noqa: S311 -- repeatable, not secret
    drafts = [drawn(wrong, market.mark_price or Decimal(1), choice) for _ in range(ORDERS_EACH)]
    prepared = [prepare(draft, market, NONE_OPEN) for draft in drafts]
    refusals = [await desk.verdict(one.order) for one in prepared if one.acceptable]

    assert {-4014, -4023}.intersection(one.code for one in refusals if one is not None)
