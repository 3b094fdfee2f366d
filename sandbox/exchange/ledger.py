"""What the server saw: every request, whatever became of it."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase


@dataclass(kw_only=True, slots=True)
class SeenRequest:
    """One request as it reached the server.

    `method` is the HTTP method, or `WS` for a call over the WebSocket API (then `path` is its
    method name). `outcome` says what became of it: `answered`, or the name of the fault;
    `executed` tells whether the handler ran to its end.
    """

    method: str
    path: str
    host: str
    query: str = ""
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict, repr=False)
    caller_key: str | None = None
    ip: str = ""
    at: float = 0.0  # seconds since 1970, the server's time
    outcome: str = "open"
    status: int | None = None
    code: int | None = None
    weight: int = 0
    executed: bool = False

    @property
    def endpoint(self) -> str:
        """Name method and path, for example `GET /api/v3/time`."""
        return f"{self.method} {self.path}"


class Ledger:
    """Every request in the order of arrival, and how often each order was really created."""

    def __init__(self) -> None:
        self.requests: list[SeenRequest] = []
        self.executions: Counter[str] = Counter()  # client order id to number of orders made
        self._arrivals: list[asyncio.Future[None]] = []

    def add(self, seen: SeenRequest) -> SeenRequest:
        """Write a request down and give it back."""
        self.requests.append(seen)
        return seen

    def decide(self, seen: SeenRequest, outcome: str) -> None:
        """Note what becomes of a request and wake who waits for it."""
        seen.outcome = outcome
        for arrival in self._arrivals:
            if not arrival.done():
                arrival.set_result(None)
        self._arrivals.clear()

    async def arrived(self, path_glob: str = "*", count: int = 1) -> None:
        """Wait until so many matching requests have reached the server."""
        while sum(seen.outcome != "open" for seen in self._matching(path_glob, "*")) < count:
            arrival = asyncio.get_running_loop().create_future()
            self._arrivals.append(arrival)
            await arrival

    def of(self, path_glob: str, method: str = "*") -> list[SeenRequest]:
        """List the requests whose path matches a glob."""
        return list(self._matching(path_glob, method))

    def weight(self, host: str) -> int:
        """Add up the weight charged on one host family."""
        return sum(seen.weight for seen in self.requests if seen.host == host)

    def clear(self) -> None:
        """Forget everything seen so far."""
        self.requests.clear()
        self.executions.clear()

    def _matching(self, path_glob: str, method: str) -> Iterator[SeenRequest]:
        for seen in self.requests:
            if fnmatchcase(seen.path, path_glob) and method in {"*", seen.method}:
                yield seen
