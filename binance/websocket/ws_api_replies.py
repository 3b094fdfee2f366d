"""What comes over a socket of a WebSocket API: replies to requests, and events.

A reply becomes the `Response` an HTTP answer would have been, so that limits, bans and errors are
seen to by the stages that see to them there.
"""

import math
from collections.abc import Sequence

import msgspec
from multidict import CIMultiDict

from binance.request.request import Response

_NOTHING = msgspec.Raw(b"{}")
NO_EVENT = msgspec.Raw(b"")
"""Stands for the event of a message that is a reply."""

_WEIGHT_HEADER = "X-MBX-USED-WEIGHT-1M"


class Used(msgspec.Struct, rename="camel", gc=False):
    """How much of a limit is used, as far as a reply tells."""

    rate_limit_type: str = ""
    interval: str = ""
    interval_num: int = 0
    count: int = 0


class Frame(msgspec.Struct, rename="camel", gc=False):
    """Anything Binance sends here; `id` is None in what nobody asked for."""

    id: int | str | None = None
    status: int = 0
    result: msgspec.Raw = _NOTHING
    error: msgspec.Raw = _NOTHING
    rate_limits: Sequence[Used] = ()
    subscription_id: int | None = None  # 0 is one
    event: msgspec.Raw = NO_EVENT


class _Pause(msgspec.Struct, rename="camel", gc=False):
    retry_after: int | None = None  # milliseconds since 1970: a moment, unlike HTTP's header


class _Error(msgspec.Struct, gc=False):
    data: _Pause | None = None


_FRAMES = msgspec.json.Decoder(Frame)
_ERRORS = msgspec.json.Decoder(_Error)


def read_frame(raw: bytes) -> Frame | None:
    """Read a message; None when it is no such thing."""
    try:
        return _FRAMES.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def response_of(frame: Frame, now_ms: int) -> Response:
    """Give a reply as an answer over HTTP; `now_ms` is the server's time."""
    headers: CIMultiDict[str] = CIMultiDict()
    for used in frame.rate_limits:
        if used.rate_limit_type == "REQUEST_WEIGHT":
            if (used.interval, used.interval_num) == ("MINUTE", 1):
                headers[_WEIGHT_HEADER] = str(used.count)
        elif used.rate_limit_type == "ORDERS":
            headers[f"X-MBX-ORDER-COUNT-{used.interval_num}{used.interval[:1]}"] = str(used.count)
    if frame.status == 200:
        return Response(200, headers, bytes(frame.result))
    body = bytes(frame.error)
    until = _retry_after(body)
    if until is not None:
        headers["Retry-After"] = str(max(math.ceil((until - now_ms) / 1000), 1))
    return Response(frame.status, headers, body)


def _retry_after(body: bytes) -> int | None:
    try:
        told = _ERRORS.decode(body).data
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return None if told is None else told.retry_after
