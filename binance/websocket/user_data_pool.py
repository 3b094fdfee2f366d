"""Spreads the accounts of a product over as few connections as possible."""

from collections.abc import Callable, Sequence

from binance.websocket.connection import Connection
from binance.websocket.user_data_accounts import AccountsConnection, Elsewhere
from binance.websocket.user_data_follower import Follower

Make = Callable[[Elsewhere], AccountsConnection]
"""Makes another connection. Fails with `HostMissing`."""


class Pool:
    """The connections of one product: each carries so many accounts, each account once."""

    def __init__(self, make: Make, most: int) -> None:
        self._make = make
        self._most = most
        self._made: list[AccountsConnection] = []

    @property
    def connections(self) -> Sequence[Connection]:
        """Those that are open or being opened."""
        return [one.connection for one in self._made]

    def add(self, follower: Follower) -> None:
        """Give an account its place. Fails with `HostMissing`."""
        self._place(follower, None)

    async def remove(self, follower: Follower) -> None:
        """End an account's subscriptions; a connection nobody needs is closed."""
        for one in self._made:
            if follower in one.followers:
                one.remove(follower)
        empty = [one for one in self._made if not one.followers]
        # Taken out before anybody waits: nobody gets a place there, nobody else closes it.
        self._made = [one for one in self._made if one.followers]
        for one in empty:
            await one.close()

    async def close(self) -> None:
        """Close every connection."""
        while self._made:
            await self._made.pop().close()

    def _place(self, follower: Follower, after: AccountsConnection | None) -> None:
        """Put an account on the first connection with room, behind the one that refused it.

        It is refused where another key of the same account is followed already.
        """
        first = 0 if after is None else self._made.index(after) + 1
        room = (one for one in self._made[first:] if len(one.followers) < self._most)
        found = next(room, None)
        if found is None:
            found = self._make(self._place)
            self._made.append(found)
        found.add(follower)
