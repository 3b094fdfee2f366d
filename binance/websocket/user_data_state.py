"""How the followed accounts stand: what /status reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from binance.models.user_events_reading import Product
from binance.websocket.user_data_follower import Follower, Status
from binance.websocket.user_data_pool import Pool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState:
    """One followed account."""

    caller: int
    product: Product
    status: Status
    compared: bool  # its balances are known: whatever a stream misses now is found
    followed_since: datetime  # UTC
    last_event: datetime | None  # UTC
    interruptions: int
    recovered: int  # fills found by REST
    last_error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserDataState:
    """All followed accounts."""

    connections: int  # with a socket in use
    connecting: int  # without
    reconnects: int  # sockets after the first of each connection, renewals included
    data_age: timedelta | None  # since the newest event of any account
    accounts: tuple[AccountState, ...]

    def count(self, status: Status) -> int:
        """Count the accounts that stand so."""
        return sum(one.status is status for one in self.accounts)


def state_of(followers: Iterable[Follower], pools: Sequence[Pool], now: datetime) -> UserDataState:
    """Give a snapshot; `now` is the server's time."""
    connections = [one for pool in pools for one in pool.connections]
    accounts = tuple(
        AccountState(
            caller=one.caller,
            product=one.product,
            status=one.status,
            compared=one.is_compared,
            followed_since=one.began,
            last_event=one.last_event,
            interruptions=one.interruptions,
            recovered=one.recovered,
            last_error=one.last_error,
        )
        for one in followers
    )
    newest = max((one.last_event for one in accounts if one.last_event), default=None)
    up = sum(one.is_up for one in connections)
    return UserDataState(
        connections=up,
        connecting=len(connections) - up,
        reconnects=sum(one.reconnects for one in connections),
        data_age=None if newest is None else max(now - newest, timedelta(0)),
        accounts=accounts,
    )
