"""Binance: every call the bot makes; knows nothing of Telegram or of databases."""
