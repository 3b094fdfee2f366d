"""A pretend Telegram: the Bot API over HTTP, a web chat in the browser, and a driver for tests."""

from sandbox.telegram.driver import Button, Conversation, Message
from sandbox.telegram.errors import TelegramError
from sandbox.telegram.faults import Faults
from sandbox.telegram.limits import FloodLimits
from sandbox.telegram.people import ChatUser, Group
from sandbox.telegram.telegram import Telegram

__all__ = [
    "Button",
    "ChatUser",
    "Conversation",
    "Faults",
    "FloodLimits",
    "Group",
    "Message",
    "Telegram",
    "TelegramError",
]
