"""What the request layer wants done now and then: clocks measured, limits read."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

from binance.client import BinanceClient
from binance.exceptions import BinanceError

EVERY: Final = 300.0  # seconds; one call of weight 1 for each clock
_LIMITS_EVERY: Final = 12  # rounds; limits change rarely and cost weight 20

log = structlog.get_logger(__name__)


class BinanceUpkeep:
    """Runs beside the bot from the start on; nobody waits for it, and no failure stops it."""

    def __init__(
        self,
        client: BinanceClient,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._client = client
        self._sleep = sleep
        self.begun = asyncio.Event()  # set after the first round

    async def run(self) -> None:
        """Go round until cancelled."""
        rounds = 0
        while True:
            await self._try("clocks", self._client.synchronise_clocks)
            if rounds % _LIMITS_EVERY == 0:
                await self._try("limits", self._client.learn_limits)
            rounds += 1
            self.begun.set()
            await self._sleep(EVERY)

    async def _try(self, what: str, step: Callable[[], Awaitable[None]]) -> None:
        try:
            await step()
        except BinanceError as error:
            log.info("binance upkeep will be tried again", what=what, reason=str(error))
