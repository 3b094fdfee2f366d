"""An update that was handled already is not handled again."""

from collections import OrderedDict
from typing import Any, Final

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update

from bot.middlewares.step import Data, NextStep

REMEMBERED: Final = 10_000  # ids; they are not compared by size, they may start anew


class Deduplication(BaseMiddleware):
    """Remembers the latest update ids and drops what comes twice."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._remembered = remembered
        self._seen: OrderedDict[int, None] = OrderedDict()

    async def __call__(self, handler: NextStep, event: TelegramObject, data: Data) -> Any:
        """Pass on an update that is new; one whose handling was cut off may come again."""
        if not isinstance(event, Update):
            return await handler(event, data)
        if event.update_id in self._seen:
            return None
        self._seen[event.update_id] = None
        if len(self._seen) > self._remembered:
            self._seen.popitem(last=False)
        try:
            return await handler(event, data)
        except BaseException:
            self._seen.pop(event.update_id, None)
            raise
