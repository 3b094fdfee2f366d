"""RateLimiter: nothing leaves without a slot and a place in the budget.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/limits
"""

import asyncio

from binance.exceptions import BudgetExhausted
from binance.request.ledger import Ledger, Window
from binance.request.request import Exchange, Request, Response
from binance.request.retry_after import retry_after
from binance.request.slots import Slots
from binance.request.timing import Timing

_SLOT_SECONDS = 1.0  # a guess at when a slot is free, for those who could not wait for one
_TOO_MANY_ORDERS = b"-1015"  # 429 for one account's orders: says nothing of this address


class RateLimiter:
    """Waits for the budget when the deadline allows it and says so at once when it does not.

    A slot stands for a socket: what is let through is sent now and does not queue elsewhere.
    Fails with `BudgetExhausted`, and with `TooManyRequests` or `IpBanned` while Binance wants
    to be left alone.
    """

    def __init__(self, send: Exchange, ledger: Ledger, slots: int, timing: Timing) -> None:
        self._send = send
        self._ledger = ledger
        self._slots = Slots(slots)
        self._timing = timing

    async def __call__(self, request: Request) -> Response:
        """Spend the weight, send, and believe what the answer says of the budget."""
        window = self._ledger.window(request)
        while True:
            if not self._slots.take():
                await self._queue(request)
            wait = self._ledger.take(request, window)
            if not wait:
                break
            self._slots.give()
            await self._wait(request, wait)
        number = window.number
        try:
            response = await self._send(request)
        finally:
            window.landed(request.weight)
            self._slots.give()
        self._ledger.believe(window, number, response)
        if response.status in {429, 418}:
            self._stop(response, window)
        return response

    async def _queue(self, request: Request) -> None:
        """Wait for a slot as long as the deadline allows."""
        try:
            async with asyncio.timeout(request.deadline - self._timing.monotonic()):
                await self._slots.wait()
        except TimeoutError:
            raise BudgetExhausted(_SLOT_SECONDS, request.endpoint.name) from None

    async def _wait(self, request: Request, seconds: float) -> None:
        """Wait for the budget when the deadline allows it, say so at once when it does not."""
        if self._timing.monotonic() + seconds >= request.deadline:
            self._ledger.check()
            raise BudgetExhausted(seconds, request.endpoint.name)
        await self._timing.sleep(seconds)

    def _stop(self, response: Response, window: Window) -> None:
        if response.status == 429 and _TOO_MANY_ORDERS in response.body:
            return
        self._ledger.stop(response, window, retry_after(response, self._timing.wall()))
