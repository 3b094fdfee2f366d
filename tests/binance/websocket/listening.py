"""Reading streams in tests."""

import asyncio
from typing import Any

from binance.websocket.gap import Gap
from binance.websocket.subscription import Subscription


async def read(events: Subscription[Any], count: int) -> list[Any]:
    """Give the next events and gaps."""
    async with asyncio.timeout(20):
        return [await anext(aiter(events)) for _ in range(count)]


def ids_of(events: list[Any]) -> list[int]:
    """Give the ids of the events among events and gaps."""
    return [event.id for event in events if not isinstance(event, Gap)]


def gaps_in(events: list[Any]) -> list[Gap]:
    """Give the gaps among events and gaps."""
    return [event for event in events if isinstance(event, Gap)]
