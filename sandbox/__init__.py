"""A pretend Binance and a pretend Telegram on loopback; imports nothing of the bot."""
