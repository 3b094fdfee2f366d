"""A consumer's part in streams, from asking for them to leaving them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from binance.websocket.stream_connection import StreamConnection
from binance.websocket.stream_errors import StreamUnavailable
from binance.websocket.subscription import Subscription
from binance.websocket.topic import Topic


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody listens to a stream."""

    connection: StreamConnection
    topic: Topic
    subscription: Subscription[Any]

    def end(self) -> None:
        """Listen no more."""
        self.connection.leave(self.topic, self.subscription)


async def subscribed(memberships: Sequence[Membership], seconds: float) -> None:
    """Wait until Binance sends every stream. Fails with `StreamRefused`, `StreamUnavailable`."""
    try:
        async with asyncio.timeout(seconds):
            for one in memberships:
                # Others wait for it too: one that gives up must not end it for them.
                await asyncio.shield(one.topic.ready)
    except TimeoutError:
        late = [one.topic.name for one in memberships if not one.topic.ready.done()]
        raise StreamUnavailable(late) from None
