"""The Telegram bot: reads messages, writes messages."""

__version__ = "0.1.0"
