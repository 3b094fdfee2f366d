"""What opens a stream of user data.

https://developers.binance.com/docs/derivatives/usds-margined-futures/user-data-streams
"""

from datetime import datetime

from binance.models.model import Model


class ListenKey(Model):
    """The name of an account's stream; it ends an hour after it was last extended."""

    listen_key: str


class ListenKeyExtended(Model):
    """A stream that goes on for another hour; not every host repeats its name."""

    listen_key: str | None = None


class ListenToken(Model):
    """What opens the user data of a margin account over the spot WebSocket API."""

    token: str
    expiration_time: datetime
