"""A connection that carries the user data of many accounts, however each is subscribed to.

A fresh socket gets every account again before the one in use is closed: in between both deliver,
and what comes twice is told once. What goes wrong with one account is its own affair.
"""

import asyncio
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Coroutine
from math import inf
from typing import Any, Final, Protocol

import msgspec

from binance.exceptions import BinanceError, ConnectionLost, LimitReached
from binance.models.user_events import EventStreamTerminated
from binance.models.user_events_futures import ListenKeyExpired
from binance.request.pipeline import Pipeline
from binance.request.request import Api
from binance.websocket.connection import Url
from binance.websocket.dialler import Dialler
from binance.websocket.rules import SocketRules
from binance.websocket.socket import Closing, Ending, Socket
from binance.websocket.user_data_checks import KEY_ERRORS, Checks
from binance.websocket.user_data_follower import Follower, Identity, Status
from binance.websocket.ws_api_connection import ApiConnection

_MOST_ORPHANS: Final = 1_000  # events that came before their subscription was confirmed
_PATIENCE: Final = 3  # attempts for an account while a fresh socket waits to take over
_PAUSE: Final = 1.0  # seconds after a failure, twice that after the next …
_LONGEST_PAUSE: Final = 300.0

Route = tuple[int, Identity]  # socket number, and what the subscription is called there


class Elsewhere(Protocol):
    """Finds another place for an account that has none on this connection."""

    def __call__(self, follower: Follower, after: "AccountsConnection") -> None:
        """Take the account."""


class SocketFailedError(ConnectionLost):
    """The socket is not worth anything any more: another is needed, for all its accounts."""

    def __init__(self, reason: str) -> None:
        super().__init__("a socket", reason)


