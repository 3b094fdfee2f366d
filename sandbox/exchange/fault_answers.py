"""How each fault looks on the wire; `faults.py` lists them with their options."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from aiohttp import web

from sandbox.exchange.faults import Fault
from sandbox.exchange.sockets import Connections, cut

PAGE = "<html><head><title>{0}</title></head><body><center><h1>{0}</h1></center></body></html>"
WORDS = {
    403: "403 Forbidden",
    500: "500 Internal Server Error",
    502: "502 Bad Gateway",
    503: "503 Service Unavailable",
    504: "504 Gateway Timeout",
}
RESTRICTED = (
    "Service unavailable from a restricted location according to 'b. Eligibility' in "
    "https://www.binance.com/en/terms. Please contact customer service if you believe you received "
    "this message in error."
)


class Made(Protocol):
    """The answer the request would have got."""

    status: int
    body: bytes
    headers: dict[str, str]

    def response(self) -> web.Response:
        """Make the HTTP response."""
        ...


@dataclass(frozen=True, slots=True)
class Scene:
    """A request hit by a fault; `make` carries it out and gives the right answer."""

    fault: Fault
    request: web.Request
    connections: Connections
    make: Callable[[], Made]


async def play(scene: Scene) -> web.StreamResponse:
    """Answer a request with a fault."""
    return await PLAYERS.get(scene.fault.kind, _answer_wrongly)(scene)


async def _answer_late(scene: Scene) -> web.StreamResponse:
    made = scene.make() if scene.fault.executed else None
    await asyncio.sleep(scene.fault.number("seconds", 1))
    return (made or scene.make()).response()


async def _stay_silent(scene: Scene) -> web.StreamResponse:
    if "executes_after" in scene.fault.options:
        await asyncio.sleep(scene.fault.number("executes_after", 0))
    if scene.fault.executed or "executes_after" in scene.fault.options:
        scene.make()
    await scene.connections.ending.wait()
    cut(scene.request.transport, hard=False)
    return web.Response()


async def _close_when_idle(scene: Scene) -> web.StreamResponse:
    response = scene.make().response()
    seconds, hard = scene.fault.number("seconds", 1), scene.fault.is_on("hard")
    scene.connections.close_later(scene.request, seconds, hard=hard)
    return response


async def _drop(scene: Scene) -> web.StreamResponse:
    if scene.fault.executed:
        scene.make()
    hard = scene.fault.kind == "reset" or scene.fault.is_on("hard")
    cut(scene.request.transport, hard=hard)
    return web.Response()


async def _drop_reused(scene: Scene) -> web.StreamResponse:
    if scene.connections.uses(scene.request) > 1:
        return await _drop(scene)
    scene.fault.hits -= 1  # it waits for a request on a used connection
    return scene.make().response()


async def _grow_impatient(scene: Scene) -> web.StreamResponse:
    fault, connections = scene.fault, scene.connections
    least, chance = fault.number("least", 1), connections.chance
    if connections.idle(scene.request) >= least and chance.random() < fault.number("race", 0):
        cut(scene.request.transport, hard=chance.random() < 0.5)
        return web.Response()
    response = scene.make().response()
    seconds = chance.uniform(least, fault.number("most", 75))
    connections.close_later(scene.request, seconds, hard=chance.random() < 0.5)
    return response


async def _send_in_parts(scene: Scene) -> web.StreamResponse:
    """Send the head and half of the body, then the rest late or never."""
    made = scene.make()
    response = web.StreamResponse(status=made.status, headers=made.headers)
    response.content_type = "application/json"
    response.content_length = len(made.body)
    await response.prepare(scene.request)
    half = len(made.body) // 2
    await response.write(made.body[:half])
    if scene.fault.kind == "truncated":
        cut(scene.request.transport, hard=False)
    else:
        await asyncio.sleep(scene.fault.number("seconds", 1))
        await response.write(made.body[half:])
        await response.write_eof()
    return response


async def _answer_wrongly(scene: Scene) -> web.StreamResponse:
    if scene.fault.executed:
        scene.make()
    return _wrong(scene.fault, scene.request)


PLAYERS = {
    "delay": _answer_late,
    "silence": _stay_silent,
    "idle_close": _close_when_idle,
    "reset": _drop,
    "hang_up": _drop,
    "drop_reused": _drop_reused,
    "impatient": _grow_impatient,
    "truncated": _send_in_parts,
    "slow_body": _send_in_parts,
}


def _wrong(fault: Fault, request: web.Request) -> web.Response:
    """Answer something that is not what the endpoint promises."""
    if fault.kind == "broken_json":
        return web.Response(
            text='{"symbol":"BTCUSDT","price":"672', content_type="application/json"
        )
    if fault.kind == "html":
        return _page(int(fault.number("status", 502)))
    if fault.kind == "empty":
        return web.Response(status=int(fault.number("status", 502)))
    if fault.kind == "forbidden":
        return _page(403)
    if fault.kind == "redirect":
        location = fault.text("location", f"http://{request.host}/elsewhere")
        return web.Response(status=307, headers={"Location": location})
    status, code, message = {
        "too_many": (429, -1003, "Too many requests queued."),
        "banned": (418, -1003, "Way too much request weight used; IP banned until later."),
        "blocked": (451, 0, RESTRICTED),
        "error": (500, -1000, "An unknown error occurred while processing the request."),
    }[fault.kind]
    return _error(
        int(fault.number("status", status)),
        int(fault.number("code", code)),
        fault.text("message", message),
        fault.options.get("retry_after", {"too_many": 1, "banned": 120}.get(fault.kind)),
    )


def _error(status: int, code: int, message: str, retry_after: object) -> web.Response:
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    body = json.dumps({"code": code, "msg": message})
    return web.Response(status=status, text=body, headers=headers, content_type="application/json")


def _page(status: int) -> web.Response:
    text = PAGE.format(WORDS.get(status, str(status)))
    return web.Response(status=status, text=text, content_type="text/html")
