"""RaiseForError: what came back becomes the typed answer or a typed error."""

from collections.abc import Callable
from typing import Any

import msgspec

from binance.error_codes import class_of
from binance.exceptions import (
    BinanceError,
    CancelReplaceFailed,
    IpBanned,
    LimitReached,
    TooManyOrders,
    TooManyRequests,
    UnreadableAnswer,
)
from binance.models.market import RateLimit
from binance.request.clock import Clock
from binance.request.pools import Pool
from binance.request.request import Endpoint, Exchange, Request, Response
from binance.request.retry_after import retry_after, stop_of

_TOO_MUCH_WEIGHT = -1003
_TOO_MANY_ORDERS = -1015


class _Error(msgspec.Struct):
    code: int
    msg: str = ""
    data: msgspec.Raw = msgspec.Raw(b"")


class _Half(msgspec.Struct):
    code: int | None = None


class _Halves(msgspec.Struct, rename="camel"):
    cancel_result: str
    new_order_result: str
    cancel_response: _Half | None = None
    new_order_response: _Half | None = None


UNREADABLE = (
    msgspec.MsgspecError,
    UnicodeDecodeError,
    ValueError,
    OverflowError,
    RecursionError,  # brackets without end
)
"""What reading an answer fails with."""
_ERRORS = msgspec.json.Decoder(_Error)
_HALVES = msgspec.json.Decoder(_Halves)

Learn = Callable[[Pool, list[RateLimit]], None]


class RaiseForError:
    """Reads answers; everything that is not the promised answer is an exception."""

    def __init__(
        self, send: Exchange, clock: Clock, learn: Learn, stopped: Callable[[], float]
    ) -> None:
        self._send = send
        self._clock = clock
        self._learn = learn
        self._stopped = stopped  # seconds for which nothing may be sent

    async def __call__(self, request: Request) -> Any:
        """Give the typed answer. Fails with `ApiError`, `LimitReached`, `UnreadableAnswer`."""
        response = await self._send(request)
        endpoint = request.endpoint
        if response.status != 200:
            error = error_of(response, endpoint, self._clock.seconds())
            if isinstance(error, LimitReached):
                error.retry_after = max(error.retry_after, self._stopped())
            raise error
        try:
            answer = endpoint.decoder.decode(response.body)
        except UNREADABLE as error:
            raise _misread(response, endpoint, error) from None
        if endpoint.teaches_limits:
            self._learn(endpoint.pool, answer.rate_limits)
        if request.keep is not None:
            request.keep(response.body)
        return answer


def error_of(response: Response, endpoint: Endpoint, now: float) -> BinanceError:
    """Give the error an answer stands for; `now` in seconds since 1970."""
    status = response.status
    stated = _stated(response.body)
    code, message = (None, "") if stated is None else (stated.code, stated.msg)
    stop = stop_of(response)
    if stop == 418:
        return IpBanned(retry_after(response, now).seconds, endpoint.name)
    if stop == 429:
        kind = TooManyOrders if code == _TOO_MANY_ORDERS else TooManyRequests
        refusal = kind(retry_after(response, now).seconds, endpoint.name)
        refusal.code = status if status == 429 else _TOO_MUCH_WEIGHT
        return refusal
    if status < 400:
        return UnreadableAnswer(endpoint.name, f"HTTP {status}")
    error = class_of(endpoint.api, status, code, message)(status, code, message, endpoint.name)
    if stated is not None and isinstance(error, CancelReplaceFailed):
        _tell_halves(error, stated.data)
    return error


def _tell_halves(error: CancelReplaceFailed, data: msgspec.Raw) -> None:
    """Say what became of either half, as far as Binance said it."""
    try:
        halves = _HALVES.decode(data)
    except UNREADABLE:
        return
    error.cancel_result = halves.cancel_result
    error.new_order_result = halves.new_order_result
    error.cancel_code = halves.cancel_response.code if halves.cancel_response else None
    error.new_order_code = halves.new_order_response.code if halves.new_order_response else None


def _misread(response: Response, endpoint: Endpoint, error: Exception) -> BinanceError:
    """Give the error of a 200 without the promised answer; some of /sapi's errors come so."""
    stated = _stated(response.body)
    if stated is not None and stated.code < 0:
        kind = class_of(endpoint.api, response.status, stated.code, stated.msg)
        return kind(response.status, stated.code, stated.msg, endpoint.name)
    # msgspec names the field and never quotes the value.
    return UnreadableAnswer(endpoint.name, str(error))


def _stated(body: bytes) -> _Error | None:
    try:
        return _ERRORS.decode(body)
    except UNREADABLE:
        return None
