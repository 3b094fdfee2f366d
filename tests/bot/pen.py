"""A notifier that writes down what it is given."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.services.notifier import NoticeButton


@dataclass
class Written:
    """A message and every text it had, the present one last."""

    id: int
    user_id: int
    texts: list[str]


@dataclass
class Pen:
    """Delivers to a list; people in `unreachable` get nothing."""

    messages: list[Written] = field(default_factory=list)
    unreachable: set[int] = field(default_factory=set)
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def notify(
        self,
        user_id: int,
        html: str,
        *,
        silent: bool = False,
        keyboard: Sequence[Sequence[NoticeButton]] | None = None,
    ) -> int | None:
        """Write down a message."""
        del silent, keyboard
        if user_id in self.unreachable:
            return None
        self.messages.append(Written(len(self.messages) + 1, user_id, [html]))
        await self._tell()
        return len(self.messages)

    async def amend(
        self,
        user_id: int,
        message_id: int,
        html: str,
        *,
        keyboard: Sequence[Sequence[NoticeButton]] | None = None,
    ) -> bool:
        """Write down another text of a message; False where there is none, or nobody."""
        del keyboard
        if user_id in self.unreachable:
            return False
        mine = [one for one in self.messages if (one.id, one.user_id) == (message_id, user_id)]
        for message in mine:
            message.texts.append(html)
        await self._tell()
        return bool(mine)

    async def until(self, enough: Callable[[list[Written]], bool]) -> list[Written]:
        """Give the messages when there are enough of them."""
        async with self._changed:
            await self._changed.wait_for(lambda: enough(self.messages))
        return list(self.messages)

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()
