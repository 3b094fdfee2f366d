"""/keys and /delkey as cards: what is stored, masked, and the buttons to change it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from aiogram import html
from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from binance.constants import Environment
from binance.credentials import KeyType
from bot import formatting
from bot.key_cards import name_of
from bot.key_dialog import (
    DeleteKeyButton,
    KeysAction,
    KeysButton,
    SetKeyAction,
    SetKeyButton,
)
from bot.key_texts import management_page
from bot.services.key_report import IP_RESTRICTED, Verdict
from storage.stored_key import KEY_LIMIT, StoredKey

_TYPES: Final = {KeyType.HMAC: "HMAC", KeyType.RSA: "RSA", KeyType.ED25519: "Ed25519"}


def list_card(stored: Sequence[StoredKey], now: datetime) -> str:
    """Format all keys of a user."""
    if not stored:
        return no_keys()
    title = _("<b>Your keys</b> · {count} of {most}").format(count=len(stored), most=KEY_LIMIT)
    signs = _("<i>🔄 asks Binance again what a key may do, 🗑 deletes it here.</i>")
    return "\n\n".join([title, *(_entry(key, now) for key in stored), signs])


def no_keys() -> str:
    """Say that there is no key, and what it would be good for."""
    return _(
        "🔑 <b>No Binance key yet</b>\n"
        "Prices work without one; balances and orders need it. /setkey adds one."
    )


def list_keyboard(stored: Sequence[StoredKey]) -> InlineKeyboardMarkup:
    """Give a row for each key (use, check, delete), and the button that adds one."""
    rows = [_row(key) for key in stored]
    if len(stored) < KEY_LIMIT:
        rows.append([_button(_("🔑 Add key"), SetKeyButton(action=SetKeyAction.START))])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def saved_heading(key: StoredKey) -> str:
    """Head the report of a key that was just stored."""
    return _("✅ <b>Key saved</b> · {name}").format(name=title_of(key))


def checked_heading(key: StoredKey) -> str:
    """Head the report of a stored key that was checked again."""
    return _("🔑 <b>Key checked</b> · {name}").format(name=title_of(key))


def report_keyboard(key: StoredKey) -> InlineKeyboardMarkup:
    """Give the buttons below a report: check again, all keys, delete."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                _button(_("🔄 Check again"), KeysButton(action=KeysAction.CHECK, key_id=key.id)),
                _button(_("🔑 All keys"), KeysButton(action=KeysAction.SHOW)),
            ],
            [_delete(_("🗑 Delete key"), DeleteKeyButton(key_id=key.id))],
        ]
    )


def choose_to_delete(
    stored: Sequence[StoredKey], *, unknown: bool
) -> tuple[str, InlineKeyboardMarkup]:
    """Ask which key is to be deleted; `unknown`: the name that was typed is none of them."""
    rows = [
        [_delete(f"🗑 {key.label} {key.masked}", DeleteKeyButton(key_id=key.id))] for key in stored
    ]
    question = _("Which key shall I delete?")
    if unknown:
        question = f"{_('You have no key of that name.')} {question}"
    return question, InlineKeyboardMarkup(inline_keyboard=rows)


def confirm_deletion(key: StoredKey) -> tuple[str, InlineKeyboardMarkup]:
    """Ask whether one key is really to be deleted."""
    text = _(
        "🗑 <b>Delete {name}?</b>\nI forget it at once, beyond recall."
        " At Binance it goes on to exist until you delete it there too."
    ).format(name=title_of(key))
    keyboard = InlineKeyboardMarkup(
        inline_keyboard=[
            [_button(_("✖ Keep it"), KeysButton(action=KeysAction.SHOW))],
            [_delete(_("🗑 Delete"), DeleteKeyButton(key_id=key.id, sure=True))],
        ]
    )
    return text, keyboard


def deleted_card(key: StoredKey, environment: Environment) -> tuple[str, InlineKeyboardMarkup]:
    """Say that a key is gone here, and lead to where it is not."""
    text = _("✅ <b>Deleted</b> · {name}\nNow delete it at Binance as well.").format(
        name=title_of(key)
    )
    link = InlineKeyboardButton(text=_("API Management"), url=management_page(environment))
    back = _button(_("🔑 All keys"), KeysButton(action=KeysAction.SHOW))
    return text, InlineKeyboardMarkup(inline_keyboard=[[link, back]])


def title_of(key: StoredKey) -> str:
    """Give the name and the last characters of a key, in HTML."""
    return f"{formatting.safe(key.label)} · <code>{html.quote(key.masked)}</code>"


def _entry(key: StoredKey, now: datetime) -> str:
    status = _("in use") if key.in_use else _("not in use")
    lines = [
        f"<b>{formatting.safe(key.label)}</b> · <code>{html.quote(key.masked)}</code> · {status}",
        f"{_TYPES[key.key_type]} · {_rights(key.rights)}",
        _("added {when}").format(when=formatting.age(key.created_at, now)),
    ]
    if key.checked_at is not None:
        lines[-1] += " · " + _("checked {when}").format(when=formatting.age(key.checked_at, now))
    if key.environment != Environment.MAINNET:
        lines[0] += f" · 🧪 {html.quote(key.environment)}"
    if key.last_error:
        lines.append(_last_error(key, now))
    return "\n".join(lines)


def _rights(rights: Mapping[str, object]) -> str:
    on = [name_of(name) for name, value in rights.items() if _is_switch(name) and value is True]
    known = html.quote(", ".join(on)) if on else _("rights unknown")
    if rights.get(IP_RESTRICTED) is None:
        return known
    where = _("trusted IPs only") if rights[IP_RESTRICTED] else _("⚠️ any IP")
    return f"{known} · {where}"


def _is_switch(name: str) -> bool:
    return name.startswith(("enable_", "permits_"))


def _last_error(key: StoredKey, now: datetime) -> str:
    verdict, *details = (key.last_error or "").split()
    words = {
        Verdict.DANGEROUS: _("it may do too much: delete it or switch that off at Binance"),
        Verdict.BLIND: _("it may not read any more"),
        Verdict.UNCLEAR: _("Binance did not tell all its rights"),
        Verdict.MALFORMED: _("Binance calls it malformed"),
        Verdict.REJECTED: _("Binance does not accept it: IP, environment, or deleted"),
        Verdict.WRONG_SECRET: _("its secret is wrong"),
        Verdict.CLOCK: _("the clocks disagreed"),
        Verdict.NO_ANSWER: _("Binance did not answer"),
    }
    reason = next((text for known, text in words.items() if known == verdict), _("check failed"))
    code = f" <code>{html.quote(' '.join(details))}</code>" if details else ""
    when = "" if key.last_error_at is None else f" · {formatting.age(key.last_error_at, now)}"
    return f"⚠️ {reason}{code}{when}"


def _row(key: StoredKey) -> list[InlineKeyboardButton]:
    check = _button(
        _("🔄 Check {key}").format(key=key.masked),
        KeysButton(action=KeysAction.CHECK, key_id=key.id),
    )
    name = key.label if len(key.label) <= 20 else f"{key.label[:19]}…"
    use = _button(
        _("Use {name}").format(name=name), KeysButton(action=KeysAction.USE, key_id=key.id)
    )
    return [
        *([] if key.in_use else [use]),
        check,
        _delete(f"🗑 {key.masked}", DeleteKeyButton(key_id=key.id)),
    ]


def _button(label: str, data: KeysButton | SetKeyButton) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=data.pack())


def _delete(label: str, data: DeleteKeyButton) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=data.pack(), style=ButtonStyle.DANGER)
