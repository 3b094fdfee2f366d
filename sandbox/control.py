"""The control API: prices, faults, the clock, keys, orders and the ledger of the pretend exchange.

Mounted under /control on the address of the web chat. Bodies and answers are JSON; a body must be
sent as `application/json`. A request that cannot be carried out is answered with 400 and
`{"error": …}`, an unknown account, key or order with 404.

GET    prices              last price of every symbol
POST   price               symbol, price: move the price
GET    faults              the faults in force
POST   faults              path (glob), fault, times=1, method="*" and the fault's options: let
                           matching requests go wrong; `exchange/faults.py` lists the faults
DELETE faults              end every fault
POST   clock               skew_ms: move the server's clock
POST   maintenance         on: what the system status says
POST   limits              weights, patience, foreign_per_minute: change the rate limits;
                           forgive: lift every ban
POST   ban                 seconds, ip="127.0.0.1", family="spot": answer an address with 418
POST   sockets             do = silence (streams="*") | resume: of market streams;
                           freeze | drop (hard) | shutdown | close (code), each with host="*":
                           what befalls open sockets; refuse (how="html" | "reset"; "" ends it):
                           let nobody in; faults (streams="*", drop, duplicate, reorder, delay,
                           garbage, repeat as shares of 1): what befalls events on their way;
                           life (seconds): how old a socket may grow
GET    sockets             every socket there was, and how often somebody knocked
GET    accounts            balances by account
POST   deposit             account, asset, amount: credit, or debit
GET    keys ?account=      "API management": the keys of an account
POST   keys                account, public_key (PEM; without: HMAC), ip_restrict (list), rights by
                           name: issue a key; the secret is shown this once
DELETE keys/{api_key}      delete a key
GET    orders ?account=    open orders
POST   orders              account and the parameters of POST /api/v3/order: place "from the app"
POST   orders/{id}/fill    account, quantity: fill an open order, wholly or in part
DELETE orders/{id} ?account=   cancel an order
GET    requests ?path=     what the server saw, by glob
DELETE requests            forget it
"""

from collections.abc import Awaitable, Callable
from decimal import Decimal, InvalidOperation
from inspect import isawaitable
from typing import Any

from aiohttp import web

from sandbox.exchange import Exchange
from sandbox.exchange.errors import Refusal
from sandbox.socket_control import SocketControl

Body = dict[str, Any]
Answer = Callable[[web.Request, Body], Any]


def control_routes(exchange: Exchange) -> list[web.RouteDef]:
    """Give the routes of the control API, with their paths under /control."""
    control, sockets = Control(exchange), SocketControl(exchange.sockets)
    table: tuple[tuple[str, str, Answer], ...] = (
        ("GET", "prices", control.prices),
        ("POST", "price", control.set_price),
        ("GET", "faults", control.faults),
        ("POST", "faults", control.inject),
        ("DELETE", "faults", control.clear_faults),
        ("POST", "clock", control.skew),
        ("POST", "maintenance", control.maintenance),
        ("POST", "limits", control.limits),
        ("POST", "ban", control.ban),
        ("POST", "sockets", sockets.disturb),
        ("GET", "sockets", sockets.seen),
        ("GET", "accounts", control.accounts),
        ("POST", "deposit", control.deposit),
        ("GET", "keys", control.keys),
        ("POST", "keys", control.issue_key),
        ("DELETE", "keys/{api_key}", control.revoke_key),
        ("GET", "orders", control.orders),
        ("POST", "orders", control.place_order),
        ("POST", "orders/{id}/fill", control.fill_order),
        ("DELETE", "orders/{id}", control.cancel_order),
        ("GET", "requests", control.requests),
        ("DELETE", "requests", control.forget_requests),
    )
    return [web.route(method, f"/control/{path}", _served(do)) for method, path, do in table]


