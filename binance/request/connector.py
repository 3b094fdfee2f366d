"""A connector that tells a fresh socket from a used one.

https://docs.aiohttp.org/en/stable/client_reference.html#connectors
"""

from collections.abc import Callable
from contextvars import ContextVar
from weakref import WeakSet

from aiohttp import ClientRequest, ClientTimeout, TCPConnector
from aiohttp.client_proto import ResponseHandler
from aiohttp.connector import Connection
from aiohttp.tracing import Trace

REUSED: ContextVar[bool] = ContextVar("REUSED", default=False)
"""Set for the running task: whether its last call went out on a socket that had carried others."""


class Connector(TCPConnector):
    """Keeps sockets for `idle_seconds` (0: none); its user bounds how many there are at a time.

    `allow` is asked again before the first call on a new socket, since connecting takes time:
    it raises when calls have been stopped meanwhile.
    """

    def __init__(self, idle_seconds: float, allow: Callable[[], None]) -> None:
        if idle_seconds:
            super().__init__(limit=0, keepalive_timeout=idle_seconds)
        else:
            super().__init__(limit=0, force_close=True)
        self._allow = allow
        self._used: WeakSet[ResponseHandler] = WeakSet()

    async def connect(
        self,
        req: ClientRequest,
        traces: list[Trace],
        timeout: ClientTimeout,  # noqa: ASYNC109 -- the name is aiohttp's
    ) -> Connection:
        """Give a socket from the pool or a new one."""
        REUSED.set(False)
        connection = await super().connect(req, traces, timeout)
        protocol = connection.protocol
        if protocol in self._used:
            REUSED.set(True)
        elif protocol is not None:
            self._used.add(protocol)
            try:
                self._allow()
            except BaseException:
                connection.release()
                raise
        return connection
