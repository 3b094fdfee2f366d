"""A connector that tells a fresh socket from a used one.

https://docs.aiohttp.org/en/stable/client_reference.html#connectors
"""

from collections.abc import Callable
from contextvars import ContextVar

from aiohttp import ClientRequest, ClientTimeout, TCPConnector
from aiohttp.client_proto import ResponseHandler
from aiohttp.tracing import Trace

REUSED: ContextVar[bool] = ContextVar("REUSED", default=True)
"""Whether the running task's call goes out on a socket that has carried others.

Whoever makes a call sets it to True; the connector sets it to False when it opens a socket.
"""


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

    async def _create_connection(
        self,
        req: ClientRequest,
        traces: list[Trace],
        timeout: ClientTimeout,  # noqa: ASYNC109 -- the name is aiohttp's
    ) -> ResponseHandler:
        """Open a socket: the place aiohttp keeps for its own connectors to do so."""
        REUSED.set(False)
        protocol = await super()._create_connection(req, traces, timeout)
        try:
            self._allow()
        except BaseException:
            protocol.close()
            raise
        return protocol
