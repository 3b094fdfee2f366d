"""The server of every benchmark, a process of its own: canned answers, nearly no work.

`python -m benchmarks.server` prints the address of each site as one line of JSON.
"""

import asyncio
import json
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

import uvloop

from benchmarks.account_site import AccountSite
from benchmarks.answers import large_site, reply, small_site
from benchmarks.candles import candles
from benchmarks.http2_site import Http2Conversation
from benchmarks.stream_site import StreamSite
from benchmarks.telegram_site import TelegramSite

ROUND_TRIP = 0.02  # seconds, on the slow site
_HOST = "127.0.0.1"

Answer = Callable[[bytes], None]
Site = Callable[[bytes, bytes, Answer], None]
"""Answers a request target and a body by calling the function it is given."""


class Conversation(asyncio.Protocol):
    """One connection: reads requests as far as needed and writes the site's answers."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer every whole request."""
        buffer = self._buffer + data
        while (end := buffer.find(b"\r\n\r\n")) >= 0:
            length = _content_length(buffer[:end])
            if len(buffer) < end + 4 + length:
                break
            body = buffer[end + 4 : end + 4 + length]
            target = buffer[buffer.index(b" ") + 1 : buffer.index(b" HTTP/")]
            buffer = buffer[end + 4 + length :]
            self._site(target, body, self._write)
        self._buffer = buffer

    def _write(self, answer: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(answer)


def _content_length(head: bytes) -> int:
    at = head.lower().find(b"content-length:")
    return 0 if at < 0 else int(head[at + 15 :].split(b"\r\n", 1)[0])


def _binance(answers: Mapping[bytes, bytes], target: bytes, _body: bytes, write: Answer) -> None:
    write(answers[target.partition(b"?")[0]])


def _slow(answers: Mapping[bytes, bytes], target: bytes, _body: bytes, write: Answer) -> None:
    answer = answers[target.partition(b"?")[0]]
    asyncio.get_running_loop().call_later(ROUND_TRIP, write, answer)


def _telegram(telegram: TelegramSite, target: bytes, body: bytes, write: Answer) -> None:
    telegram.answer(target.decode(), body, write)


async def serve() -> None:
    """Serve until the process is ended."""
    small = small_site()
    sites: dict[str, Site] = {
        "small": partial(_binance, small),
        "large": partial(_binance, large_site()),
        "slow": partial(_slow, {**small, **candles(reply)}),
        "telegram": partial(_telegram, TelegramSite()),
    }
    loop = asyncio.get_running_loop()
    protocols: dict[str, Callable[[], asyncio.Protocol]] = {
        **{name: partial(Conversation, site) for name, site in sites.items()},
        "streams": StreamSite,
        "accounts": await AccountSite().protocol(),
        "http2": partial(Http2Conversation, small[b"/api/v3/ticker/price"], ROUND_TRIP),
    }
    urls = {}
    for name, protocol in protocols.items():
        server = await loop.create_server(protocol, _HOST, 0)
        port = server.sockets[0].getsockname()[1]
        urls[name] = f"http://{_HOST}:{port}"
    sys.stdout.write(json.dumps(urls) + "\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve())
