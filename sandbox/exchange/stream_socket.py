"""One market-stream connection: its subscriptions and the commands it understands."""

import json
from collections.abc import Callable
from typing import Any

from sandbox.exchange.live_socket import LiveSocket

METHODS = ("SUBSCRIBE", "UNSUBSCRIBE", "LIST_SUBSCRIPTIONS", "SET_PROPERTY", "GET_PROPERTY")


class BadCommand(Exception):  # noqa: N818 - an answer to the caller, not a fault of ours
    """A command that is answered with `{"code": …, "msg": …}`."""

    def __init__(self, code: int, message: str, request_id: object = None) -> None:
        super().__init__(message)
        self.answer = {"code": code, "msg": message, "id": request_id}


class StreamSocket:
    """A connection and the streams it asked for, in their order.

    `category` is `public`, `market` or `private` on USDⓈ-M, else empty. `changed` is called with
    the names that came and the names that went.
    """

    def __init__(
        self,
        live: LiveSocket,
        category: str,
        *,
        combined: bool,
        integer_ids: bool,
        changed: Callable[["StreamSocket", set[str], set[str]], None],
    ) -> None:
        self.live = live
        self.category = category
        self.combined = combined
        self.names: list[str] = []
        self.events: dict[str, frozenset[str]] = {}  # of a listen key; without: all
        self._integer_ids = integer_ids
        self._changed = changed

    def deliver(self, name: str, event: object) -> None:
        """Send an event of a stream, wrapped when the connection is a combined one."""
        wrapped = {"stream": name, "data": event} if self.combined else event
        self.live.tell(name, wrapped, event)

    def wants(self, key: str, event: str) -> bool:
        """Tell whether an event is wanted of a listen key."""
        return key not in self.events or event in self.events[key]

    def subscribe(self, names: list[str]) -> None:
        """Add streams; those already there stay."""
        new = [name for name in dict.fromkeys(names) if name not in self.names]
        self.names += new
        self._changed(self, set(new), set())

    def unsubscribe(self, names: list[str]) -> None:
        """Take streams away; those not there do not matter."""
        gone = set(names) & set(self.names)
        self.names = [name for name in self.names if name not in gone]
        self._changed(self, set(), gone)

    async def hear(self, text: str) -> None:
        """Carry out a command and answer it."""
        try:
            command = _read(text, integer_ids=self._integer_ids)
            answer = {"result": self._obey(command), "id": command.get("id")}
        except BadCommand as bad:
            answer = bad.answer
        self.live.push(answer)
        if len(self.names) > self.live.rules.streams:
            await self.live.close(1008, "Too many streams")

    def _obey(self, command: dict[str, Any]) -> object:
        method, params = command["method"], command.get("params", [])
        if method == "LIST_SUBSCRIPTIONS":
            return list(self.names)
        if method in {"SUBSCRIBE", "UNSUBSCRIBE"}:
            if not params or not all(isinstance(name, str) for name in params):
                raise BadCommand(
                    2, "Invalid request: params must be an array of strings", command.get("id")
                )
            (self.subscribe if method == "SUBSCRIBE" else self.unsubscribe)(params)
            return None
        if params[:1] != ["combined"]:
            raise BadCommand(0, "Unknown property", command.get("id"))
        if method == "GET_PROPERTY":
            return self.combined
        if len(params) != 2 or not isinstance(params[1], bool):
            raise BadCommand(1, "Invalid value type: expected Boolean", command.get("id"))
        self.combined = params[1]
        return None


def _read(text: str, *, integer_ids: bool) -> dict[str, Any]:
    """Read a command. Fails with `BadCommand`."""
    try:
        command = json.loads(text)
    except ValueError as error:
        raise BadCommand(3, f"Invalid JSON: {error}") from None
    if not isinstance(command, dict) or not isinstance(command.get("params", []), list):
        raise BadCommand(2, "Invalid request: expected an object with an array of params")
    number = command.get("id")
    if isinstance(number, bool) or not isinstance(number, (int, str, type(None))):
        raise BadCommand(2, "Invalid request: request ID must be an unsigned integer")
    if integer_ids and (not isinstance(number, int) or number < 0):
        raise BadCommand(2, "Invalid request: request ID must be an unsigned integer")
    if command.get("method") not in METHODS:
        raise BadCommand(
            2,
            f"Invalid request: unknown variant `{command.get('method')}`, expected one of"
            " `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY`",
            number,
        )
    return command