class AccountsConnection(ApiConnection, ABC):
    """Keeps its accounts subscribed. `subscribe` and `unsubscribe` are for heirs."""

    def __init__(  # noqa: PLR0913, PLR0917 -- put together in one place
        self,
        dialler: Dialler,
        url: Url,
        pipeline: Pipeline,
        api: Api,
        rules: SocketRules,
        checks: Checks,
        elsewhere: Elsewhere,
    ) -> None:
        super().__init__(dialler, url, pipeline, api, rules)
        self.followers: set[Follower] = set()
        self.checks = checks
        self.elsewhere = elsewhere
        self._number = 0  # of the socket in use
        self._routes: dict[Route, list[Follower]] = {}
        self._orphans: deque[tuple[Route, msgspec.Raw]] = deque(maxlen=_MOST_ORPHANS)
        self._trying: set[tuple[int, Follower]] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    @abstractmethod
    async def subscribe(self, socket: Socket, follower: Follower) -> None:
        """Subscribe an account and call `subscribed`.

        Fails with `SocketFailedError`; every other error is the account's.
        """

    @abstractmethod
    async def unsubscribe(self, socket: Socket, identity: Identity) -> None:
        """End a subscription; it may fail as any call does."""

    def add(self, follower: Follower) -> None:
        """Subscribe an account, now or as soon as there is a socket."""
        self.followers.add(follower)
        self.connection.open()
        self._subscribe_soon(follower)

    def remove(self, follower: Follower) -> None:
        """End an account's subscriptions."""
        self.followers.discard(follower)
        for number, identity in follower.subscriptions.items():
            listening = self._routes.get((number, identity), [])
            if follower in listening:
                listening.remove(follower)
            if not listening and self._routes.pop((number, identity), None) is not None:
                self._end_soon(number, identity)
        follower.subscriptions.clear()

    async def prepare(self, socket: Socket) -> None:
        """Subscribe every account on a fresh socket, then let both deliver for a moment."""
        tried: set[Follower] = set()
        while waiting := [one for one in self.followers - tried if self._wants(one, socket)]:
            tried.update(waiting)
            waiting.sort(key=lambda one: not one.has_traded)
            await asyncio.gather(*(self._try(socket, one, _PATIENCE) for one in waiting))
        if self.connection.socket is not None:
            await self._timing.sleep(self.connection.rules.overlap)

    def current(self, socket: Socket) -> None:
        """From now on the socket before this one does not count; its last messages still do."""
        for route in [one for one in self._routes if one[0] not in {socket.number, self._number}]:
            del self._routes[route]
        self._number = socket.number
        for follower in list(self.followers):
            identity = follower.subscriptions.get(socket.number)
            follower.subscriptions = {} if identity is None else {socket.number: identity}
            self._subscribe_soon(follower)

    def failed(self, socket: Socket) -> None:
        """Let every account know that had only this socket."""
        super().failed(socket)
        self._over(socket.number, "connection lost")

    def lost(self, socket: Socket, closing: Closing) -> None:
        """Let every account know that has no other socket."""
        super().lost(socket, closing)
        self._over(socket.number, str(closing.ending))

    def event(self, socket: Socket, identity: Identity, raw: msgspec.Raw) -> None:
        """Hand an event to its account."""
        route = socket.number, identity
        listening = self._routes.get(route)
        if listening:
            for follower in tuple(listening):
                self._take(follower, socket, raw)
        elif self._trying:  # its subscription may not be confirmed yet
            self._orphans.append((route, raw))

    def doubt(self, socket: Socket, identity: Identity | None) -> None:
        """Look after the account a broken message was for, or after all of them."""
        named = None if identity is None else self._routes.get((socket.number, identity))
        for follower in named or list(self.followers):
            self.checks.doubt(follower)

    def subscribed(self, socket: Socket, follower: Follower, identity: Identity) -> None:
        """Note that an account's events come from now on."""
        route = socket.number, identity
        if follower not in self.followers or not follower.is_followed:
            if not self._routes.get(route):
                self._end_soon(*route)
            return
        listening = self._routes.setdefault(route, [])
        if follower not in listening:
            listening.append(follower)
        first = not follower.subscriptions
        follower.subscriptions[socket.number] = identity
        if follower.missing:
            self.checks.gap_closed(follower)
        elif first:
            follower.status = Status.RECONCILING
            self.checks.begin(follower)
        for own in [one for one in self._orphans if one[0] == route]:
            self._orphans.remove(own)
            self._take(follower, socket, own[1])

    def interrupted(self, follower: Follower, reason: str) -> None:
        """Note that an account's events do not come any more, unless by another socket."""
        if not follower.subscriptions and follower.is_followed:
            follower.interrupt(reason)
            follower.status = Status.CONNECTING

    def ended(self, follower: Follower, number: int, reason: str) -> None:
        """Note that one subscription of an account is over, and subscribe anew."""
        identity = follower.subscriptions.pop(number, None)
        listening = [] if identity is None else self._routes.get((number, identity), [])
        if follower in listening:
            listening.remove(follower)
        self.interrupted(follower, reason)
        self._subscribe_soon(follower)

    async def close(self) -> None:
        """Close the connection for good."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await super().close()

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside everything else, until it is done or the connection is closed."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _take(self, follower: Follower, socket: Socket, raw: msgspec.Raw) -> None:
        event, doubt = follower.take(raw, self.checks.now())
        if doubt:
            self.checks.doubt(follower)
        if isinstance(event, EventStreamTerminated | ListenKeyExpired):
            self.ended(follower, socket.number, "the subscription was ended")

    def _wants(self, follower: Follower, socket: Socket) -> bool:
        here = follower in self.followers and follower.is_followed
        return here and not socket.over and socket.number not in follower.subscriptions

    def _over(self, number: int, reason: str) -> None:
        for follower in self.followers:
            if follower.subscriptions.pop(number, None) is not None:
                self.interrupted(follower, reason)

    def _subscribe_soon(self, follower: Follower) -> None:
        socket = self.connection.socket
        if socket is not None and self._wants(follower, socket):
            self.run(self._try_or_drop(socket, follower))

    async def _try_or_drop(self, socket: Socket, follower: Follower) -> None:
        try:
            await self._try(socket, follower)
        except SocketFailedError:
            if socket is self.connection.socket:
                self.connection.drop(Ending.STALE)

    async def _try(self, socket: Socket, follower: Follower, patience: float = inf) -> None:
        """Subscribe an account, so many times. Fails with `SocketFailedError`."""
        attempt = socket.number, follower
        if attempt in self._trying:
            return
        self._trying.add(attempt)
        try:
            failures = 0
            while failures < patience and self._wants(follower, socket):
                error = await self.attempt(socket, follower)
                if isinstance(error, LimitReached):
                    await self._timing.sleep(min(error.retry_after + _PAUSE, _LONGEST_PAUSE))
                elif error is not None:
                    await self._timing.sleep(min(_PAUSE * 2 ** min(failures, 9), _LONGEST_PAUSE))
                    failures += 1
        finally:
            self._trying.discard(attempt)
            if not self._trying:
                self._orphans.clear()

    async def attempt(self, socket: Socket, follower: Follower) -> BinanceError | None:
        """Subscribe once; gives what went wrong with this account alone."""
        try:
            await self.subscribe(socket, follower)
        except KEY_ERRORS as error:
            follower.stop("the key was refused", error)
            self.remove(follower)
        except SocketFailedError:
            raise
        except BinanceError as error:
            follower.last_error = str(error)
            return error
        return None

    def _end_soon(self, number: int, identity: Identity) -> None:
        for socket in (self.connection.socket, self._fresh):
            if socket is not None and socket.number == number and not socket.over:
                self.run(self._end(socket, identity))

    async def _end(self, socket: Socket, identity: Identity) -> None:
        try:
            await self.unsubscribe(socket, identity)
        except BinanceError:
            return  # it ends with the socket at the latest
