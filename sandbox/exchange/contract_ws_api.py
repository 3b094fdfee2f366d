"""The WebSocket APIs of USDⓈ-M and COIN-M: requests and answers over one socket, no events."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from aiohttp import web

from sandbox.exchange.desk import Desk, Visit
from sandbox.exchange.errors import Refusal, missing
from sandbox.exchange.exchange_info import rate
from sandbox.exchange.ledger import SeenRequest
from sandbox.exchange.live_socket import LiveSocket, SocketRules
from sandbox.exchange.routes import Route
from sandbox.exchange.security import socket_payload
from sandbox.exchange.venue import Venue
from sandbox.exchange.ws_api import as_text, read_frame
from sandbox.exchange.ws_faults import play

CONNECT_WEIGHT = 5
_NAMES = {10: ("SECOND", 10), 60: ("MINUTE", 1)}


class ContractSocket:
    """One connection."""

    def __init__(self, desk: Desk, live: LiveSocket, routes: Mapping[str, Route], ip: str) -> None:
        self.live = live
        self._desk = desk
        self._routes = routes
        self._ip = ip

    async def hear(self, text: str) -> None:
        """Answer one request, the way a fault wants it if there is one."""
        frame = read_frame(text)
        if frame is None:
            refusal = Refusal(-1135, "Invalid JSON Request")
            self.live.push({"id": None, "status": 400, "error": refusal.body()})
            return
        method = str(frame.get("method", ""))
        sent = {name: as_text(value) for name, value in dict(frame.get("params") or {}).items()}
        venue = self._desk.venue
        seen = venue.ledger.add(
            SeenRequest(
                method="WS",
                path=method,
                host=self.live.life.host,
                body=text,
                caller_key=sent.pop("apiKey", None),
                ip=self._ip,
                at=venue.time.seconds(),
            )
        )
        fault = venue.faults.take("WS", method)
        venue.ledger.decide(seen, "answered" if fault is None else fault.kind)
        answer = partial(self._answer, frame.get("id"), seen, sent)
        if fault is None:
            self.live.push(answer())
        else:
            await play(fault, self.live, frame.get("id"), answer)

    def _answer(self, request_id: object, seen: SeenRequest, sent: dict[str, str]) -> object:
        answer: dict[str, Any] = {"id": request_id}
        visit: Visit | None = None
        try:
            self._desk.admit(seen, "futures")
            visit = self._visit(seen, sent)
            answer |= {"status": 200, "result": self._desk.serve(visit)}
            seen.status = 200
        except Refusal as refusal:
            seen.status, seen.code = refusal.status, refusal.code
            answer |= {"status": refusal.status, "error": refusal.body()}
        if visit is not None:
            answer["rateLimits"] = self._limits(visit)
        return answer

    def _visit(self, seen: SeenRequest, sent: dict[str, str]) -> Visit:
        route = self._routes.get(seen.path)
        if route is None:
            raise Refusal(-1020, "This operation is not supported.")
        if route.security.wants_key and seen.caller_key is None:
            raise missing("apiKey")
        signed = sent if seen.caller_key is None else sent | {"apiKey": seen.caller_key}
        payload = socket_payload(signed)
        return Visit(route=route, seen=seen, sent=sent, payload=payload, family="futures")

    def _limits(self, visit: Visit) -> list[dict[str, Any]]:
        venue = self._desk.venue
        weight = venue.limits.weights["futures"]
        shown = [rate("REQUEST_WEIGHT", "MINUTE", 1, weight) | {"count": visit.used}]
        limits = venue.contracts.counts.limits
        for span, count in visit.orders.items():
            shown.append(rate("ORDERS", *_NAMES[span], limits[span]) | {"count": count})
        return shown


class ContractWsApi:
    """All connections to one host; `path` is where it is reached."""

    def __init__(
        self, venue: Venue, rules: SocketRules, routes: Mapping[str, Route], host: str, path: str
    ) -> None:
        self._desk = Desk(venue)
        self._rules = rules
        self._routes = routes
        self.host = host
        self._path = path
        self.sockets: set[ContractSocket] = set()
        self.opened = 0  # connections so far

    def application(self) -> web.Application:
        """Build the aiohttp application."""
        application = web.Application()
        application.router.add_get(self._path, self._serve)
        return application

    def shut_down(self) -> None:
        """Tell every connection that the server will go away."""
        event = {"e": "serverShutdown", "E": self._desk.venue.time.ms()}
        for socket in self.sockets:
            socket.live.push({"event": event})

    def drop(self, *, hard: bool) -> None:
        """Cut every connection without a close frame."""
        for socket in list(self.sockets):
            socket.live.drop(hard=hard)

    async def close(self, code: int = 1001) -> None:
        """End every connection with a close frame."""
        for socket in list(self.sockets):
            await socket.live.close(code)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        turned_away = self._rules.door.refusal(request)
        if turned_away is not None:
            return turned_away
        limits, ip = self._desk.venue.limits, request.remote or ""
        now = self._desk.venue.time.seconds()
        try:
            limits.admit("futures", ip, now)
            limits.charge("futures", ip, CONNECT_WEIGHT, now)
        except Refusal as refusal:
            body = json.dumps(refusal.body())
            return web.Response(status=refusal.status, text=body, headers=refusal.headers)
        live = LiveSocket(self._rules, self.host, counts_texts=False)
        socket = ContractSocket(self._desk, live, self._routes, ip)
        self.opened += 1
        self.sockets.add(socket)
        try:
            return await live.run(request, socket.hear)
        finally:
            self.sockets.discard(socket)
