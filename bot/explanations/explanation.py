"""The shape of an explanation: what happened, why, and what to do next."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot import formatting
from bot.command import Command


@dataclass(frozen=True, slots=True)
class Explanation:
    """Three lines of HTML, and buttons that help."""

    what: str
    why: str = ""
    then: str = ""
    keyboard: InlineKeyboardMarkup | None = None

    def text(self) -> str:
        """Give the message."""
        lines = [f"❌ <b>{self.what}</b>", self.why, f"👉 {self.then}" if self.then else ""]
        return "\n".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class Situation:
    """Where an error happened."""

    command: Command | None = None
    quote_asset: str = "USDT"


Explain: TypeAlias = Callable[[Any, Situation], Explanation]
Explanations: TypeAlias = Mapping[type[BaseException], Explain]


def wait(seconds: float) -> str:
    """Give a pause as people say it, rounded up."""
    whole = max(1, math.ceil(seconds))
    if whole < 120:
        return _("{n} second", "{n} seconds", whole).format(n=whole)
    minutes = math.ceil(whole / 60)
    if minutes < 120:
        return _("{n} minutes").format(n=minutes)
    return _("{n} hours").format(n=math.ceil(minutes / 60))


def quoted(text: str, longest: int = 40) -> str:
    """Give what somebody typed, shortened and safe in HTML."""
    return formatting.safe(" ".join(text.split()), longest)


def try_again() -> str:
    """Advise to try again in a moment."""
    return _("Try again in a moment.")
