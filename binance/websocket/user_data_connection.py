"""One connection to the spot WebSocket API that carries the user data of up to 1,000 accounts.

A fresh socket gets every account again, each with a signature of its own moment, before the one in
use is closed: in between both deliver, and what comes twice is told once.
"""

import asyncio
import re
from collections import Counter, deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from math import inf
from typing import Any, Final

import msgspec

from binance.exceptions import ApiError, BinanceError, ConnectionLost, LimitReached, RequestTimeout
from binance.models.user_events import EventStreamTerminated
from binance.request.pipeline import Pipeline
from binance.request.request import Api
from binance.websocket.dialler import Dialler
from binance.websocket.rules import WS_API_RULES, SocketRules
from binance.websocket.socket import Closing, Ending, Socket
from binance.websocket.user_data_checks import KEY_ERRORS, Checks
from binance.websocket.user_data_follower import Follower, Status
from binance.websocket.user_data_tickets import Admission, Ticket, unsubscribe
from binance.websocket.ws_api import WsApiHub
from binance.websocket.ws_api_connection import ApiConnection
from binance.websocket.ws_api_replies import NO_EVENT, Frame

USER_DATA_RULES: Final = replace(WS_API_RULES, opening=900.0)  # subscribing waits for the budget
MOST_ACCOUNTS: Final = 1_000  # subscriptions of one socket at a time
_MOST_EVER: Final = 60_000  # subscriptions in the life of a socket; Binance allows 65,535
_AT_ONCE: Final = 50  # subscriptions on their way
_MOST_ORPHANS: Final = 1_000  # events that came before their subscription was confirmed
_ALREADY: Final = -2035  # the account has a subscription on this socket
_NO_MORE_IDS: Final = -2042
_RENEW_PART: Final = 0.8  # of a token's life
_PATIENCE: Final = 3  # attempts for an account while a fresh socket waits to take over
_PAUSE: Final = 1.0  # seconds after a failure
_LONGEST_PAUSE: Final = 60.0
_NUMBERED = re.compile(rb'"subscriptionId":\s?(\d{1,9})\b')


