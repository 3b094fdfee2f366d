"""An answer to an update that no handler gave: errors, refusals, notices of the middlewares."""

from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import InlineKeyboardMarkup, Message, Update

from bot.long_texts import LONGEST_ALERT, plain, units
from bot.outbox import Outbox
from bot.pacing import Priority


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say, as HTML, and the buttons below it."""

    html: str
    keyboard: InlineKeyboardMarkup | None = None


async def respond(bot: Bot, outbox: Outbox, update: Update, reply: Reply) -> None:
    """Answer a message in its chat, and a button press by an alert where it fits into one."""
    query = update.callback_query
    if query is None:
        if update.message is not None:
            await update.message.answer(reply.html, reply_markup=reply.keyboard)
        return
    text = plain(reply.html)
    answered = outbox.has_answered(query.id)
    if not answered and reply.keyboard is None and units(text) <= LONGEST_ALERT:
        await query.answer(text, show_alert=True)
        return
    if not answered:
        await query.answer()
    chat_id = query.message.chat.id if query.message is not None else query.from_user.id
    topic = _topic(query.message) if isinstance(query.message, Message) else None
    await bot.send_message(
        chat_id, reply.html, reply_markup=reply.keyboard, message_thread_id=topic
    )


async def dismiss(outbox: Outbox, update: Update) -> None:
    """End the spinner of a press that is not served, after everybody's messages.

    Otherwise whoever presses without end would keep all others waiting.
    """
    query = update.callback_query
    if query is not None and not outbox.has_answered(query.id):
        with outbox.priority(Priority.BROADCAST):
            await query.answer()


def _topic(message: Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None
