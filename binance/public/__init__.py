"""Endpoints that belong to nobody: the bot's own key where one is wanted."""
