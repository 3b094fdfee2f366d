"""Spreads accounts over connections to the spot WebSocket API."""

from collections.abc import Sequence
from typing import Protocol

from binance.request.pipeline import Pipeline
from binance.websocket.connection import Connection
from binance.websocket.dialler import Dialler
from binance.websocket.rules import SocketRules
from binance.websocket.user_data_checks import Checks
from binance.websocket.user_data_connection import MOST_ACCOUNTS, UserDataConnection
from binance.websocket.user_data_follower import Follower
from binance.websocket.user_data_tickets import Ticket
from binance.websocket.ws_api import WsApiHub


class Pool(Protocol):
    """The connections of one product."""

    @property
    def connections(self) -> Sequence[Connection]:
        """Those that are open or being opened."""

    def add(self, follower: Follower) -> None:
        """Give an account its place. Fails with `HostMissing`."""

    async def remove(self, follower: Follower) -> None:
        """End an account's subscriptions; a connection nobody needs is closed."""

    async def close(self) -> None:
        """Close every connection."""


class SocketPool:
    """As few connections as possible: each carries 1,000 accounts, each account once."""

    def __init__(  # noqa: PLR0913, PLR0917 -- put together in one place
        self,
        dialler: Dialler,
        hub: WsApiHub,
        pipeline: Pipeline,
        ticket: Ticket,
        checks: Checks,
        rules: SocketRules,
    ) -> None:
        self._made = (dialler, hub, pipeline, ticket, checks)
        self._rules = rules
        self._sockets: list[UserDataConnection] = []

    @property
    def connections(self) -> Sequence[Connection]:
        """Those that are open or being opened."""
        return [one.connection for one in self._sockets]

    def add(self, follower: Follower) -> None:
        """Give an account its place. Fails with `HostMissing`."""
        self._place(follower, None)

    async def remove(self, follower: Follower) -> None:
        """End an account's subscriptions; a connection nobody needs is closed."""
        for one in self._sockets:
            if follower in one.followers:
                one.remove(follower)
        for one in [one for one in self._sockets if not one.followers]:
            self._sockets.remove(one)
            await one.close()

    async def close(self) -> None:
        """Close every connection."""
        while self._sockets:
            await self._sockets.pop().close()

    def _place(self, follower: Follower, after: UserDataConnection | None) -> None:
        """Put an account on the first connection with room, behind the one that refused it.

        It is refused where another key of the same account is followed already.
        """
        first = 0 if after is None else self._sockets.index(after) + 1
        room = (one for one in self._sockets[first:] if len(one.followers) < MOST_ACCOUNTS)
        found = next(room, None)
        if found is None:
            found = UserDataConnection(*self._made, self._place, self._rules)
            self._sockets.append(found)
        found.add(follower)
