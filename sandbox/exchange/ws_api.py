"""The spot WebSocket API: requests and answers over one socket, and the user-data events."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web

from sandbox.exchange.accounts import Account
from sandbox.exchange.desk import Desk, Visit
from sandbox.exchange.errors import Refusal, missing
from sandbox.exchange.exchange_info import rate
from sandbox.exchange.keys import ApiKey
from sandbox.exchange.ledger import SeenRequest
from sandbox.exchange.live_socket import LiveSocket, SocketRules
from sandbox.exchange.orders import Fill, Order
from sandbox.exchange.routes import Route
from sandbox.exchange.security import socket_payload
from sandbox.exchange.user_events import account_position, execution_report
from sandbox.exchange.venue import Venue
from sandbox.exchange.ws_faults import play
from sandbox.exchange.ws_methods import OWN, rest_methods
from sandbox.exchange.ws_session import Session

CONNECT_WEIGHT = 2


class ApiSocket:
    """One connection to the WebSocket API."""

    def __init__(
        self, desk: Desk, rules: SocketRules, request: web.Request, routes: Mapping[str, Route]
    ) -> None:
        self.live = LiveSocket(rules, WsApi.host, counts_texts=False)
        self.session = Session()
        self._desk = desk
        self._routes = routes
        self._ip = request.remote or ""
        self._user_agent = request.headers.get("User-Agent", "")
        asked = parse_qs(request.query_string).get("returnRateLimits", ["true"])
        self._shows_limits = asked[-1] != "false"

    async def hear(self, text: str) -> None:
        """Answer one request, the way a fault wants it if there is one."""
        frame = read_frame(text)
        if frame is None:
            refusal = Refusal(-1135, "Invalid JSON Request")
            self.live.push({"id": None, "status": 400, "error": refusal.body()})
            return
        method = str(frame.get("method", "")).removeprefix("v3/")
        sent = {name: as_text(value) for name, value in dict(frame.get("params") or {}).items()}
        seen = self._desk.venue.ledger.add(
            SeenRequest(
                method="WS",
                path=method,
                host="spot_ws_api",
                body=text,
                headers={"User-Agent": self._user_agent},
                caller_key=sent.pop("apiKey", None),
                ip=self._ip,
                at=self._desk.venue.time.seconds(),
            )
        )
        fault = self._desk.venue.faults.take("WS", method)
        self._desk.venue.ledger.decide(seen, "answered" if fault is None else fault.kind)
        if fault is None:
            self.live.push(self._answer(frame.get("id"), seen, sent))
        else:
            request_id = frame.get("id")
            await play(fault, self.live, request_id, lambda: self._answer(request_id, seen, sent))

    def tell(self, number: int, event: object) -> None:
        """Send an event of a subscription."""
        self.live.tell(str(number), {"subscriptionId": number, "event": event}, event)

    def end(self, numbers: list[int]) -> None:
        """Say that subscriptions have ended."""
        now = self._desk.venue.time.ms()
        for number in numbers:
            self.tell(number, {"e": "eventStreamTerminated", "E": now})

    def key_revoked(self, api_key: str) -> None:
        """Drop what rests on a key that was deleted."""
        if self.session.key is not None and self.session.key.api_key == api_key:
            refusal = Refusal(-2015, "Invalid API-key, IP, or permissions for action.")
            self.live.push({"id": None, "status": 401, "error": refusal.body()})
        self.end(self.session.forget_key(api_key))

    def _answer(self, request_id: object, seen: SeenRequest, sent: dict[str, str]) -> object:
        """Carry a request out and give the frame to send."""
        shows = sent.pop("returnRateLimits", "true" if self._shows_limits else "false")
        visit: Visit | None = None
        answer: dict[str, Any] = {"id": request_id}
        try:
            self._desk.admit(seen, "spot")
            visit = self._visit(seen, sent)
            result = self._desk.serve(visit)
            if seen.path in OWN:
                result = self._own(seen.path, visit)
            answer |= {"status": 200, "result": result}
            seen.status = 200
        except Refusal as refusal:
            seen.status, seen.code = refusal.status, refusal.code
            answer |= {"status": refusal.status, "error": self._error(refusal)}
        if shows == "true" and visit is not None:
            answer["rateLimits"] = self._limits(visit)
        return answer

    def _visit(self, seen: SeenRequest, sent: dict[str, str]) -> Visit:
        route = self._routes.get(seen.path)
        if route is None:
            raise Refusal(-1020, "This operation is not supported.")
        signed = sent if seen.caller_key is None else sent | {"apiKey": seen.caller_key}
        wants_session = seen.caller_key is None and seen.path != "session.logon"
        session = self._valid_session() if wants_session else None
        if route.security.wants_key and session is None and seen.caller_key is None:
            raise missing("apiKey")
        payload = socket_payload(signed)
        return Visit(route=route, seen=seen, sent=sent, payload=payload, session=session)

    def _valid_session(self) -> ApiKey | None:
        key = self.session.key
        return None if key is None else self._desk.venue.keys.find(key.api_key)

    def _own(self, method: str, visit: Visit) -> object:
        session = self.session
        if method == "session.logon":
            return self._log_on(visit)
        if method == "session.logout":
            self.end(session.log_out())
        if method in {"session.logout", "session.status"}:
            return self._status()
        if method == "session.subscriptions":
            return [{"subscriptionId": number} for number in session.subscriptions]
        if method == "userDataStream.unsubscribe":
            asked = visit.sent.get("subscriptionId")
            self.end(session.unsubscribe(None if asked is None else int(asked)))
            return {}
        if method == "userDataStream.subscribe.listenToken":
            return self._subscribe_by_token(visit.sent["listenToken"])
        by_logon = method == "userDataStream.subscribe"
        key = self._valid_session() if by_logon else self._key_of(visit)
        if key is None:
            raise Refusal(-1002, "You are not authorized to execute this request.", 401)
        return {"subscriptionId": session.subscribe(key, by_logon=by_logon)}

    def _subscribe_by_token(self, text: str) -> object:
        venue = self._desk.venue
        token = venue.listen_tokens.find(text, venue.time.ms())
        if token is None:
            raise Refusal(-1209, "Invalid listenToken.")
        number = self.session.subscribe_by_token(token)
        return {"subscriptionId": number, "expirationTime": token.end_ms * 1000}

    def _log_on(self, visit: Visit) -> object:
        key = self._key_of(visit)
        if key is None or key.kind != "ed25519":
            raise Refusal(-4056, "HMAC_SHA256 API key is not supported.")
        self.session.key, self.session.since_ms = key, self._desk.venue.time.ms()
        return self._status()

    def _key_of(self, visit: Visit) -> ApiKey | None:
        return self._desk.venue.keys.find(visit.seen.caller_key or "") or visit.session

    def _status(self) -> object:
        key = self.session.key
        return {
            "apiKey": None if key is None else key.api_key,
            "authorizedSince": self.session.since_ms,
            "connectedSince": self.session.connected_ms,
            "returnRateLimits": self._shows_limits,
            "serverTime": self._desk.venue.time.ms(),
            "userDataStream": any(one.by_logon for one in self.session.subscriptions.values()),
        }

    def _error(self, refusal: Refusal) -> dict[str, object]:
        body = refusal.body()
        if "Retry-After" in refusal.headers:
            now = self._desk.venue.time.ms()
            wait = int(refusal.headers["Retry-After"]) * 1000
            body["data"] = {"serverTime": now, "retryAfter": now + wait}
        return body

    def _limits(self, visit: Visit) -> list[dict[str, Any]]:
        limits, orders = self._desk.venue.limits, self._desk.venue.order_counts
        shown = [
            rate("REQUEST_WEIGHT", "MINUTE", 1, limits.weights["spot"]) | {"count": visit.used}
        ]
        names = {10: ("SECOND", 10), 86_400: ("DAY", 1)}
        for span, count in visit.orders.items():
            shown.append(rate("ORDERS", *names[span], orders.limits[span]) | {"count": count})
        return shown


class WsApi:
    """All connections to the WebSocket API."""

    host = "spot_ws_api"

    def __init__(self, venue: Venue, rules: SocketRules) -> None:
        self._desk = Desk(venue)
        self._rules = rules
        self._routes = rest_methods() | OWN
        self._executions = 0
        self.sockets: set[ApiSocket] = set()
        self.opened = 0  # connections so far
        venue.engine.listeners.append(self._order_changed)

    def application(self) -> web.Application:
        """Build the aiohttp application."""
        application = web.Application()
        application.router.add_get("/ws-api/v3", self._serve)
        return application

    def key_revoked(self, api_key: str) -> None:
        """Let every connection know that a key was deleted."""
        for socket in self.sockets:
            socket.key_revoked(api_key)

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

    def tell_owner(self, account: str, event: dict[str, Any]) -> None:
        """Send an event to every subscription of an account."""
        self.end_old()
        for socket in self.sockets:
            for number, active in socket.session.subscriptions.items():
                if active.account == account and active.symbol in {None, event.get("s")}:
                    socket.tell(number, event)

    def end_old(self) -> None:
        """End subscriptions whose listen token is over."""
        now = self._desk.venue.time.ms()
        for socket in self.sockets:
            socket.end(socket.session.forget_old(now))

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        turned_away = self._rules.door.refusal(request)
        if turned_away is not None:
            return turned_away
        venue = self._desk.venue
        now = venue.time.seconds()
        try:
            venue.limits.admit("spot", request.remote or "", now)
            venue.limits.charge("spot", request.remote or "", CONNECT_WEIGHT, now)
        except Refusal as refusal:
            body = json.dumps(refusal.body())
            return web.Response(status=refusal.status, text=body, headers=refusal.headers)
        socket = ApiSocket(self._desk, self._rules, request, self._routes)
        self.opened += 1
        socket.session.connected_ms = venue.time.ms()
        self.sockets.add(socket)
        try:
            return await socket.live.run(request, socket.hear)
        finally:
            self.sockets.discard(socket)

    def _order_changed(self, account: Account, order: Order, kind: str, fill: Fill | None) -> None:
        self._executions += 1
        symbol = self._desk.venue.market.symbol(order.symbol)
        self.tell_owner(account.name, execution_report(order, kind, fill, self._executions))
        fee = () if fill is None else (fill.commission_asset,)
        assets = tuple(dict.fromkeys((symbol.base, symbol.quote, *fee)))
        self.tell_owner(account.name, account_position(account, order, assets))


def read_frame(text: str) -> dict[str, Any] | None:
    """Read a request; None when it is none."""
    try:
        frame = json.loads(text, parse_float=Decimal)
    except ValueError:
        return None
    if not isinstance(frame, dict) or not isinstance(frame.get("params") or {}, dict):
        return None
    return frame


def as_text(value: object) -> str:
    """Give a JSON value as the text it has in a query."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)