class Control:
    """What each route does, on one exchange."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._venue = exchange.venue

    def prices(self, _: web.Request, __: Body) -> Any:
        """Give the last price of every spot symbol."""
        market = self._venue.market
        return {name: f"{market.price(name):f}" for name in market.symbols}

    def set_price(self, _: web.Request, body: Body) -> Any:
        """Move a price."""
        self._exchange.set_price(body["symbol"], str(body["price"]))
        return {}

    def faults(self, _: web.Request, __: Body) -> Any:
        """List the faults in force."""
        return [
            {
                "path": fault.path_glob,
                "fault": fault.kind,
                "times": fault.times,
                "method": fault.method,
                "hits": fault.hits,
                **fault.options,
            }
            for fault in self._exchange.faults
        ]

    def inject(self, _: web.Request, body: Body) -> Any:
        """Let requests go wrong."""
        options = {name: body[name] for name in body.keys() - {"path", "fault", "times"}}
        self._exchange.faults.inject(body["path"], body["fault"], body.get("times", 1), **options)
        return {}

    def clear_faults(self, _: web.Request, __: Body) -> Any:
        """End every fault."""
        self._exchange.faults.clear()
        return {}

    def skew(self, _: web.Request, body: Body) -> Any:
        """Move the server's clock away from the true time."""
        self._venue.time.skew_ms = int(body["skew_ms"])
        return {"server_time": self._venue.time.ms()}

    def maintenance(self, _: web.Request, body: Body) -> Any:
        """Let the system status say maintenance, or normal."""
        self._venue.conditions.maintenance = bool(body["on"])
        return {}

    def limits(self, _: web.Request, body: Body) -> Any:
        """Change the rate limits."""
        limits = self._venue.limits
        limits.weights |= {pool: int(weight) for pool, weight in body.get("weights", {}).items()}
        limits.patience = int(body.get("patience", limits.patience))
        limits.foreign_per_minute = int(body.get("foreign_per_minute", limits.foreign_per_minute))
        if body.get("forgive"):
            limits.forgive()
        return {"weights": limits.weights, "patience": limits.patience}

    def ban(self, _: web.Request, body: Body) -> Any:
        """Ban an address for some seconds."""
        ip, now = body.get("ip", "127.0.0.1"), self._venue.time.seconds()
        self._venue.limits.ban(body.get("family", "spot"), ip, now, float(body["seconds"]))
        return {}

    def accounts(self, _: web.Request, __: Body) -> Any:
        """Give every account's balances."""
        return {
            account.name: {
                asset: {"free": f"{balance.free:f}", "locked": f"{balance.locked:f}"}
                for asset, balance in account.balances.items()
            }
            for account in self._exchange.accounts.values()
        }

    def deposit(self, _: web.Request, body: Body) -> Any:
        """Credit an account."""
        self._exchange.deposit(body["account"], body["asset"], Decimal(str(body["amount"])))
        return {}

    def keys(self, request: web.Request, _: Body) -> Any:
        """List an account's keys, without secrets."""
        account = self._exchange.accounts[request.query["account"]]
        return [
            {
                "api_key": key.api_key,
                "type": key.kind,
                "created": key.created_ms,
                "ip_restrict": list(key.allowed_ips),
                **key.rights.names(),
            }
            for key in self._venue.keys.of(account.name)
        ]

    def issue_key(self, _: web.Request, body: Body) -> Any:
        """Issue a key."""
        plain = ("account", "public_key", "ip_restrict")
        issued = self._exchange.create_key(
            body["account"],
            public_key=body.get("public_key"),
            ip_restrict=body.get("ip_restrict", ()),
            **{name: bool(on) for name, on in body.items() if name not in plain},
        )
        return {"api_key": issued.api_key, "secret": issued.secret}

    def revoke_key(self, request: web.Request, _: Body) -> Any:
        """Delete a key."""
        if self._venue.keys.find(request.match_info["api_key"]) is None:
            raise KeyError("api_key")
        self._exchange.revoke_key(request.match_info["api_key"])
        return {}

    def orders(self, request: web.Request, _: Body) -> Any:
        """List open orders."""
        return self._exchange.app.orders(request.query["account"])

    def place_order(self, _: web.Request, body: Body) -> Any:
        """Place an order from the app."""
        order = {name: str(value) for name, value in body.items() if name != "account"}
        return self._exchange.app.place(body["account"], **order)

    def fill_order(self, request: web.Request, body: Body) -> Any:
        """Fill an order, wholly or in part."""
        asked = body.get("quantity")
        quantity = None if asked is None else Decimal(str(asked))
        return self._exchange.app.fill(body["account"], _order_id(request), quantity)

    def cancel_order(self, request: web.Request, _: Body) -> Any:
        """Cancel an order from the app."""
        return self._exchange.app.cancel(request.query["account"], _order_id(request))

    def requests(self, request: web.Request, _: Body) -> Any:
        """Give what the server saw; keys are shown by their last four characters."""
        return [
            {
                "method": seen.method,
                "path": seen.path,
                "host": seen.host,
                "at": seen.at,
                "key": seen.caller_key and f"…{seen.caller_key[-4:]}",
                "outcome": seen.outcome,
                "status": seen.status,
                "code": seen.code,
                "weight": seen.weight,
                "executed": seen.executed,
            }
            for seen in self._venue.ledger.of(request.query.get("path", "*"))
        ]

    def forget_requests(self, _: web.Request, __: Body) -> Any:
        """Forget what the server saw."""
        self._venue.ledger.clear()
        return {}


def _order_id(request: web.Request) -> int:
    return int(request.match_info["id"])


async def _body(request: web.Request) -> Body:
    """Read the body; foreign web pages cannot send this type unasked."""
    if not request.body_exists:
        return {}
    if request.content_type != "application/json":
        raise ValueError("send the body as application/json")
    body = await request.json()
    if not isinstance(body, dict):
        raise TypeError("send a JSON object")
    return body


def _served(do: Answer) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        """Read the body, carry the request out, answer as JSON."""
        try:
            done = do(request, await _body(request))
            return web.json_response(await done if isawaitable(done) else done)
        except KeyError as error:
            return web.json_response({"error": f"not found: {error.args[0]}"}, status=404)
        except (Refusal, ValueError, TypeError, InvalidOperation) as error:
            return web.json_response({"error": str(error)}, status=400)

    return handle
