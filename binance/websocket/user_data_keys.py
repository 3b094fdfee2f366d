"""One connection to a futures host that carries the user data of many accounts by listen keys.

A key names the stream of an account for an hour: every half hour it is given another. One that has
ended nevertheless is replaced, and what happened meanwhile is asked for by REST.
"""

import asyncio
import re
from dataclasses import replace
from typing import Final

import msgspec

from binance.exceptions import (
    ApiError,
    BinanceError,
    ClientClosed,
    ConnectionLost,
    ServerFault,
)
from binance.models.user_events_reading import Product
from binance.private.user_stream import UserStream
from binance.request.pipeline import Pipeline
from binance.request.request import Api
from binance.websocket.connection import Url
from binance.websocket.dialler import Dialler
from binance.websocket.rules import FUTURES_STREAM_RULES, SocketRules
from binance.websocket.socket import Socket
from binance.websocket.user_data_accounts import AccountsConnection, Elsewhere, SocketFailedError
from binance.websocket.user_data_checks import KEY_ERRORS, Checks
from binance.websocket.user_data_follower import Follower, Identity

KEY_RULES: Final = replace(FUTURES_STREAM_RULES, opening=900.0)
MOST_KEYS: Final = 1_000  # streams of one socket; Binance allows 1,024
KEEP_ALIVE: Final = 1_800.0  # seconds; a key ends after twice that
_LOOKS: Final = 30  # for keys whose time has come, in that time
_BATCH: Final = 100  # keys in one message
_ANSWER: Final = 10.0  # seconds
_NO_SUCH_KEY: Final = -1125
_NAMED = re.compile(rb'"stream":\s?"([^"\\]{1,128})"')


class _Told(msgspec.Struct, gc=False):
    """A message: the event of a stream, or the answer to a command."""

    stream: str = ""
    data: msgspec.Raw = msgspec.Raw(b"")
    id: int | None = None
    code: int | None = None
    error: msgspec.Raw = msgspec.Raw(b"")


_MESSAGES = msgspec.json.Decoder(_Told)


