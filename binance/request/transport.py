"""HttpTransport: one attempt on the wire, and what can go wrong there as typed errors."""

from aiohttp import (
    ClientConnectionError,
    ClientConnectorError,
    ClientError,
    ClientPayloadError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    InvalidURL,
)

from binance.exceptions import (
    ClientClosed,
    ConnectFailed,
    ConnectionLost,
    RequestInvalid,
    RequestTimeout,
    UnreadableAnswer,
)
from binance.request.connections import Connections
from binance.request.connector import REUSED
from binance.request.request import Response, WireRequest
from binance.request.timing import Timing

_CONNECT_SECONDS = 5.0


class HttpTransport:
    """Sends a request exactly once and gives whatever comes back.

    Fails with `ConnectFailed`, `ConnectionLost`, `RequestTimeout`, `UnreadableAnswer` and
    `ClientClosed`. aiohttp's own errors hold the signed URL and the key: none gets out.
    """

    def __init__(self, connections: Connections, timeout: float, timing: Timing) -> None:
        self._connections = connections
        self._timing = timing
        self._seconds = timeout
        self._timeout = _timeout(timeout)

    async def __call__(self, wire: WireRequest) -> Response:
        """Send it. Redirects are not followed: they would carry the key to another host."""
        request = wire.request
        fresh = not request.endpoint.repeatable or request.attempts > 1
        timeout = self._timeout
        left = request.deadline - self._timing.monotonic()
        if left < self._seconds * 0.9:  # some was spent waiting
            if left <= 0:
                raise RequestTimeout(request.endpoint.name, "no time was left")
            timeout = _timeout(left)
        self._connections.enter()
        try:
            if self._connections.outdated:
                await self._connections.renew()
            REUSED.set(True)
            return await _send(self._connections.session(fresh=fresh), wire, timeout)
        except (ClientError, TimeoutError, OSError, RuntimeError) as error:
            raise self._classified(error, request.endpoint.name) from None
        finally:
            self._connections.leave()

    def _classified(self, error: Exception, endpoint: str) -> Exception:
        reason = type(error).__name__  # never the text: it may hold the URL
        if isinstance(error, (ClientConnectorError, ConnectionTimeoutError)):
            return ConnectFailed(endpoint, reason)
        if isinstance(error, TimeoutError):
            return RequestTimeout(endpoint, reason)
        if isinstance(error, (ClientConnectionError, ClientPayloadError, OSError)):
            return ConnectionLost(endpoint, reason, reused=REUSED.get())
        if isinstance(error, InvalidURL):
            return RequestInvalid("url", "cannot be sent")
        if isinstance(error, RuntimeError):  # aiohttp's word for a session that was closed
            return ClientClosed() if self._connections.closed else error
        return UnreadableAnswer(endpoint, reason)


async def _send(session: ClientSession, wire: WireRequest, allowed: ClientTimeout) -> Response:
    answer = await session.request(
        wire.request.endpoint.method,
        wire.url,
        headers=wire.headers,
        allow_redirects=False,
        timeout=allowed,
    )
    try:
        body = await answer.read()
    except BaseException:
        answer.close()
        raise
    return Response(answer.status, answer.headers, body)


def _timeout(seconds: float) -> ClientTimeout:
    return ClientTimeout(total=seconds, sock_connect=_CONNECT_SECONDS)
