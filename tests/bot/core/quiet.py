"""Proof that the bot kept silent: a later message was answered, an earlier one was not."""

from sandbox.telegram.driver import Conversation, Message


async def stays_silent(chat: Conversation, own: Message) -> bool:
    """Wait until the bot has dealt with a message; tell whether it answered nothing at all."""
    await chat.confirmed(own)
    return not [message for message in chat.messages if message.from_bot and message.id > own.id]
