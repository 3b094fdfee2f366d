"""python -m tests.binance.sharing.worker: one process of several, told by lines what to do.

Each line on standard input is an order in JSON, each line on standard output its outcome.
"""

import asyncio
import json
import sys
from contextlib import AsyncExitStack
from typing import Any

from binance.client import BinanceClient, ClientOptions
from binance.constants import Hosts
from binance.credentials import Credentials, KeyType
from binance.exceptions import BinanceError, LimitReached
from binance.request.pings import ping_request
from binance.request.request import Api
from binance.sharing.names import realm_of
from binance.sharing.redis import RedisOptions, RedisSharing
from tests.binance.sharing.calls import SHARE, Calls, learn
from tests.binance.sharing.quick_time import QuickTime

KEY = Credentials("k" * 64, "planted-secret", KeyType.HMAC)
CALLERS = 3
PAUSE = 1.0  # seconds on the quick clock after a call that was refused


class Worker:
    """What a process does."""

    def __init__(self) -> None:
        self._stack = AsyncExitStack()
        self._clock = QuickTime(0.0)
        self._client: BinanceClient

    async def ready(self, _order: dict[str, Any]) -> object:
        """Tell that everything is loaded."""
        return True

    async def open(self, order: dict[str, Any]) -> object:
        """Open a client, alone or with others."""
        self._clock = QuickTime(order["began"], order["speed"])
        server = order["server"]
        sharing = None
        if order["redis"]:
            options = RedisOptions(order["redis"], "test", realm_of(server), patience=1.0)
            sharing = RedisSharing(options)
        hosts = Hosts(server, server, server, "", "", "", "")
        self._client = await self._stack.enter_async_context(
            BinanceClient.open(
                ClientOptions(hosts, weight_share=SHARE), self._clock.timing, sharing=sharing
            )
        )
        learn(self._client)
        return True

    async def hammer(self, order: dict[str, Any]) -> object:
        """Call as often as possible until a moment."""
        callers = [self._insist(one, order["until"]) for one in range(1, CALLERS + 1)]
        return sum(await asyncio.gather(*callers))

    async def ask(self, _order: dict[str, Any]) -> object:
        """Make a public call that may be answered from a cache."""
        return len((await self._client.spot.exchange_info()).symbols)

    async def ping(self, order: dict[str, Any]) -> object:
        """Make a call that is never answered from a cache; tells what it failed with."""
        pipeline = self._client._pipeline
        request = ping_request(Api.COIN_FUTURES, self._clock.passed())
        if order.get("patient", True):
            request.deadline = pipeline.deadline()
        else:
            request.deadline = self._clock.passed() + 0.1
        try:
            await pipeline.call(request)
        except LimitReached as refusal:
            return type(refusal).__name__
        return None

    async def state(self, _order: dict[str, Any]) -> object:
        """Tell how the sharing is doing."""
        state = self._client.health().sharing
        return None if state is None else [state.connected, state.processes]

    async def close(self, _order: dict[str, Any]) -> object:
        """Close the client."""
        await self._stack.aclose()
        return True

    async def _insist(self, caller: int, until: float) -> int:
        pipeline = self._client._pipeline
        served = await asyncio.gather(
            *(self._repeat(call, until) for call in Calls(pipeline, caller, KEY).all())
        )
        return sum(served)

    async def _repeat(self, call: Any, until: float) -> int:
        served = 0
        while self._clock.passed() < until:
            try:
                await call()
                served += 1
            except BinanceError:
                await self._clock.sleep(PAUSE)
        return served


async def main() -> None:
    """Do as told until nobody tells anything."""
    worker = Worker()
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        order = json.loads(line)
        outcome = await getattr(worker, order["do"])(order)
        sys.stdout.write(json.dumps(outcome) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
