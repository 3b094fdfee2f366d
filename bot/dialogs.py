"""Where open dialogs are kept: in memory, bounded, never a secret."""

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from bot.pacing import Clock

LASTS: Final = 3600.0  # seconds after the last step; the dialogs themselves end earlier
MOST: Final = 10_000


@dataclass(slots=True)
class _Dialog:
    at: float
    state: str | None = None
    data: dict[str, Any] = field(default_factory=dict)


class DialogMemory(BaseStorage):
    """aiogram's storage of states; reading leaves no trace, so strangers cost nothing."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._dialogs: OrderedDict[StorageKey, _Dialog] = OrderedDict()

    def __len__(self) -> int:
        return len(self._dialogs)

    def __bool__(self) -> bool:
        # aiogram takes a memory of its own, without bounds, in place of a false one.
        return True

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Go to a step of a dialog, or end it with None."""
        dialog = self._touched(key)
        dialog.state = state.state if isinstance(state, State) else state
        self._tidy(key, dialog)

    async def get_state(self, key: StorageKey) -> str | None:
        """Give the step somebody is in."""
        dialog = self._found(key)
        return dialog.state if dialog is not None else None

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Keep what the dialog knows so far."""
        dialog = self._touched(key)
        dialog.data = dict(data)
        self._tidy(key, dialog)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """Give what the dialog knows so far."""
        dialog = self._found(key)
        return dict(dialog.data) if dialog is not None else {}

    async def close(self) -> None:
        """Forget everything."""
        self._dialogs.clear()

    def _found(self, key: StorageKey) -> _Dialog | None:
        dialog = self._dialogs.get(key)
        if dialog is not None and self._clock() - dialog.at > LASTS:
            del self._dialogs[key]
            return None
        return dialog

    def _touched(self, key: StorageKey) -> _Dialog:
        dialog = self._found(key) or _Dialog(self._clock())
        dialog.at = self._clock()
        self._dialogs[key] = dialog
        self._dialogs.move_to_end(key)
        if len(self._dialogs) > MOST:
            self._dialogs.popitem(last=False)
        return dialog

    def _tidy(self, key: StorageKey, dialog: _Dialog) -> None:
        if dialog.state is None and not dialog.data:
            self._dialogs.pop(key, None)
