"""The Telegram bot: reads messages, writes messages."""
