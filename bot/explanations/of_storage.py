"""Errors of the storage."""

from types import MappingProxyType
from typing import Final

from aiogram import html
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.explanations.explanation import Explanation, Explanations, Situation, try_again
from bot.key_dialog import SetKeyAction, SetKeyButton
from storage import errors


def _add_key() -> InlineKeyboardMarkup:
    data = SetKeyButton(action=SetKeyAction.START).pack()
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=_("🔑 Add key"), callback_data=data)]]
    )


def _database(_error: errors.StorageError, _where: Situation) -> Explanation:
    return Explanation(
        _("My database refused."), _("Nothing was changed."), _("Tell the administrator.")
    )


def _busy(_error: errors.DatabaseBusy, _where: Situation) -> Explanation:
    return Explanation(_("My database is busy."), _("Nothing was changed."), try_again())


def _full(_error: errors.DatabaseFull, _where: Situation) -> Explanation:
    return Explanation(
        _("My disk is full."), _("Nothing was changed."), _("Tell the administrator.")
    )


def _api_key(_error: errors.ApiKeyError, _where: Situation) -> Explanation:
    return Explanation(_("That does not work with this key."), then=_("/keys shows your keys."))


def _no_key(_error: errors.NoApiKey, _where: Situation) -> Explanation:
    return Explanation(
        _("You have no Binance key here yet."),
        _("This command reads your own account; nothing was sent to Binance."),
        _("/setkey adds one in two minutes; read-only is enough."),
        _add_key(),
    )


def _unknown_key(_error: errors.UnknownKey, _where: Situation) -> Explanation:
    return Explanation(
        _("That key is not here any more."), _("It was deleted."), _("/keys shows your keys.")
    )


def _unreadable(_error: errors.KeyUnreadable, _where: Situation) -> Explanation:
    return Explanation(
        _("Your stored key cannot be read."),
        _("The master key of this bot was changed; nothing was sent to Binance."),
        _("Add the key again with /setkey, or tell the administrator."),
        _add_key(),
    )


def _duplicate(error: errors.DuplicateKey, _where: Situation) -> Explanation:
    why = _("You have stored it before.") if error.own else _("It is stored for somebody else.")
    then = _("/keys shows it.") if error.own else _("Make a key of your own at Binance.")
    return Explanation(_("This API key is here already."), why, then)


def _too_many(error: errors.TooManyKeys, _where: Situation) -> Explanation:
    why = _("One person may have {limit} keys.").format(limit=error.limit)
    return Explanation(_("Too many keys."), why, _("/delkey makes room."))


def _label(error: errors.LabelInvalid, _where: Situation) -> Explanation:
    why = _("A name has 1 to {limit} printable characters.").format(limit=error.limit)
    return Explanation(_("That name does not work."), why, _("Choose another one."))


def _label_taken(error: errors.LabelTaken, _where: Situation) -> Explanation:
    why = _("Another key of yours is called {label}.").format(label=html.quote(error.label))
    return Explanation(_("That name is taken."), why, _("Choose another one."))


def _no_pair(_error: errors.NoPendingPair, _where: Situation) -> Explanation:
    return Explanation(
        _("No key pair is waiting."), _("None was made, or it expired."), _("/setkey makes one.")
    )


def _unknown_user(error: errors.UnknownUser, _where: Situation) -> Explanation:
    why = _("Nobody with the id <code>{user_id}</code> ever wrote to me.")
    return Explanation(
        _("I do not know that person."),
        why.format(user_id=error.user_id),
        _("/users shows who did."),
    )


EXPLANATIONS: Final[Explanations] = MappingProxyType(
    {
        errors.StorageError: _database,
        errors.DatabaseBusy: _busy,
        errors.DatabaseFull: _full,
        errors.ApiKeyError: _api_key,
        errors.NoApiKey: _no_key,
        errors.UnknownKey: _unknown_key,
        errors.KeyUnreadable: _unreadable,
        errors.DuplicateKey: _duplicate,
        errors.TooManyKeys: _too_many,
        errors.LabelInvalid: _label,
        errors.LabelTaken: _label_taken,
        errors.NoPendingPair: _no_pair,
        errors.UnknownUser: _unknown_user,
    }
)
