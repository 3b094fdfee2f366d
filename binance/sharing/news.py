"""What other processes say, as soon as they say it."""

import asyncio

from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from binance.request.sharing import Ears, Stop

_SILENCE = 5.0  # seconds after which the other side is asked whether it is there
_PAUSE = 0.5  # seconds between attempts to listen


class News:
    """Listens on a connection of its own, again and again."""

    def __init__(self, client: Redis, channel: str, me: str) -> None:
        self._client = client
        self._channel = channel
        self._me = me
        self._task: asyncio.Task[None] | None = None
        self.listening = asyncio.Event()  # set while everything said is heard

    def open(self, ears: Ears) -> None:
        """Begin to listen."""
        self._task = asyncio.create_task(self._listen(ears))

    async def close(self) -> None:
        """Listen no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _listen(self, ears: Ears) -> None:
        while True:
            try:
                async with self._client.pubsub() as channel:
                    await channel.subscribe(self._channel)
                    await self._hear(channel, ears)
            except (RedisError, OSError, TimeoutError):
                self.listening.clear()
            await asyncio.sleep(_PAUSE)

    async def _hear(self, channel: PubSub, ears: Ears) -> None:
        """Pass on what is said until nothing is, not even an answer to a question."""
        asked = False
        while True:
            message = await channel.get_message(timeout=_SILENCE)
            if message is None:
                if asked:
                    return
                asked = True
                await channel.ping()
                continue
            asked = False
            if message["type"] == "subscribe":
                self.listening.set()
            elif message["type"] == "message":
                _tell(ears, message["data"].decode("utf-8", "replace").split(), self._me)


def _tell(ears: Ears, words: list[str], me: str) -> None:
    """Pass a message on; those of this process and those it does not understand say nothing."""
    if words[:1] == [me]:
        return
    match words[1:]:
        case ["stop", ("429" | "418") as status, milliseconds, api] if milliseconds.isdecimal():
            ears.stopped(Stop(int(status), int(milliseconds[:12]) / 1000, api))
        case ["open"]:
            ears.reopened()
        case ["answer", name]:
            ears.answered(name)
