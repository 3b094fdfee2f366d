"""The database; knows nothing of Telegram."""
