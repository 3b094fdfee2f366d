"""RateLimiter: nothing leaves without an open gate, a slot and a place in the budget.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/limits
"""

from binance.exceptions import BinanceError
from binance.request.clock import Clock
from binance.request.gate import Gate
from binance.request.ledger import Ledger, Plan
from binance.request.pings import ping_request
from binance.request.request import Exchange, Request, Response
from binance.request.retry_after import retry_after, stop_of
from binance.request.sharing import Stop
from binance.request.timing import Timing
from binance.request.waiting_room import WaitingRoom

_ASKS = 3  # a call may need parts of several budgets: weight, requests, orders
_TOO_MANY_ORDERS = b"-1015"  # 429 for one account's orders: says nothing of this address


class RateLimiter:
    """Waits for the budget when the deadline allows it and says so at once when it does not.

    A slot stands for a socket: what is let through is sent now and does not queue elsewhere.
    Fails with `BudgetExhausted`, and with `TooManyRequests` or `IpBanned` while Binance wants
    to be left alone.
    """

    def __init__(  # noqa: PLR0913, PLR0917 -- the parts of one stage, put together in one place
        self,
        send: Exchange,
        ledger: Ledger,
        gate: Gate,
        clock: Clock,
        slots: int,
        timing: Timing,
    ) -> None:
        self._send = send
        self._ledger = ledger
        self._clock = clock
        self._gate = gate
        self._timing = timing
        self._room = WaitingRoom(ledger, gate, slots, timing, self._is_anybody_there)

    @property
    def waiting(self) -> int:
        """How many calls wait for a slot or the budget."""
        return self._room.waiting

    async def __call__(self, request: Request) -> Response:
        """Spend the weight, send, and believe what the answer says of the budget."""
        plan = self._ledger.plan(request)
        if not (self._room.enter(request, plan) or await self._leased(request, plan)):
            await self._room.wait(request, plan)
        number = plan.weight.number
        try:
            response = await (request.by or self._send)(request)
            self._ledger.believe(request, plan, number, response)
            if response.status != 200:
                await self._obey(request, plan, response)
        finally:
            self._ledger.landed(request, plan)
            self._room.leave()  # last: whoever gets the slot sees what the answer has changed
        return response

    def check(self) -> None:
        """Tell those who wait for an upstream that has been given up. Never fails."""
        self._room.check()

    def hear(self, stop: Stop) -> None:
        """Stop because another process was told to."""
        self._gate.hear(stop)
        self._room.dismiss()

    def look(self) -> None:
        """Let those go on who can: another process has made room, or the gate is open again."""
        self._room.look()

    async def close(self) -> None:
        """Tell all who wait that the client was closed."""
        await self._room.close()
        await self._gate.settled()

    async def _leased(self, request: Request, plan: Plan) -> bool:
        """Let a call through that lacked nothing but a part of what other processes share."""
        leases = self._ledger.leases
        for _ in range(_ASKS):
            if leases is None or not await leases.answered():
                break
            if request.check is not None:
                request.check()
            if self._room.enter(request, plan):
                return True
        return False

    async def stopped(self, response: Response) -> None:
        """Shut the gate after a 429 or 418 to something that was sent without asking here."""
        request = ping_request(self._gate.api, self._timing.monotonic())
        await self._obey(request, self._ledger.plan(request), response)

    async def _obey(self, request: Request, plan: Plan, response: Response) -> None:
        """Stop one account's orders, one account's budget, or everything, if an answer says so."""
        status = stop_of(response)
        if status is None:
            return
        pause = retry_after(response, self._clock.seconds())
        if status == 429 and _TOO_MANY_ORDERS in response.body:
            self._ledger.block(plan.orders, pause)
        elif status == 429 and plan.weight.pool.per_account:
            self._ledger.block((plan.weight,), pause)
        else:
            pause = self._ledger.refused(plan, pause)
            await self._gate.close(status, pause, request.endpoint)
            self._room.dismiss()

    async def _is_anybody_there(self) -> bool:
        """Send the one call after a ban; False when the way to Binance is broken."""
        request = ping_request(self._gate.api, self._timing.monotonic())
        plan = self._ledger.plan(request)
        plan.weight.spend(request.weight, request)
        try:
            response = await self._send(request)
        except BinanceError:
            return False
        finally:
            self._ledger.landed(request, plan)
        await self._obey(request, plan, response)
        return True
