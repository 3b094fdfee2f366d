"""Books that follow the sandbox's exchange over real sockets."""

import asyncio
from decimal import Decimal

import pytest

from binance.exceptions import ClientClosed, RequestInvalid, UnknownSymbol
from binance.websocket.markets import Market
from binance.websocket.order_book import OutOfSync
from tests.binance.order_book.live import MARKETS, World, live, passing


@pytest.mark.parametrize("market", MARKETS)
def test_book_follows(market: Market) -> None:
    """On every market a book shows what the exchange has, change for change."""

    async def follow(world: World) -> None:
        async with world.client.books.follow(MARKETS[market], market) as book:
            await book.synced()
            truth = await world.truth(market)
            for price in (67_310, 67_290, 66_000):
                world.move(price)
                await passing(1)
                truth = await world.truth(market)
                assert book.update_id == truth.last_update_id
                assert book.depth(20).bids == truth.bids[:20]
                assert book.depth(20).asks == truth.asks[:20]
                assert book.best_bid() == truth.bids[0]
                assert book.best_ask() == truth.asks[0]
            assert book.quantity_at(truth.asks[0][0]) == truth.asks[0][1]
            assert book.is_in_sync
            assert book.age is not None
            assert 0 <= book.age <= 2

    live(follow)


def test_cut_book_refuses_until_it_is_mended() -> None:
    """When the stream breaks the book refuses to be read; a new snapshot mends it."""

    async def cut(world: World) -> None:
        async with world.client.books.follow("BTCUSDT") as book:
            await book.synced()
            world.exchange.sockets.refuse("reset")
            world.exchange.sockets.drop(hard=True)
            await passing(0.05)
            with pytest.raises(OutOfSync):
                book.best_bid()
            with pytest.raises(OutOfSync):
                _ = book.update_id
            world.exchange.sockets.refuse("")
            world.move(60_000)
            await book.synced()
            assert book.best_ask() == (await world.truth(Market.SPOT)).asks[0]
            assert book.snapshots == 2

    live(cut)


def test_missing_change_is_noticed() -> None:
    """A change that never came makes the book refuse; it asks for one snapshot and goes on."""

    async def miss(world: World) -> None:
        async with world.client.books.follow("BTCUSDT") as book:
            await book.synced()
            world.exchange.sockets.faults.set(drop=1)
            world.move(67_000)
            world.exchange.sockets.faults.set()
            await passing(0.01)
            assert book.best_ask() is not None  # nobody can know yet
            world.move(67_100)
            await passing(0.01)
            assert not book.is_in_sync
            await book.synced()
            assert book.update_id == (await world.truth(Market.SPOT)).last_update_id

    live(miss)


def test_stale_snapshots_are_asked_for_again() -> None:
    """Snapshots older than the first change are refused, without losing what came meanwhile."""

    async def stale(world: World) -> None:
        its_book = world.exchange.venue.market.stall("BTCUSDT").book
        its_book.history = []
        world.move(*range(67_000, 67_020))
        its_book.lag = 10
        async with world.client.books.follow("BTCUSDT") as book:
            await passing(0.05)
            world.move(67_100)
            await passing(3)
            assert not book.is_in_sync
            assert book.snapshots > 2
            its_book.lag = 0
            await book.synced()
            assert book.update_id == (await world.truth(Market.SPOT)).last_update_id

    live(stale)


def test_refused_snapshots_are_asked_for_later() -> None:
    """A 429, an error and a lost connection delay the snapshot; the book comes all the same."""

    async def refuse(world: World) -> None:
        faults = world.exchange.faults
        faults.inject("/api/v3/depth", "too_many", retry_after=3)
        faults.inject("/api/v3/depth", "reset", times=5)
        async with world.client.books.follow("BTCUSDT") as book:
            await book.synced()
            assert book.update_id == (await world.truth(Market.SPOT)).last_update_id

    live(refuse)


def test_followers_share() -> None:
    """Two followers of a symbol share its stream and its snapshot; the last one ends both."""

    async def share(world: World) -> None:
        books = world.client.books
        async with books.follow("btcusdt", levels=10) as one:
            await one.synced()
            async with world.client.on_behalf_of(7).books.follow("BTCUSDT") as two:
                assert two is one
                assert one.levels == 1_000
                assert len(books.followed) == 1
            world.move(67_000)
            await passing(1)
            assert one.best_ask() is not None
        assert books.followed == []
        assert len(world.exchange.sockets.record.lives) == 1

    live(share)


def test_shallow_books_are_deepened() -> None:
    """When many books begin at once each gets a few levels soon, and what it wants later."""

    async def deepen(world: World) -> None:
        async with asyncio.TaskGroup() as group:
            names = [*world.exchange.venue.market.symbols][:12]
            stop = asyncio.Event()

            async def follow(name: str) -> list[int | None]:
                async with world.client.books.follow(name) as book:
                    await book.synced()
                    first = book.reach
                    await stop.wait()
                    return [first, book.reach]

            tasks = [group.create_task(follow(name)) for name in names]
            await passing(400)
            stop.set()
        reaches = [task.result() for task in tasks]
        shallow = [first for first, _ in reaches if first is not None]
        assert shallow
        assert all(first >= 50 for first in shallow)
        assert [last for _, last in reaches] == [None] * 12

    live(deepen)


def test_unknown_symbol() -> None:
    """A symbol nobody knows is told of instead of being waited for."""

    async def ask(world: World) -> None:
        async with world.client.books.follow("NOSUCHCOIN") as book:
            with pytest.raises(UnknownSymbol):
                await book.synced()
            with pytest.raises(UnknownSymbol):
                book.depth()

    live(ask)


def test_market_without_books() -> None:
    """Options have no books here."""

    async def ask(world: World) -> None:
        with pytest.raises(RequestInvalid, match="order books"):
            async with world.client.books.follow("BTC", Market.OPTIONS):
                raise AssertionError

    live(ask)


def test_closed_client() -> None:
    """Who still holds a book when the client closes is told so."""

    async def close(world: World) -> None:
        async with world.client.books.follow("BTCUSDT") as book:
            await book.synced()
            await world.client._sockets.close()
            with pytest.raises(ClientClosed):
                book.quantity_at(Decimal(1))

    live(close)
