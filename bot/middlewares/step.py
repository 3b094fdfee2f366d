"""What every middleware calls to pass an update on."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from aiogram.types import TelegramObject

Data: TypeAlias = dict[str, Any]
NextStep: TypeAlias = Callable[[TelegramObject, Data], Awaitable[Any]]
