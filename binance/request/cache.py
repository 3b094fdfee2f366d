"""Cache: public answers are shared for a moment, and asked for once at a time."""

from collections.abc import Awaitable
from itertools import islice
from typing import Any

import msgspec

from binance.request.request import Call, Endpoint, Request
from binance.request.single_flight import SingleFlight
from binance.request.timing import Timing

_MOST_ENTRIES = 1_024

_Key = tuple[Endpoint, str]


class _Entry(msgspec.Struct, frozen=True):
    answer: Any
    expires: float  # monotonic seconds


class Cache:
    """Keeps answers of endpoints that declare `cache_seconds`; models are frozen, lists copied."""

    def __init__(self, call: Call, timing: Timing) -> None:
        self._call = call
        self._timing = timing
        self._entries: dict[_Key, _Entry] = {}
        self._flights: SingleFlight[Request, Any] = SingleFlight(call)

    async def close(self) -> None:
        """End the questions nobody waited for any more."""
        await self._flights.close()

    def __call__(self, request: Request) -> Awaitable[Any]:
        """Give a recent answer, or join whoever is asking for it."""
        return self._shared(request) if request.endpoint.cache_seconds else self._call(request)

    async def _shared(self, request: Request) -> Any:
        key = (request.endpoint, request.query)
        entry = self._entries.get(key)
        if entry is not None and self._timing.monotonic() < entry.expires:
            request.cached = True
            answer = entry.answer
        else:
            first = self._flights.running(key)
            if first is not None and first.lend is not None:
                # Nobody waits longer because somebody who used much asked for the same before.
                first.lend(request.caller)
            answer, led = await self._flights.run(key, request)
            if led:
                self._keep(key, answer, request.age)
            else:
                request.cached = True
        return answer.copy() if isinstance(answer, list) else answer

    def _keep(self, key: _Key, answer: Any, age: float) -> None:
        self._entries.pop(key, None)
        if len(self._entries) >= _MOST_ENTRIES:
            # The oldest come first. A quarter at a time: dropping one for each would cost as much.
            for old in list(islice(self._entries, _MOST_ENTRIES // 4)):
                del self._entries[old]
        expires = self._timing.monotonic() + key[0].cache_seconds - age
        self._entries[key] = _Entry(answer, expires)
