"""The desk behind every door: admits, counts weight, checks who asks, reads parameters, answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.exchange.errors import Refusal
from sandbox.exchange.keys import ApiKey
from sandbox.exchange.ledger import SeenRequest
from sandbox.exchange.params import read
from sandbox.exchange.routes import Call, Pool, Route
from sandbox.exchange.security import SIGNING, Claim, authenticate
from sandbox.exchange.venue import Venue


@dataclass(kw_only=True, slots=True)
class Visit:
    """One request at the desk; `used` and `orders` are filled in, also when it fails."""

    route: Route
    seen: SeenRequest
    sent: Mapping[str, str]
    payload: str | None = ""  # the text a signature must cover
    family: str = "spot"  # or futures
    session: ApiKey | None = None  # logged on over the WebSocket API
    used: int = 0  # weight of this minute
    orders: dict[int, int] = field(default_factory=dict)  # seconds to unfilled orders


class Desk:
    """Carries requests out by the rules all doors share."""

    def __init__(self, venue: Venue) -> None:
        self.venue = venue

    def admit(self, seen: SeenRequest, family: str) -> None:
        """Let a request in. Fails with 418 during a ban, 429 over the raw requests."""
        self.venue.limits.admit(family, seen.ip, self.venue.time.seconds())

    def serve(self, visit: Visit) -> object:
        """Carry a request out. Fails with every refusal there is."""
        route = visit.route
        weight = route.weigh(visit.sent)
        self._charge(visit, 0 if route.free_on_success else weight)
        try:
            body = self._handle(visit)
        except Refusal:
            if route.free_on_success:
                self._charge(visit, weight)
            raise
        finally:
            self._note_orders(visit)
        visit.seen.executed = True
        return body

    def _handle(self, visit: Visit) -> object:
        route = visit.route
        claim = Claim(
            api_key=visit.seen.caller_key,
            payload=visit.payload,
            sent=visit.sent,
            ip=visit.seen.ip,
            family=visit.family,
            session=visit.session,
        )
        key = authenticate(self.venue, route, claim)
        extra = SIGNING if route.security.wants_signature else ()
        own = {name: value for name, value in visit.sent.items() if name not in extra}
        call = Call(
            venue=self.venue,
            params=read(route.params, own),
            now_ms=self.venue.time.ms(),
            ip=visit.seen.ip,
            key=key,
            customer=None if key is None else self.venue.accounts[key.account],
        )
        return route.handler(call)

    def _charge(self, visit: Visit, weight: int) -> None:
        """Count the weight; `used` is noted also when it is too much."""
        seen, pool = visit.seen, visit.route.pool
        who = seen.ip
        if pool is Pool.SAPI_IP:
            who = f"{seen.ip} {seen.endpoint}"
        elif pool is Pool.SAPI_UID:
            who = f"{seen.caller_key} {seen.endpoint}"
        now = self.venue.time.seconds()
        seen.weight += weight
        try:
            self.venue.limits.charge(pool, who, weight, now)
        finally:
            visit.used = self.venue.limits.used(pool, who, now)

    def _note_orders(self, visit: Visit) -> None:
        key = visit.session or self.venue.keys.find(visit.seen.caller_key or "")
        if visit.route.shows_order_count and key is not None:
            now = self.venue.time.seconds()
            counts = self.venue.order_counts
            if visit.family == "futures":
                counts = self.venue.contracts.counts
            visit.orders = counts.used(key.account, now)
