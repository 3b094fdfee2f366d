"""The part of the control API that disturbs WebSockets, and tells what became of them."""

from collections.abc import Callable
from typing import Any

from aiohttp import web

from sandbox.exchange.all_sockets import AllSockets
from sandbox.exchange.frame_faults import KINDS

Body = dict[str, Any]


class SocketControl:
    """What the routes about sockets do; see `control.py`."""

    def __init__(self, sockets: AllSockets) -> None:
        self._sockets = sockets
        self._ways: dict[str, Callable[[Body, str], object]] = {
            "silence": lambda body, _: sockets.silence(body.get("streams", "*")),
            "resume": lambda _, __: sockets.silence(""),
            "freeze": lambda _, host: sockets.freeze(host),
            "drop": lambda body, host: sockets.drop(host, hard=bool(body.get("hard"))),
            "shutdown": lambda _, host: sockets.announce_shutdown(host),
            "refuse": lambda body, _: sockets.refuse(str(body.get("how", "html"))),
            "faults": lambda body, _: self._let_events_go_wrong(body),
            "life": lambda body, _: self._let_live(float(body["seconds"])),
        }

    async def disturb(self, _: web.Request, body: Body) -> Any:
        """Do what the body says. Fails with `ValueError` when nobody knows how."""
        host = str(body.get("host", "*"))
        if body["do"] == "close":
            await self._sockets.close(int(body.get("code", 1001)), host)
            return {}
        if body["do"] not in self._ways:
            raise ValueError(f"unknown: {body['do']}")
        self._ways[body["do"]](body, host)
        return {}

    def seen(self, _: web.Request, __: Body) -> Any:
        """Tell of every socket and of the door."""
        record = self._sockets.record
        return {
            "attempts": len(record.attempts),
            "refused": len(record.refused),
            "busiest_second": record.busiest_second(),
            "sockets": [
                {
                    "host": life.host,
                    "open": life.ended is None,
                    "messages": len(life.heard),
                    "commands": len(life.commands),
                }
                for life in record.lives
            ],
        }

    def _let_events_go_wrong(self, body: Body) -> None:
        shares = {kind: float(body[kind]) for kind in KINDS if kind in body}
        self._sockets.faults.set(str(body.get("streams", "*")), **shares)

    def _let_live(self, seconds: float) -> None:
        self._sockets.rules.life_seconds = seconds
