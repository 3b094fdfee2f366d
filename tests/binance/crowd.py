"""People who share one limiter, on a clock that jumps; the windows are the exchange's own."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from binance.ban_memory import Forgetful
from binance.events import nobody
from binance.exceptions import LimitReached
from binance.public.spot import SpotMarket
from binance.request.clock import Clock
from binance.request.endpoint import declared
from binance.request.gate import Gate
from binance.request.ledger import Ledger
from binance.request.rate_limiter import RateLimiter
from binance.request.request import Request, Response
from tests.campaigns.virtual_time import now, timing, virtually

KLINES = declared(SpotMarket.klines)
TIME = declared(SpotMarket.time)
WEIGHT = 2
LATENCY = 0.05  # seconds
DEADLINE = 10.0  # seconds


async def pause(seconds: float) -> None:
    """Let time pass on the loop's own clock."""
    await timing().sleep(seconds)


@dataclass
class Crowd:
    """People who share one limiter, and what became of their calls."""

    slots: int = 100
    skew: float = 0.0  # seconds by which the exchange's clock is ahead
    waits: list[float] = field(default_factory=list)  # seconds of those who behave
    served: Counter[int] = field(default_factory=Counter)
    refused: list[tuple[float, float]] = field(default_factory=list)  # waited, told to wait
    by_minute: Counter[int] = field(default_factory=Counter)  # weight, as the exchange counts

    def __post_init__(self) -> None:
        """Build the limiter."""
        clocks = timing()
        clock = Clock(clocks)
        gate = Gate(clocks, Forgetful(), nobody)
        self.ledger = Ledger(0.8, clock.seconds, nobody)
        self.limiter = RateLimiter(self.answer, self.ledger, gate, clock, self.slots, clocks)

    async def answer(self, request: Request) -> Response:
        """Count as the exchange does, half-way between question and answer."""
        await pause(LATENCY / 2)
        minute = int((now() + self.skew) // 60)
        self.by_minute[minute] += request.weight
        used = str(self.by_minute[minute])
        await pause(LATENCY / 2)
        return Response(200, {"X-MBX-USED-WEIGHT-1M": used}, b"")

    async def ask(self, caller: int, weight: int = WEIGHT) -> bool:
        """Make one call; tells whether it was served."""
        began = asyncio.get_running_loop().time()
        request = Request(KLINES, "", weight, caller, None, began + DEADLINE)
        try:
            await self.limiter(request)
        except LimitReached as refusal:
            ended = asyncio.get_running_loop().time()
            self.refused.append((ended - began, refusal.retry_after))
            return False
        self.served[request.caller] += 1
        if caller < 1_000:
            self.waits.append(asyncio.get_running_loop().time() - began - LATENCY)
        return True

    async def behave(self, caller: int, calls: int, every: float) -> None:
        """Call now and then."""
        await pause(caller * 0.618 % every)
        for _ in range(calls):
            await self.ask(caller)
            await pause(every)

    async def storm(self, caller: int, seconds: float) -> None:
        """Call as often as possible."""
        ends = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < ends:
            if not await self.ask(caller):
                await pause(0.5)


def live(honest: int, hostile: int, minutes: int = 3) -> Crowd:
    """Let people who behave and people who do not share a budget for some minutes."""

    async def run() -> Crowd:
        crowd = Crowd()
        every = 10.0
        calls = int(minutes * 60 / every)
        await asyncio.gather(
            *(crowd.behave(one, calls, every) for one in range(1, honest + 1)),
            *(crowd.storm(1_000 + one % hostile, minutes * 60) for one in range(hostile * 5)),
        )
        await crowd.limiter.close()
        return crowd

    return virtually(run)


def jain(numbers: list[int]) -> float:
    """Give Jain's index of fairness: 1 when all have the same."""
    return sum(numbers) ** 2 / (len(numbers) * sum(one * one for one in numbers))


def of_honest(crowd: Crowd) -> list[int]:
    """Give how often each of those who behave was served."""
    return [number for caller, number in crowd.served.items() if caller < 1_000]
