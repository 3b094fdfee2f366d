"""The door of the WebSocket servers: how often an address may knock, and outages."""

import asyncio
from collections import defaultdict

from aiohttp import web

from sandbox.exchange.socket_record import SocketRecord
from sandbox.exchange.sockets import cut

WINDOW = 300.0  # seconds


class Door:
    """Counts the attempts of every address; lets nobody in during an outage."""

    def __init__(self, record: SocketRecord) -> None:
        self.most = 300  # attempts of an address in five minutes
        self.outage = ""  # a fault: "reset" cuts every newcomer off, "html" answers 503
        self._record = record
        self._knocks: defaultdict[str, list[float]] = defaultdict(list)

    def refusal(self, request: web.Request) -> web.Response | None:
        """Give the answer to somebody who may not come in, None when he may."""
        now = asyncio.get_running_loop().time()
        self._record.attempts.append(now)
        knocks = self._knocks[request.remote or ""]
        knocks[:] = [moment for moment in knocks if now - moment < WINDOW] + [now]
        if self.outage:
            self._record.refused.append(now)
            if self.outage == "reset":
                cut(request.transport, hard=True)
            return web.Response(status=503, text="<html>Service Unavailable</html>")
        if len(knocks) > self.most:
            self._record.refused.append(now)
            wait = str(int(knocks[0] + WINDOW - now) + 1)
            return web.Response(status=429, headers={"Retry-After": wait})
        return None
