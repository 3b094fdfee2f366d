"""The REST door: ledger, faults, limits, security, parameters, handler, headers."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_plus

from aiohttp import web

from sandbox.exchange.errors import Refusal
from sandbox.exchange.fault_answers import Scene, play
from sandbox.exchange.keys import ApiKey
from sandbox.exchange.ledger import SeenRequest
from sandbox.exchange.params import read
from sandbox.exchange.routes import Call, Pool, Route
from sandbox.exchange.security import SIGNING, Claim, authenticate, rest_payload
from sandbox.exchange.sockets import Connections
from sandbox.exchange.venue import Venue

GONE = ("/api/v3/userDataStream", "/api/v1/", "/sapi/v1/userDataStream")  # retired in 2026
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
        self._host = host
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
            seen.outcome = "answered"
            return self.answer(seen).response()
        seen.outcome = fault.kind
        scene = Scene(fault, request, self._connections, lambda: self.answer(seen))
        return await play(scene)

    def answer(self, seen: SeenRequest) -> Answer:
        """Carry a request out and give the answer."""
        route = self._routes.get((seen.method, seen.path))
        headers: dict[str, str] = {}
        try:
            body = self._carry_out(route, seen, headers)
        except Refusal as refusal:
            seen.status, seen.code = refusal.status, refusal.code
            headers |= refusal.headers
            return Answer(refusal.status, _json(refusal.body()), headers)
        if route is None:
            seen.status = 410 if seen.path.startswith(GONE) else 404
            return Answer(seen.status, NOT_FOUND.encode(), headers, "text/html")
        seen.status, seen.executed = 200, True
        return Answer(200, _json(body), headers)

    def _carry_out(self, route: Route | None, seen: SeenRequest, headers: dict[str, str]) -> object:
        """Do what the request asks; headers are filled in even when it fails."""
        now = self._venue.time.seconds()
        family = "futures" if "futures" in self._host else "spot"
        self._venue.limits.admit(family, seen.ip, now)
        if route is None:
            return None
        sent = parse(seen.query, seen.body)
        key = self._venue.keys.find(seen.caller_key or "")
        self._charge(route, seen, 0 if route.free_on_success else route.weigh(sent), headers)
        try:
            body = self._handle(route, seen, sent, family)
        except Refusal:
            if route.free_on_success:
                self._charge(route, seen, route.weigh(sent), headers)
            raise
        finally:
            if route.shows_order_count and key is not None:
                headers |= self._order_headers(key)
        return body

    def _handle(
        self, route: Route, seen: SeenRequest, sent: Mapping[str, str], family: str
    ) -> object:
        payload = rest_payload(seen.query, seen.body) if route.security.wants_signature else ""
        claim = Claim(
            api_key=seen.caller_key, payload=payload, sent=sent, ip=seen.ip, family=family
        )
        key = authenticate(self._venue, route, claim)
        signed = SIGNING if route.security.wants_signature else ()
        own = {name: value for name, value in sent.items() if name not in signed}
        call = Call(
            venue=self._venue,
            params=read(route.params, own),
            now_ms=self._venue.time.ms(),
            ip=seen.ip,
            key=key,
            customer=None if key is None else self._venue.accounts[key.account],
        )
        return route.handler(call)

    def _charge(
        self, route: Route, seen: SeenRequest, weight: int, headers: dict[str, str]
    ) -> None:
        """Count the weight and write it into the headers, also when it is too much."""
        who, name = seen.ip, "X-MBX-USED-WEIGHT-1M"
        if route.pool is Pool.SAPI_IP:
            who, name = f"{seen.ip} {seen.endpoint}", "X-SAPI-USED-IP-WEIGHT-1M"
        elif route.pool is Pool.SAPI_UID:
            who, name = f"{seen.caller_key} {seen.endpoint}", "X-SAPI-USED-UID-WEIGHT-1M"
        now = self._venue.time.seconds()
        seen.weight += weight
        try:
            self._venue.limits.charge(route.pool, who, weight, now)
        finally:
            used = str(self._venue.limits.used(route.pool, who, now))
            headers[name] = used
            if route.pool is Pool.SPOT:
                headers["X-MBX-USED-WEIGHT"] = used

    def _order_headers(self, key: ApiKey) -> dict[str, str]:
        used = self._venue.order_counts.used(key.account, self._venue.time.seconds())
        return {
            "X-MBX-ORDER-COUNT-10S": str(used[10]),
            "X-MBX-ORDER-COUNT-1D": str(used[86_400]),
        }


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


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
