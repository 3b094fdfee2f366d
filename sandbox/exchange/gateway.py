"""The REST door: writes requests down, plays faults, answers with headers."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote_plus

from aiohttp import web

from sandbox.exchange.desk import Desk, Visit
from sandbox.exchange.errors import Refusal
from sandbox.exchange.fault_answers import Scene, play
from sandbox.exchange.ledger import SeenRequest
from sandbox.exchange.routes import Pool, Route
from sandbox.exchange.security import rest_payload
from sandbox.exchange.sockets import Connections
from sandbox.exchange.venue import Venue

GONE = ("/api/v3/userDataStream", "/api/v1/", "/sapi/v1/userDataStream")  # retired in 2026
ORDER_COUNTS = {
    10: "X-MBX-ORDER-COUNT-10S",
    60: "X-MBX-ORDER-COUNT-1M",
    86_400: "X-MBX-ORDER-COUNT-1D",
}
NOT_FOUND = "<html><body><h2>404 Not found</h2></body></html>"


@dataclass(slots=True)
class Answer:
    """What goes back: a status, a body and headers."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json"

    def response(self) -> web.Response:
        """Make the HTTP response."""
        return web.Response(
            status=self.status,
            body=self.body,
            headers=self.headers,
            content_type=self.content_type,
            charset="utf-8",
        )


class Gateway:
    """Serves one host with the routes given to it."""

    def __init__(
        self, venue: Venue, host: str, routes: Iterable[Route], connections: Connections
    ) -> None:
        self._venue = venue
        self._desk = Desk(venue)
        self._host = host
        self._family = "futures" if "futures" in host else "spot"
        self._routes = {(route.method, route.path): route for route in routes}
        self._connections = connections

    def application(self) -> web.Application:
        """Build the aiohttp application."""
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self.handle)
        return application

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request, the way a fault wants it if there is one."""
        self._connections.begin(request)
        path, _, query = request.raw_path.partition("?")
        seen = self._venue.ledger.add(
            SeenRequest(
                method=request.method,
                path=path,
                host=self._host,
                query=query,
                headers=dict(request.headers),
                caller_key=request.headers.get("X-MBX-APIKEY"),
                ip=request.remote or "",
                at=self._venue.time.seconds(),
            )
        )
        seen.body = await request.text()
        fault = self._venue.faults.take(request.method, path)
        if fault is None:
            self._venue.ledger.decide(seen, "answered")
            return self.answer(seen).response()
        self._venue.ledger.decide(seen, fault.kind)
        scene = Scene(fault, request, self._connections, lambda: self.answer(seen))
        return await play(scene)

    def answer(self, seen: SeenRequest) -> Answer:
        """Carry a request out and give the answer."""
        visit: Visit | None = None
        try:
            self._desk.admit(seen, self._family)
            route = self._routes.get((seen.method, seen.path))
            if route is None:
                return _unknown(seen)
            visit = self._visit(route, seen)
            body = self._desk.serve(visit)
        except Refusal as refusal:
            seen.status, seen.code = refusal.status, refusal.code
            headers = {**({} if visit is None else counts(visit)), **refusal.headers}
            return Answer(refusal.status, _json(refusal.body()), headers)
        seen.status = 200
        return Answer(200, _json(body), counts(visit))

    def _visit(self, route: Route, seen: SeenRequest) -> Visit:
        signed = route.security.wants_signature
        return Visit(
            route=route,
            seen=seen,
            sent=parse(seen.query, seen.body),
            payload=rest_payload(seen.query, seen.body) if signed else "",
            family=self._family,
        )


def counts(visit: Visit) -> dict[str, str]:
    """Write what is used of the limits into headers."""
    used = str(visit.used)
    headers = {
        Pool.SPOT: {"X-MBX-USED-WEIGHT": used, "X-MBX-USED-WEIGHT-1M": used},
        Pool.FUTURES: {"X-MBX-USED-WEIGHT-1M": used},
        Pool.FUTURES_DATA: {},
        Pool.FUNDING: {},
        Pool.SAPI_IP: {"X-SAPI-USED-IP-WEIGHT-1M": used},
        Pool.SAPI_UID: {"X-SAPI-USED-UID-WEIGHT-1M": used},
    }[visit.route.pool]
    return headers | {ORDER_COUNTS[span]: str(count) for span, count in visit.orders.items()}


def parse(query: str, body: str) -> dict[str, str]:
    """Read query and form body; of a name in both the query's value holds. Fails with -1101."""
    merged: dict[str, str] = {}
    for text in (body, query):
        own: dict[str, str] = {}
        for part in filter(None, text.split("&")):
            name, _, value = part.partition("=")
            if unquote_plus(name) in own:
                raise Refusal(-1101, "Duplicate values for a parameter detected.")
            own[unquote_plus(name)] = unquote_plus(value)
        merged |= own
    return merged


def _unknown(seen: SeenRequest) -> Answer:
    seen.status = 410 if seen.path.startswith(GONE) else 404
    return Answer(seen.status, NOT_FOUND.encode(), content_type="text/html")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
