"""SharedCache: public answers of other processes, as the bytes Binance sent."""

import asyncio
from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

from binance.request.error_mapping import UNREADABLE, Learn
from binance.request.request import Api, Call, Request
from binance.request.sharing import Found, OutOfReach, Sharing
from binance.request.timing import Timing

_LARGEST = 16 * 1024 * 1024  # bytes; exchangeInfo has 6 MB
_PATIENCE = 1.0  # seconds to wait for another process that asks for the same


class SharedCache:
    """Stands behind the cache of this process: asks the others before it asks Binance.

    Only answers that are the same for everybody come here; they are named by host, path and query.
    """

    def __init__(
        self,
        call: Call,
        sharing: Sharing,
        bases: Mapping[Api, str | None],
        learn: Learn,
        timing: Timing,
    ) -> None:
        self._call = call
        self._sharing = sharing
        self._bases = bases
        self._learn = learn
        self._timing = timing
        self._awaited: dict[str, asyncio.Event] = {}
        self._keeping: set[asyncio.Task[None]] = set()
        self.lost: Callable[[], bool] = lambda: False  # nobody can be asked

    async def __call__(self, request: Request) -> Any:
        """Give what another process was answered, or ask and let the others have it."""
        if not request.endpoint.cache_seconds or self.lost():
            return await self._call(request)
        name = self._name(request)
        try:
            found = await self._find(name)
        except OutOfReach:
            return await self._call(request)
        if found.body is not None:
            answer = self._read(request, found)
            if answer is not None:
                return answer
        return await (self._fetch(request, name) if found.ours else self._call(request))

    def answered(self, name: str) -> None:
        """Hear that an answer can be found, or that nobody is asking any more."""
        event = self._awaited.get(name)
        if event is not None:
            event.set()

    async def close(self) -> None:
        """Wait until everything is kept."""
        await asyncio.gather(*self._keeping)

    async def _find(self, name: str) -> Found:
        """Look for it, and for a while wait for whoever asks for the same."""
        event = self._awaited.setdefault(name, asyncio.Event())
        try:
            found = await self._sharing.find(name)
            if found.body is None and not found.ours:
                async with asyncio.timeout(_PATIENCE):
                    await event.wait()
                found = await self._sharing.find(name)
        except TimeoutError:
            return Found(ours=False)
        finally:
            if self._awaited.get(name) is event:
                del self._awaited[name]
        return found

    async def _fetch(self, request: Request, name: str) -> Any:
        bodies: list[bytes] = []
        request.keep = bodies.append
        try:
            return await self._call(request)
        finally:
            body = bodies[-1] if bodies and len(bodies[-1]) <= _LARGEST else None
            task = asyncio.create_task(self._keep(name, body, request.endpoint.cache_seconds))
            self._keeping.add(task)
            task.add_done_callback(self._keeping.discard)

    async def _keep(self, name: str, body: bytes | None, seconds: float) -> None:
        try:
            await self._sharing.keep(name, body, seconds)
        except OutOfReach:
            return

    def _read(self, request: Request, found: Found) -> Any:
        """Give the answer; None when it is none."""
        endpoint = request.endpoint
        try:
            answer = endpoint.decoder.decode(found.body or b"")
        except UNREADABLE:
            return None
        if endpoint.teaches_limits:
            self._learn(endpoint.pool, answer.rate_limits)
        request.cached = True
        request.age = max(endpoint.cache_seconds - found.left, 0.0)
        return answer

    def _name(self, request: Request) -> str:
        endpoint = request.endpoint
        base = self._bases[endpoint.api]
        text = f"{endpoint.method} {base}{endpoint.path}?{request.query}"
        return blake2b(text.encode(), digest_size=16).hexdigest()
