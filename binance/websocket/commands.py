"""Commands on one socket of market streams, and Binance's answers to them."""

import asyncio
from collections.abc import Callable, Sequence

import msgspec

from binance.exceptions import ConnectionLost
from binance.websocket.socket import Socket
from binance.websocket.stream_errors import StreamRefused


class _Error(msgspec.Struct):
    code: int = 0
    msg: str = ""


class _Answer(msgspec.Struct):
    id: int
    code: int = 0
    msg: str = ""
    error: _Error | None = None


class _Command(msgspec.Struct):
    method: str
    params: Sequence[str]
    id: int


_DECODER = msgspec.json.Decoder(_Answer)


class Commands:
    """What a socket was told to send: `names`. Commands are numbered, as futures want it."""

    def __init__(
        self,
        socket: Socket,
        batch: int,
        patience: float,
        agreed: Callable[["Commands", Sequence[str]], None],
    ) -> None:
        self.socket = socket
        self.names: set[str] = set()
        self._agreed = agreed  # hears of streams as soon as Binance sends them
        self._batch = batch
        self._patience = patience  # seconds an answer may take
        self._number = 0
        self._open: dict[int, asyncio.Future[_Answer]] = {}

    async def subscribe(self, names: Sequence[str]) -> dict[str, StreamRefused]:
        """Ask for streams; gives those Binance refuses.

        Fails with `ConnectionLost` and `TimeoutError`.
        """
        refused: dict[str, StreamRefused] = {}
        for start in range(0, len(names), self._batch):
            refused |= await self._ask(names[start : start + self._batch])
        return refused

    async def unsubscribe(self, names: Sequence[str]) -> None:
        """Ask for no more of streams. Fails with `ConnectionLost` and `TimeoutError`."""
        self.names.difference_update(names)
        for start in range(0, len(names), self._batch):
            await self._command("UNSUBSCRIBE", names[start : start + self._batch])

    def hear(self, raw: bytes) -> bool:
        """Take an answer; gives False for a message that is none."""
        try:
            answer = _DECODER.decode(raw)
        except msgspec.DecodeError:
            return False
        waiting = self._open.get(answer.id)
        if waiting is not None and not waiting.done():
            waiting.set_result(answer)
        return True

    def end(self) -> None:
        """Let those who wait for an answer know at once that none will come."""
        for waiting in self._open.values():
            if not waiting.done():
                waiting.set_exception(ConnectionLost("a socket", "it ended before the answer"))
                waiting.exception()  # whoever waits for a turn to send has not looked yet

    async def _ask(self, names: Sequence[str]) -> dict[str, StreamRefused]:
        """Ask for some; when Binance refuses, find out which by halves."""
        answer = await self._command("SUBSCRIBE", names)
        error = answer.error or (_Error(answer.code, answer.msg) if answer.msg else None)
        if error is None:
            self.names.update(names)
            self._agreed(self, names)
            return {}
        if len(names) == 1:
            return {names[0]: StreamRefused(names[0], error.code, error.msg)}
        half = len(names) // 2
        return await self._ask(names[:half]) | await self._ask(names[half:])

    async def _command(self, method: str, names: Sequence[str]) -> _Answer:
        self._number += 1
        number = self._number
        waiting: asyncio.Future[_Answer] = asyncio.get_running_loop().create_future()
        self._open[number] = waiting
        try:
            text = msgspec.json.encode(_Command(method, names, number)).decode()
            await self.socket.send(text)
            async with asyncio.timeout(self._patience):
                return await waiting
        finally:
            del self._open[number]
