"""The slow site over HTTP/2: for clients that send all calls over one connection."""

import asyncio
from collections.abc import Mapping
from importlib import import_module
from typing import Any, cast

_SETTINGS: Mapping[str, bool] = {"client_side": False}


class Http2Conversation(asyncio.Protocol):
    """One connection: answers every request with the same body, after a while.

    HTTP/2 is spoken at once, without TLS: a client must know that.
    """

    def __init__(self, answer: bytes, round_trip: float) -> None:
        """Take a whole answer as HTTP/1.1 has it, and seconds until it is given."""
        head, _, self._body = answer.partition(b"\r\n\r\n")
        _, *lines = head.split(b"\r\n")
        pairs = (line.split(b": ", 1) for line in lines)
        self._headers = [
            (b":status", b"200"),
            *((name.lower(), value) for name, value in pairs if name != b"Connection"),
        ]
        self._round_trip = round_trip
        # Installed for benchmarks only.
        configuration = import_module("h2.config").H2Configuration(**_SETTINGS)
        self._connection: Any = import_module("h2.connection").H2Connection(configuration)
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to speak."""
        self._transport = cast("asyncio.Transport", transport)
        self._connection.initiate_connection()
        self._flush()

    def data_received(self, data: bytes) -> None:
        """Answer every whole request."""
        loop = asyncio.get_running_loop()
        for event in self._connection.receive_data(data):
            if type(event).__name__ == "RequestReceived":
                loop.call_later(self._round_trip, self._answer, event.stream_id)
        self._flush()

    def _answer(self, stream: int) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        self._connection.send_headers(stream, self._headers)
        self._connection.send_data(stream, self._body, end_stream=True)
        self._flush()

    def _flush(self) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(self._connection.data_to_send())
