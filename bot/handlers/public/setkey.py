"""/setkey: add a Binance key, by default one whose secret never leaves this bot.

Messages with a key are deleted by the tripwire before they arrive here; `still_visible` tells
when that failed. In groups the tripwire refuses the command.
"""

import re
from dataclasses import dataclass
from typing import Final

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import lazy_gettext as __

from bot import key_texts
from bot.cards import redraw
from bot.command import Command
from bot.key_dialog import SECRET_STEPS, AddKey, SetKeyAction, SetKeyButton
from bot.key_intake import KeyDesk
from bot.services.secret_shapes import is_key, without_invisible
from storage.apikey_manager import ApiKeyManager
from storage.users import User

COMMAND = Command(
    "setkey",
    summary=__("Add a Binance API key"),
    usage="/setkey [@NAME] [KEY SECRET]",
    example="/setkey",
    details=__("I lead you through; the private half of the key never leaves this bot."),
    in_groups=False,
)
_NAME: Final = re.compile(r"@[\w-]{1,20}")


@dataclass(frozen=True, slots=True, repr=False)
class Typed:
    """What follows /setkey: a name, key and secret, or neither."""

    label: str | None = None
    pair: tuple[str, str] | None = None


def read(args: str) -> Typed | None:
    """Read what follows /setkey; None where it is neither a name nor key and secret."""
    words = without_invisible(args).split()
    names = [word[1:] for word in words if _NAME.fullmatch(word)]
    halves = [word for word in words if is_key(word)]
    if len(names) + len(halves) != len(words) or len(names) > 1 or len(halves) not in {0, 2}:
        return None
    return Typed(names[0] if names else None, (halves[0], halves[1]) if halves else None)


@COMMAND.handler
async def set_key(
    message: Message,
    args: str,
    bot: Bot,
    state: FSMContext,
    user: User,
    key_desk: KeyDesk,
    *,
    still_visible: bool,
) -> None:
    """Begin the dialog, or take key and secret from the command itself."""
    intake = key_desk.serve(bot, state, user.id)
    if still_visible:
        await message.answer(key_texts.please_delete())
    typed = read(args)
    if typed is None:
        await intake.say(key_texts.wrong_arguments())
    elif typed.pair is None:
        await intake.begin_pair(typed.label)
    else:
        await intake.take_direct(typed.label, *typed.pair)


@COMMAND.step(AddKey.pair_key)
@COMMAND.step(AddKey.hmac_key)
@COMMAND.step(AddKey.hmac_secret)
async def take_key(
    message: Message,
    bot: Bot,
    state: FSMContext,
    user: User,
    keys: ApiKeyManager,
    key_desk: KeyDesk,
    *,
    still_visible: bool,
) -> None:
    """Take an API key, a secret, or both at once, whichever the dialog waits for."""
    intake = key_desk.serve(bot, state, user.id)
    if still_visible:
        await message.answer(key_texts.please_delete())
    label = await intake.open_label()
    if label is None:
        return
    step = await state.get_state()
    words = without_invisible(message.text or "").split()
    if len(words) == 2 and all(map(is_key, words)):
        await intake.take_hmac(label, *words)
    elif len(words) != 1 or not is_key(words[0]):
        secret = step == AddKey.hmac_secret.state
        await intake.say(key_texts.not_a_key(message.text or "", secret=secret))
    elif step == AddKey.pair_key.state:
        await intake.take_pair(words[0])
    elif step == AddKey.hmac_key.state:
        await intake.keep_half(label, words[0])
    else:
        await intake.take_secret(label, await keys.secret_credentials(user.id, words[0]))


@COMMAND.button(SetKeyButton)
async def press(
    query: CallbackQuery,
    callback_data: SetKeyButton,
    bot: Bot,
    state: FSMContext,
    user: User,
    keys: ApiKeyManager,
    key_desk: KeyDesk,
) -> None:
    """Begin the dialog, change to a key that Binance generates, or end it."""
    intake = key_desk.serve(bot, state, user.id)
    if callback_data.action is SetKeyAction.START:
        await query.answer()
        await intake.begin_pair(None)
    elif await state.get_state() not in SECRET_STEPS:
        await query.answer(_("This dialog is over. Send /setkey to begin again."), show_alert=True)
    elif callback_data.action is SetKeyAction.CANCEL:
        await query.answer()
        await intake.abandon()
        await redraw(query, key_texts.cancelled(), None)
    else:
        await query.answer()
        label = await intake.open_label()
        if label is not None:
            await keys.cancel_pair(user.id)
            await intake.begin_hmac(label)
