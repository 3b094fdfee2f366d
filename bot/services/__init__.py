"""What the bot does besides answering; knows nothing of aiogram."""
