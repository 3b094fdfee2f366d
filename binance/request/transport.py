"""HttpTransport: one attempt on the wire, and what can go wrong there as typed errors."""

from asyncio import CancelledError, current_task

from aiohttp import (
    ClientConnectionError,
    ClientConnectorError,
    ClientError,
    ClientPayloadError,
    ClientResponse,
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
from binance.request.deadlines import Deadlines
from binance.request.request import Response, WireRequest
from binance.request.timing import Timing

_TIMEOUT = ClientTimeout(total=None, sock_connect=5.0)  # seconds; the rest is for `Deadlines`


class HttpTransport:
    """Sends a request exactly once and gives whatever comes back.

    Fails with `ConnectFailed`, `ConnectionLost`, `RequestTimeout`, `UnreadableAnswer` and
    `ClientClosed`. aiohttp's own errors hold the signed URL and the key: none gets out.
    """

    def __init__(self, connections: Connections, timing: Timing) -> None:
        self._connections = connections
        self._monotonic = timing.monotonic
        self._deadlines = Deadlines()

    async def __call__(self, wire: WireRequest) -> Response:
        """Send it. Redirects are not followed: they would carry the key to another host."""
        request = wire.request
        endpoint = request.endpoint
        left = request.deadline - self._monotonic()
        task = current_task()
        if left <= 0 or task is None:
            raise RequestTimeout(endpoint.name, "no time was left")
        connections = self._connections
        connections.enter()
        self._deadlines.begin(task, left)
        try:
            if connections.outdated:
                await connections.renew()
            REUSED.set(True)
            fresh = not endpoint.repeatable or request.attempts > 1
            answer = await connections.session(fresh=fresh).request(
                endpoint.method,
                wire.url,
                headers=wire.headers,
                allow_redirects=False,
                timeout=_TIMEOUT,
            )
            return Response(answer.status, answer.headers, await _body(answer))
        except CancelledError:
            if self._deadlines.passed(task):
                raise RequestTimeout(endpoint.name, "no answer in time") from None
            raise
        except (ClientError, TimeoutError, OSError, RuntimeError) as error:
            raise self._classified(error, endpoint.name) from None
        finally:
            self._deadlines.finish(task)
            connections.leave()

    def close(self) -> None:
        """Forget the time. Nothing must be on its way."""
        self._deadlines.close()

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


async def _body(answer: ClientResponse) -> bytes:
    """Give the body; a small one is there already."""
    content = answer.content
    if content.is_eof():
        return content.read_nowait()
    try:
        return await answer.read()
    except BaseException:
        answer.close()
        raise
