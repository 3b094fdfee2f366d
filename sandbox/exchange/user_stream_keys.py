"""Listen keys and listen tokens over REST: every endpoint is one entry."""

from collections.abc import Callable
from typing import Any

from sandbox.exchange.declaring import write
from sandbox.exchange.errors import Refusal, missing
from sandbox.exchange.listen_keys import ListenKeys
from sandbox.exchange.listen_tokens import LONGEST
from sandbox.exchange.margin_orders import book_of
from sandbox.exchange.routes import Call, Handler, Pool, Route, Security
from sandbox.exchange.venue import Venue

KeysOf = Callable[[Venue], ListenKeys]


def start(keys_of: KeysOf) -> Handler:
    """Give the listen key of the account, and an hour from now to it."""
    return lambda call: {
        "listenKey": keys_of(call.venue).start(call.account.name, call.now_ms),
    }


def extend(keys_of: KeysOf) -> Handler:
    """Give the account's listen key another hour. Fails with -1125."""

    def handle(call: Call) -> Any:
        if not keys_of(call.venue).extend(call.account.name, call.now_ms):
            raise Refusal(-1125, "This listenKey does not exist.")
        return start(keys_of)(call)

    return handle


def extend_named(call: Call) -> Any:
    """Give the listen key of margin that is named another hour. Fails with -1125."""
    keys = call.venue.margin_listen_keys
    if keys.owner(call["listenKey"], call.now_ms) != call.account.name:
        raise Refusal(-1125, "This listenKey does not exist.")
    keys.extend(call.account.name, call.now_ms)
    return {}


def end(keys_of: KeysOf) -> Handler:
    """End the account's listen key."""

    def handle(call: Call) -> Any:
        keys_of(call.venue).end(call.account.name)
        return {}

    return handle


def margin_token(call: Call) -> Any:
    """Give a token for the cross account or an isolated one. Fails with -1102 and -11001."""
    symbol = call.get("symbol") if call["isIsolated"] else None
    if call["isIsolated"] and symbol is None:
        raise missing("symbol")
    book = book_of(call)
    if symbol is not None and symbol not in book.isolated:
        raise Refusal(-11001, "Isolated margin account does not exist.")
    life = call.get("validity", LONGEST)
    made = call.venue.listen_tokens.issue(book.account.name, symbol, call.now_ms, life)
    return {"token": made.token, "expirationTime": made.end_ms}


def _futures_keys(venue: Venue) -> ListenKeys:
    return venue.listen_keys


def _coin_keys(venue: Venue) -> ListenKeys:
    return venue.coin_listen_keys


def _margin_keys(venue: Venue) -> ListenKeys:
    return venue.margin_listen_keys


def _route(method: str, path: str, handler: Handler, pool: Pool, **more: Any) -> Route:
    keyed: dict[str, Any] = {"security": Security.USER_STREAM, "right": "enable_reading"}
    return write(method, path, handler, pool=pool, **keyed, **more)


def _of_futures(path: str, keys_of: KeysOf) -> tuple[Route, ...]:
    return (
        _route("POST", path, start(keys_of), Pool.FUTURES),
        _route("PUT", path, extend(keys_of), Pool.FUTURES),
        _route("DELETE", path, end(keys_of), Pool.FUTURES),
    )


_MARGIN = "/sapi/v1/margin/listen-key"
FUTURES_ROUTES = _of_futures("/fapi/v1/listenKey", _futures_keys)
COIN_ROUTES = _of_futures("/dapi/v1/listenKey", _coin_keys)
ROUTES = (
    _route("POST", _MARGIN, start(_margin_keys), Pool.SAPI_UID),
    _route("PUT", _MARGIN, extend_named, Pool.SAPI_UID, words="listenKey!"),
    _route("DELETE", _MARGIN, end(_margin_keys), Pool.SAPI_UID, weight=3000),
    _route(
        "POST",
        "/sapi/v1/userListenToken",
        margin_token,
        Pool.SAPI_UID,
        words="symbol isIsolated:boolean=false validity:long",
    ),
)
