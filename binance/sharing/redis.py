"""Sharing over Redis.

Every question has an answer within `patience`, or fails with `OutOfReach`. What Redis says in its
errors stays here: it may hold an address.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from hashlib import sha1
from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import NoScriptError, RedisError

from binance.request.sharing import Ask, Ears, Found, Granted, OutOfReach, Settled, Stop
from binance.sharing.names import Names
from binance.sharing.news import News
from binance.sharing.scripts import SETTLE, STOP

_CLAIM = 5_000  # milliseconds in which an answer should have come
_PROBE = 5_000  # milliseconds in which it should be known whether a ban is over
_FAILURES = (RedisError, OSError, TimeoutError)
_NONSENSE = (ValueError, TypeError)  # what somebody else has written there


@dataclass(frozen=True, slots=True, repr=False)
class RedisOptions:
    """Where Redis is, and under which names it is used; the URL may hold a password."""

    url: str
    namespace: str
    realm: str  # the exchange: its budgets are its own
    expected: int = 4  # processes, while Redis cannot count them
    patience: float = 0.1  # seconds to wait for Redis


class RedisSharing:
    """The other processes, over a Redis they all can reach; the `Sharing` of the request layer."""

    def __init__(self, options: RedisOptions) -> None:
        self.expected = options.expected
        self._names = Names(options.namespace, options.realm)
        self._me = secrets.token_hex(8)
        self._patience = options.patience
        self._budgets = _client(options, connections=2)
        self._answers = _client(options, connections=8)  # megabytes do not hold up the budgets
        self._ears = _client(options, connections=1, patient=True)
        self._news = News(self._ears, self._names.news, self._me)

    async def open(self, ears: Ears) -> None:
        """Begin to listen. Does not fail."""
        self._news.open(ears)
        with suppress(TimeoutError):
            async with asyncio.timeout(self._patience):
                await self._news.listening.wait()

    async def settle(self, asks: Sequence[Ask], *, totals: bool = False) -> Settled:
        """State what is held of some windows and get more. Fails with `OutOfReach`."""
        names = self._names
        keys = [names.processes, names.memory, names.stop, names.totals]
        keys += [names.window(ask.budget, ask.number) for ask in asks]
        arguments: list[str | int] = [self._me, secrets.token_hex(8), int(totals)]
        for ask in asks:
            arguments += [ask.held, ask.want, ask.least, ask.most, ask.limit, ask.stated]
            arguments += [ask.seconds * 2 + 60, ask.budget if ask.common else "", ask.number]
        async with self._bounded():
            known, memory, stop, left, lines, *granted = await self._run(SETTLE, keys, arguments)
            pairs = zip(granted[::2], granted[1::2], strict=True)
            grants = [Granted(*pair) for pair in pairs]
            return Settled(grants, known, memory, _stop(stop, left), _totals(lines))

    async def stop(self, stop: Stop) -> None:
        """Tell everybody, whoever starts later too. Fails with `OutOfReach`."""
        names = self._names
        milliseconds = max(int(stop.seconds * 1000), 1)
        message = f"{self._me} stop {stop.status} {milliseconds} {stop.api}"
        arguments: list[str | int] = [stop.status, milliseconds, stop.api, names.news, message]
        async with self._bounded():
            await self._run(STOP, [names.stop], arguments)

    async def reopen(self) -> None:
        """Tell everybody that a ban is over. Fails with `OutOfReach`."""
        async with self._bounded(), self._budgets.pipeline(transaction=False) as pipeline:
            pipeline.delete(self._names.stop)
            pipeline.publish(self._names.news, f"{self._me} open")
            await pipeline.execute()

    async def may_probe(self) -> bool:
        """Tell whether this process is the one to ask. Fails with `OutOfReach`."""
        name = self._names.probe
        async with self._bounded():
            if await self._budgets.set(name, self._me, nx=True, px=_PROBE):
                return True
            return bool(await self._budgets.get(name) == self._me.encode())

    async def find(self, name: str) -> Found:
        """Look for a public answer, or claim the right to fetch it. Fails with `OutOfReach`."""
        key = self._names.answer(name)
        async with self._bounded():
            async with self._answers.pipeline(transaction=False) as pipeline:
                pipeline.get(key)
                pipeline.pttl(key)
                body, left = await pipeline.execute()
            if body is not None:
                return Found(body, max(left, 0) / 1000)
            claim = self._names.claim(name)
            return Found(ours=bool(await self._answers.set(claim, self._me, nx=True, px=_CLAIM)))

    async def keep(self, name: str, body: bytes | None, seconds: float) -> None:
        """Leave an answer for the others, or the right to fetch it. Fails with `OutOfReach`."""
        async with self._bounded(), self._answers.pipeline(transaction=False) as pipeline:
            if body is not None:
                pipeline.set(self._names.answer(name), body, px=max(int(seconds * 1000), 1))
            pipeline.delete(self._names.claim(name))
            pipeline.publish(self._names.news, f"{self._me} answer {name}")
            await pipeline.execute()

    async def close(self) -> None:
        """Leave. Does not fail."""
        with suppress(OutOfReach):
            async with self._bounded():
                await self._budgets.zrem(self._names.processes, self._me)
        await self._news.close()
        for client in (self._budgets, self._answers, self._ears):
            with suppress(*_FAILURES):
                await client.aclose()

    async def _run(self, script: str, keys: list[str], arguments: Sequence[str | int]) -> Any:
        """Run a script. A Redis that does not know it was started anew: its memory is another."""
        digest = sha1(script.encode(), usedforsecurity=False).hexdigest()

        def evaluate() -> Any:  # the library's types leave open whether it is awaitable
            return self._budgets.evalsha(digest, len(keys), *keys, *arguments)

        try:
            return await evaluate()
        except NoScriptError:
            if script is SETTLE:
                await self._budgets.delete(self._names.memory)
            await self._budgets.script_load(script)
            return await evaluate()

    @asynccontextmanager
    async def _bounded(self) -> AsyncIterator[None]:
        """Wait no longer than a moment, and name every failure alike."""
        try:
            async with asyncio.timeout(self._patience):
                yield
        except (*_FAILURES, *_NONSENSE) as error:
            raise OutOfReach(type(error).__name__) from None


def _client(options: RedisOptions, *, connections: int, patient: bool = False) -> Redis:
    """Make a client that tries once: whoever asks knows better when to try again."""
    return Redis.from_pool(
        BlockingConnectionPool.from_url(
            options.url,
            max_connections=connections,
            timeout=options.patience,
            socket_connect_timeout=options.patience,
            socket_timeout=None if patient else options.patience,
            retry=Retry(NoBackoff(), 0),
        )
    )


def _totals(lines: list[bytes]) -> dict[str, tuple[int, int]]:
    pairs = zip(lines[::2], lines[1::2], strict=True)
    read = ((name.decode(), line.split()) for name, line in pairs)
    return {name: (int(number), int(total)) for name, (number, total) in read}


def _stop(stop: bytes, milliseconds: int) -> Stop | None:
    status, _, api = stop.decode("utf-8", "replace").partition(" ")
    if status not in {"429", "418"} or milliseconds <= 0:
        return None
    return Stop(int(status), milliseconds / 1000, api)
