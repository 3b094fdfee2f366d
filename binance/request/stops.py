"""What the gate tells other processes, without waiting for them."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Protocol

from binance.request.sharing import OutOfReach, Sharing, Stop


class Others(Protocol):
    """The other processes of this address."""

    def stop(self, stop: Stop) -> None:
        """Tell them to send nothing."""

    def reopen(self) -> None:
        """Tell them that a ban is over."""

    async def may_probe(self) -> bool:
        """Tell whether this process is the one to ask whether a ban is over."""
        ...


class Nobody:
    """There is no other process."""

    def stop(self, stop: Stop) -> None:
        """Tell nobody."""

    def reopen(self) -> None:
        """Tell nobody."""

    async def may_probe(self) -> bool:
        """Who else."""
        return True


NOBODY = Nobody()
"""It has no state."""


class Told:
    """Tells them over what they have in common; who cannot be reached finds out by itself."""

    def __init__(self, sharing: Sharing) -> None:
        self._sharing = sharing
        self._telling: set[asyncio.Task[None]] = set()

    def stop(self, stop: Stop) -> None:
        """Tell them to send nothing."""
        self._tell(self._sharing.stop(stop))

    def reopen(self) -> None:
        """Tell them that a ban is over."""
        self._tell(self._sharing.reopen())

    async def may_probe(self) -> bool:
        """Tell whether this process is the one; it is when nobody can be asked."""
        try:
            return await self._sharing.may_probe()
        except OutOfReach:
            return True

    async def told(self) -> None:
        """Wait until everything has been said."""
        await asyncio.gather(*self._telling)

    def _tell(self, message: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_said(message))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)


async def _said(message: Coroutine[Any, Any, None]) -> None:
    try:
        await message
    except OutOfReach:
        return
