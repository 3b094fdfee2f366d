"""A pretend Binance and a pretend Telegram on loopback; imports neither bot, binance nor storage."""
