"""Market streams for everybody: one socket for many, one stream for all who listen to it."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar, overload

from binance.constants import Hosts
from binance.exceptions import ClientClosed, HostMissing
from binance.websocket.back_fill import BackFill, MarketGroup
from binance.websocket.dialler import Dialler
from binance.websocket.kinds import category_of, kind_of
from binance.websocket.markets import Market, rules_of, socket_url
from binance.websocket.options import StreamOptions
from binance.websocket.stream import Stream
from binance.websocket.stream_connection import Place, StreamConnection
from binance.websocket.stream_errors import TooManyConnections
from binance.websocket.subscribing import Membership, subscribed
from binance.websocket.subscription import Subscription

E = TypeVar("E")
_Key = tuple[Market, str]
_DEFAULT = StreamOptions()


@dataclass(frozen=True, slots=True)
class StreamHealth:
    """How the sockets of market streams are."""

    connections: int
    connected: int
    streams: int
    consumers: int
    reconnects: int  # renewals included
    unreadable: int  # messages
    data_age: timedelta | None  # of the socket that has been without news for the longest


class StreamManager:
    """Opens sockets when they are needed, and closes them when nobody listens any more."""

    def __init__(
        self,
        dialler: Dialler,
        hosts: Hosts | None,
        groups: Mapping[Market, MarketGroup],
        options: StreamOptions = _DEFAULT,
    ) -> None:
        self._dialler = dialler
        self._hosts = hosts
        self._options = options
        self._fill = BackFill(groups, dialler.timing)
        self._connections: dict[_Key, list[StreamConnection]] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._closed = False

    @overload
    def subscribe(
        self, *streams: Stream[E], queue: int | None = None, backfill: bool = False
    ) -> "AbstractAsyncContextManager[Subscription[E]]": ...

    @overload
    def subscribe(
        self,
        *streams: Stream[Any] | str,
        market: Market = Market.SPOT,
        queue: int | None = None,
        backfill: bool = False,
    ) -> "AbstractAsyncContextManager[Subscription[Any]]": ...

    @asynccontextmanager
    async def subscribe(
        self,
        *streams: Stream[Any] | str,
        market: Market = Market.SPOT,
        queue: int | None = None,
        backfill: bool = False,
    ) -> AsyncIterator[Subscription[Any]]:
        """Follow streams: iterate over what this gives for their events, and `Gap`s.

        `market` is that of plain names, `queue` how many events the consumer may be behind. With
        `backfill` aggregate trades and candles that were missed are read over REST, but candles of
        UTC+8, of index and of mark prices. Fails with `StreamRefused`, `StreamUnavailable`,
        `TooManyConnections`, `HostMissing`, `ClientClosed`.
        """
        wanted = [Stream(market, one) if isinstance(one, str) else one for one in streams]
        names = tuple(dict.fromkeys(one.name for one in wanted))
        limit = queue or self._options.queue
        subscription: Subscription[Any] = Subscription(names, limit, wants_past=backfill)
        memberships: list[Membership] = []
        try:
            for stream in dict.fromkeys(wanted):
                connection = self._connection(stream)
                memberships.append(
                    Membership(connection, connection.join(stream, subscription), subscription)
                )
            await subscribed(memberships, self._options.timeout)
            yield subscription
        finally:
            for one in memberships:
                one.end()
            subscription.end()

    def health(self) -> StreamHealth:
        """Give a snapshot."""
        every = [one for group in self._connections.values() for one in group]
        ages = [one.data_age for one in every if one.topics]
        return StreamHealth(
            connections=len(every),
            connected=sum(one.connection.is_up for one in every),
            streams=sum(len(one.topics) for one in every),
            consumers=sum(len(topic.consumers) for one in every for topic in one.topics.values()),
            reconnects=sum(one.connection.reconnects for one in every),
            unreadable=sum(one.unreadable for one in every),
            data_age=timedelta(seconds=max(ages)) if ages else None,
        )

    async def close(self) -> None:
        """Close every socket; iterations end."""
        self._closed = True
        await self._fill.close()
        for group in [*self._connections.values()]:
            for connection in [*group]:
                await connection.close()
        self._connections.clear()
        await asyncio.gather(*self._closing)

    def _connection(self, stream: Stream[Any]) -> StreamConnection:
        """Give the socket that has the stream, or room for it. Opens one where there is none."""
        if self._closed:
            raise ClientClosed
        category = category_of(stream.market, kind_of(stream.market, stream.name))
        group = self._connections.setdefault((stream.market, category), [])
        for connection in group:
            if stream.name in connection.topics:
                return connection
        for connection in group:
            if connection.has_room:
                return connection
        if sum(map(len, self._connections.values())) >= self._options.connections:
            raise TooManyConnections(self._options.connections)
        url = socket_url(self._hosts, stream.market, category) if self._hosts else None
        if url is None:
            raise HostMissing(stream.name)
        opened = self._open(url, stream.market, group)
        group.append(opened)
        return opened

    def _open(self, url: str, market: Market, group: list[StreamConnection]) -> StreamConnection:
        async def where() -> str:
            return url

        def emptied(connection: StreamConnection) -> None:
            if connection in group:
                group.remove(connection)
                task = asyncio.create_task(connection.close())
                self._closing.add(task)
                task.add_done_callback(self._closing.discard)

        place = Place(where, self._options.rules or rules_of(market), emptied)
        return StreamConnection(self._dialler, place, self._options, self._fill)
