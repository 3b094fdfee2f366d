"""How an account is subscribed to over the spot WebSocket API: by a signature, or by a token."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from binance.catalogue_table.ws_row import WsRow
from binance.credentials import Credentials
from binance.private.user_stream import UserStream
from binance.request.pipeline import Pipeline
from binance.websocket.user_data_follower import Follower
from binance.websocket.ws_api import Exchange, WsApiHub
from binance.websocket.ws_api_methods import Values, find, read_values

_BY_SIGNATURE = "userDataStream.subscribe.signature"
_BY_TOKEN = "userDataStream.subscribe.listenToken"  # noqa: S105 -- the name of a method
_UNSUBSCRIBE = "userDataStream.unsubscribe"


@dataclass(frozen=True, slots=True, repr=False)
class Admission:
    """What to send to subscribe an account; it may hold a key, so it prints nothing."""

    row: WsRow
    values: Values
    credentials: Credentials | None
    ends: datetime | None = None  # None where the subscription has no end of its own


class Ticket(Protocol):
    """A way to subscribe."""

    async def admission(self, follower: Follower) -> Admission:
        """Get ready to subscribe. Fails as any call does."""


async def unsubscribe(hub: WsApiHub, exchange: Exchange, number: int) -> None:
    """End a subscription of a socket. Fails as any call does."""
    row = find(_UNSUBSCRIBE)
    await hub.send(exchange, row, read_values(row, {"subscription_id": number}), 0, None)


class BySignature:
    """Spot: the account's key signs anew each time."""

    async def admission(self, follower: Follower) -> Admission:
        """Name the key that signs when it is sent."""
        row = find(_BY_SIGNATURE)
        return Admission(row, read_values(row, {}), follower.credentials)


class ByToken:
    """Margin: REST gives a token, which is good for a day at most."""

    def __init__(self, pipeline: Pipeline, life: timedelta | None = None) -> None:
        self._pipeline = pipeline
        self._life_ms = None if life is None else life // timedelta(milliseconds=1)

    async def admission(self, follower: Follower) -> Admission:
        """Get a token. Fails as any call does."""
        stream = UserStream(self._pipeline, follower.caller, follower.credentials)
        token = await stream.new_margin_token(
            symbol=follower.symbol,
            is_isolated=None if follower.symbol is None else True,
            validity=self._life_ms,
        )
        row = find(_BY_TOKEN)
        values = read_values(row, {"listen_token": token.token})
        return Admission(row, values, None, token.expiration_time)