class UserDataConnection(ApiConnection):
    """Keeps its accounts subscribed. `elsewhere` takes an account that has no place here."""

    def __init__(  # noqa: PLR0913, PLR0917 -- put together in one place
        self,
        dialler: Dialler,
        hub: WsApiHub,
        pipeline: Pipeline,
        ticket: Ticket,
        checks: Checks,
        elsewhere: Callable[[Follower, "UserDataConnection"], None],
        rules: SocketRules = USER_DATA_RULES,
    ) -> None:
        super().__init__(dialler, hub.url(Api.SPOT, "user data"), pipeline, Api.SPOT, rules)
        self.followers: set[Follower] = set()
        self._hub = hub
        self._ticket = ticket
        self._checks = checks
        self._elsewhere = elsewhere
        self._routes: dict[tuple[int, int], Follower] = {}
        self._number = 0  # of the socket in use
        self._orphans: deque[tuple[tuple[int, int], msgspec.Raw]] = deque(maxlen=_MOST_ORPHANS)
        self._made: Counter[int] = Counter()  # subscriptions ever, by socket
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._trying: set[tuple[int, Follower]] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def add(self, follower: Follower) -> None:
        """Subscribe an account, now or as soon as there is a socket."""
        self.followers.add(follower)
        self.connection.open()
        self._subscribe_soon(follower)

    def remove(self, follower: Follower) -> None:
        """End an account's subscriptions."""
        self.followers.discard(follower)
        for number, identity in follower.subscriptions.items():
            self._routes.pop((number, identity), None)
            socket = self.connection.socket
            if socket is not None and socket.number == number and not socket.over:
                self._run(self._unsubscribe(socket, identity))
        follower.subscriptions.clear()

    async def prepare(self, socket: Socket) -> None:
        """Subscribe every account on a fresh socket, then let both deliver for a moment."""
        tried: set[Follower] = set()
        while waiting := [one for one in self.followers - tried if _wants(one, socket)]:
            tried.update(waiting)
            await asyncio.gather(*(self._try(socket, one, _PATIENCE) for one in waiting))
        if self.connection.socket is not None:
            await self._timing.sleep(self.connection.rules.overlap)

    def current(self, socket: Socket) -> None:
        """From now on the socket before this one does not count; its last messages still do."""
        for route in [one for one in self._routes if one[0] not in {socket.number, self._number}]:
            del self._routes[route]
        self._number = socket.number
        for follower in self.followers:
            identity = follower.subscriptions.get(socket.number)
            follower.subscriptions = {} if identity is None else {socket.number: identity}
            self._subscribe_soon(follower)

    def lost(self, socket: Socket, closing: Closing) -> None:
        """Let every account know that has no other socket."""
        super().lost(socket, closing)
        for follower in self.followers:
            if follower.subscriptions.pop(socket.number, None) is not None:
                self._interrupted(follower, str(closing.ending))

    def told(self, socket: Socket, frame: Frame) -> None:
        """Hand an event to its account."""
        if frame.event is NO_EVENT or frame.subscription_id is None:
            super().told(socket, frame)
            return
        route = socket.number, frame.subscription_id
        follower = self._routes.get(route)
        if follower is not None:
            self._take(follower, socket, frame.event)
        elif self._trying:  # its subscription may not be confirmed yet
            self._orphans.append((route, frame.event))

    def misread(self, socket: Socket, raw: bytes) -> None:
        """Look after the account a broken message was for, or after all of them."""
        super().misread(socket, raw)
        named = _NUMBERED.search(raw)
        found = self._routes.get((socket.number, int(named[1]))) if named else None
        for follower in list(self.followers) if found is None else [found]:
            self._checks.doubt(follower)

    async def close(self) -> None:
        """Close the connection for good."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await super().close()

    def _take(self, follower: Follower, socket: Socket, raw: msgspec.Raw) -> None:
        event, doubt = follower.take(raw, self._checks.now())
        if doubt:
            self._checks.doubt(follower)
        if isinstance(event, EventStreamTerminated):  # a revoked key, or a token that has ended
            follower.subscriptions.pop(socket.number, None)
            self._interrupted(follower, "the subscription was ended")
            self._subscribe_soon(follower)

    def _interrupted(self, follower: Follower, reason: str) -> None:
        if not follower.subscriptions and follower.is_followed:
            follower.interrupt(reason)
            follower.status = Status.CONNECTING

    def _subscribe_soon(self, follower: Follower) -> None:
        socket = self.connection.socket
        if socket is not None and not socket.over and _wants(follower, socket):
            self._run(self._try_or_drop(socket, follower))

    async def _try_or_drop(self, socket: Socket, follower: Follower) -> None:
        try:
            await self._try(socket, follower)
        except ConnectionLost:
            if socket is self.connection.socket:
                self.connection.drop(Ending.STALE)

    async def _try(self, socket: Socket, follower: Follower, patience: float = inf) -> None:
        """Subscribe an account, so many times. Fails with `ConnectionLost`, for all of them."""
        attempt = socket.number, follower
        if attempt in self._trying:
            return
        self._trying.add(attempt)
        try:
            while patience > 0 and _wants(follower, socket):
                error = await self._subscribe(socket, follower)
                if isinstance(error, LimitReached):
                    await self._timing.sleep(min(error.retry_after + _PAUSE, _LONGEST_PAUSE))
                elif error is not None:
                    patience -= 1
                    await self._timing.sleep(_PAUSE)
        finally:
            self._trying.discard(attempt)
            if not self._trying:
                self._orphans.clear()

    async def _subscribe(self, socket: Socket, follower: Follower) -> BinanceError | None:
        """Make one attempt; gives what went wrong with this account alone."""
        try:
            admission = await self._ticket.admission(follower)
            told = await self._send(socket, follower, admission)
        except KEY_ERRORS as error:
            follower.stop("the key was refused", error)
            self.remove(follower)
        except ConnectionLost:
            raise
        except BinanceError as error:
            follower.last_error = str(error)
            code = error.code if isinstance(error, ApiError) else None
            if code == _ALREADY:
                self.remove(follower)
                self._elsewhere(follower, self)
                return None
            if code == _NO_MORE_IDS and socket is self.connection.socket:
                self.connection.renew("its subscription ids are used up")
            return error
        else:
            self._subscribed(socket, follower, int(told["subscriptionId"]))
            if admission.ends is not None:
                self._run(self._renew_in_time(socket, follower, admission.ends))
        return None

    async def _send(self, socket: Socket, follower: Follower, admission: Admission) -> Any:
        if socket.over:
            raise ConnectionLost("a socket", "it ended")
        exchange = partial(self.ask, socket)
        async with self._slots:
            try:
                return await self._hub.send(
                    exchange,
                    admission.row,
                    admission.values,
                    follower.caller,
                    admission.credentials,
                )
            except RequestTimeout:
                # Whether it is subscribed now nobody knows: another socket is sure.
                raise ConnectionLost("a socket", "no reply to a subscription") from None

    def _subscribed(self, socket: Socket, follower: Follower, number: int) -> None:
        if follower not in self.followers or not follower.is_followed:
            self._run(self._unsubscribe(socket, number))
            return
        route = socket.number, number
        self._routes[route] = follower
        first = not follower.subscriptions
        follower.subscriptions[socket.number] = number
        if follower.missing:
            self._checks.gap_closed(follower)
        elif first:
            follower.status = Status.LIVE
            self._checks.begin(follower)
        for own in [one for one in self._orphans if one[0] == route]:
            self._orphans.remove(own)
            self._take(follower, socket, own[1])
        self._made[socket.number] += 1
        if self._made[socket.number] == _MOST_EVER:
            self.connection.renew("its subscription ids are nearly used up")

    async def _renew_in_time(self, socket: Socket, follower: Follower, ends: datetime) -> None:
        """Take a new token before this one ends: on the same socket that is seamless."""
        left = (ends - self._checks.now()).total_seconds() * _RENEW_PART
        while True:
            await self._timing.sleep(max(left, _PAUSE))
            if follower not in self.followers or socket.number not in follower.subscriptions:
                return
            try:
                if await self._subscribe(socket, follower) is None:
                    return
            except ConnectionLost:
                return  # the socket has ended
            left = _LONGEST_PAUSE / 2

    async def _unsubscribe(self, socket: Socket, number: int) -> None:
        with suppress(BinanceError):  # it ends with the socket at the latest
            await unsubscribe(self._hub, partial(self.ask, socket), number)

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _wants(follower: Follower, socket: Socket) -> bool:
    return follower.is_followed and not socket.over and socket.number not in follower.subscriptions