class KeyConnection(AccountsConnection):
    """Subscribes futures accounts by listen key."""

    def __init__(  # noqa: PLR0913, PLR0917 -- put together in one place
        self,
        dialler: Dialler,
        url: Url,
        pipeline: Pipeline,
        api: Api,
        checks: Checks,
        elsewhere: Elsewhere,
        rules: SocketRules = KEY_RULES,
        keep_alive: float = KEEP_ALIVE,
    ) -> None:
        super().__init__(dialler, url, pipeline, api, rules, checks, elsewhere)
        self._keep_alive = keep_alive
        self._commands = 0
        self._replies: dict[int, tuple[Socket, asyncio.Future[None]]] = {}
        self._batches: dict[int, dict[str, asyncio.Future[None]]] = {}  # by socket
        self._keeper: asyncio.Task[None] | None = None
        self._extended: dict[Follower, float] = {}  # monotonic seconds

    def add(self, follower: Follower) -> None:
        """Subscribe an account, now or as soon as there is a socket."""
        super().add(follower)
        if self._keeper is None:
            self._keeper = asyncio.create_task(self._keep_keys_alive())

    async def close(self) -> None:
        """Close the connection for good; keys end by themselves, others may use them."""
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
        await super().close()

    def received(self, socket: Socket, raw: bytes) -> None:
        """Hand an event to its account, an answer to whoever waits for it."""
        try:
            told = _MESSAGES.decode(raw)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            named = _NAMED.search(raw)
            self.doubt(socket, named[1].decode(errors="replace") if named else None)
            return
        if told.stream == "!serverShutdown":
            self.connection.say_farewell(socket)
        elif told.stream:
            self.event(socket, told.stream, told.data)
        elif told.id in self._replies:
            self._reply(self._replies[told.id][1], told)

    async def subscribe(self, socket: Socket, follower: Follower) -> None:
        """Get the account's key and subscribe to its stream. Fails as any call does."""
        self._extended[follower] = self._timing.monotonic()
        key = await self._start(follower)
        await self._listen(socket, key)
        self.subscribed(socket, follower, key)

    async def unsubscribe(self, socket: Socket, identity: Identity) -> None:
        """Listen to a stream no more. Fails with `SocketFailedError`."""
        await self._command(socket, "UNSUBSCRIBE", [str(identity)])

    def _forget(self, socket: Socket) -> None:
        super()._forget(socket)
        lost = SocketFailedError("it ended before the answer")
        waiting = [future for one, future in self._replies.values() if one is socket]
        for future in (*waiting, *self._batches.pop(socket.number, {}).values()):
            if not future.done():
                future.set_exception(lost)

    def _stream(self, follower: Follower) -> UserStream:
        if follower.credentials is None:
            raise ClientClosed
        return UserStream(self._pipeline, follower.caller, follower.credentials)

    async def _start(self, follower: Follower) -> str:
        stream = self._stream(follower)
        if follower.product is Product.COIN_FUTURES:
            return (await stream.start_coin_futures_key()).listen_key
        return (await stream.start_futures_key()).listen_key

    async def _listen(self, socket: Socket, key: str) -> None:
        """Subscribe to a stream; those asked for in the same moment travel together."""
        batch = self._batches.get(socket.number)
        if batch is None:
            batch = self._batches[socket.number] = {}
            self.run(self._send_batch(socket, batch))
        future = batch.get(key)
        if future is None:
            future = batch[key] = asyncio.get_running_loop().create_future()
            future.add_done_callback(_heed)
        await asyncio.shield(future)

    async def _send_batch(self, socket: Socket, batch: dict[str, asyncio.Future[None]]) -> None:
        await asyncio.sleep(0)
        if self._batches.get(socket.number) is batch:
            del self._batches[socket.number]
        keys = list(batch)
        for first in range(0, len(keys), _BATCH):
            some = keys[first : first + _BATCH]
            error: BinanceError | None = None
            try:
                await self._command(socket, "SUBSCRIBE", some)
            except BinanceError as failure:
                error = failure
            for future in (batch[key] for key in some):
                if not future.done():
                    _settle(future, error)

    async def _command(self, socket: Socket, method: str, keys: list[str]) -> None:
        """Send a command and wait for the answer. Fails with `SocketFailedError`, `ServerFault`."""
        if socket.over:
            raise SocketFailedError("it ended")
        self._commands += 1
        number = self._commands
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._replies[number] = socket, future
        text = msgspec.json.encode({"method": method, "params": keys, "id": number}).decode()
        try:
            await socket.send(text)
            async with asyncio.timeout(_ANSWER):
                await future
        except (TimeoutError, ConnectionLost):
            raise SocketFailedError("no answer to a command") from None
        finally:
            del self._replies[number]

    def _reply(self, future: asyncio.Future[None], told: _Told) -> None:
        refused = told.code is not None or bytes(told.error)
        if not future.done():
            _settle(future, ServerFault(200, told.code, "", "a subscription") if refused else None)

    async def _keep_keys_alive(self) -> None:
        """Give every key another hour when it is time."""
        while True:
            await self._timing.sleep(self._keep_alive / _LOOKS)
            now = self._timing.monotonic()
            self._extended = {
                one: at for one, at in self._extended.items() if one in self.followers
            }
            for follower, at in self._extended.items():
                if follower.subscriptions and now >= at + self._keep_alive * (1 - 1 / _LOOKS):
                    self._extended[follower] = now
                    self.run(self._extend(follower))

    async def _extend(self, follower: Follower) -> None:
        try:
            stream = self._stream(follower)
            if follower.product is Product.COIN_FUTURES:
                await stream.extend_coin_futures_key()
            else:
                await stream.extend_futures_key()
        except KEY_ERRORS as error:
            follower.stop("the key was refused", error)
            self.remove(follower)
        except ApiError as error:
            follower.last_error = str(error)
            if error.code == _NO_SUCH_KEY:
                for number in tuple(follower.subscriptions):
                    self.ended(follower, number, "the listen key had ended")
        except BinanceError as error:
            follower.last_error = str(error)  # the next time is before the key ends


def _settle(future: asyncio.Future[None], error: BinanceError | None) -> None:
    if error is None:
        future.set_result(None)
    else:
        future.set_exception(error)


def _heed(future: asyncio.Future[None]) -> None:
    """Look at an error nobody may be waiting for any more."""
    if not future.cancelled():
        future.exception()
