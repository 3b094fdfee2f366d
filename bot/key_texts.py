"""What the bot says while a key is added, found in the wrong place, or deleted."""

from collections.abc import Sequence
from typing import Final

from aiogram import html
from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from binance.constants import Environment
from bot.key_dialog import SetKeyAction, SetKeyButton
from bot.services.secret_shapes import SecretKind

_PAGES: Final = {
    Environment.MAINNET: "https://www.binance.com/en/my/settings/api-management",
    Environment.TESTNET: "https://testnet.binance.vision/",
    Environment.DEMO: "https://demo.binance.com/en/my/settings/api-management",
}


def management_page(environment: Environment) -> str:
    """Give the page on which Binance lets people make and delete keys."""
    return _PAGES[environment]


def pair_prompt(public_pem: str, address: str | None, label: str, environment: Environment) -> str:
    """Format step 1: the public key to register, the switches to set, the address to allow."""
    title = _("<b>Add a Binance key</b> · {label}").format(label=html.quote(label))
    made = _("Self-generated")
    steps = [
        _way(environment, made),
        _("2. Paste this public key; I keep the private half, encrypted:"),
        f"<pre>{html.quote(public_pem.strip())}</pre>",
        *_switches(address, environment),
    ]
    wanted = _("Now send me the <b>API key</b> Binance shows. I delete your message at once.")
    return "\n".join([title, *steps, "", wanted, _limits()])


def hmac_prompt(address: str | None, label: str, environment: Environment) -> str:
    """Format step 1 for a key that Binance generates: API key and secret."""
    title = _("<b>Add a Binance key</b> · {label} · 1 of 2").format(label=html.quote(label))
    made = _("System generated")
    steps = [
        _way(environment, made),
        *_switches(address, environment, number=2),
    ]
    wanted = _(
        "Now send the <b>API key</b>, or key and secret with a space between."
        " I delete your messages at once."
    )
    truth = _(
        "Telegram has seen a secret that you send. /setkey without a secret is the safer way."
    )
    return "\n".join([title, *steps, "", wanted, f"<i>{truth}</i>", _limits()])


def secret_prompt(label: str) -> str:
    """Format step 2 for a key that Binance generated."""
    title = _("<b>Add a Binance key</b> · {label} · 2 of 2").format(label=html.quote(label))
    wanted = _("The API key is noted. Now send its <b>secret</b>. I delete your message at once.")
    return f"{title}\n{wanted}\n{_limits()}"


def not_a_key(text: str, *, secret: bool = False) -> str:
    """Say that a text cannot be an API key or a secret, without repeating it."""
    what = _("a secret") if secret else _("an API key")
    head = _("That is not {what}: it has 64 letters and digits, yours has {count} characters.")
    advice = _("Copy it at Binance and send it again, or /cancel.")
    return f"❌ {head.format(what=what, count=len(text))}\n{advice}"


def wrong_arguments() -> str:
    """Say how /setkey is written."""
    return _(
        "❌ I could not read that, and nothing was stored.\n"
        "Send <code>/setkey</code> and I lead you through,"
        " <code>/setkey @trading</code> to name the key,\n"
        "or <code>/setkey KEY SECRET</code>: each has 64 letters and digits.\n"
        "A name has up to 20 letters, digits, - or _."
    )


def dialog_over() -> str:
    """Say that the dialog waited for too long."""
    return _(
        "⌛ I waited 10 minutes for the key and then stopped; nothing was stored.\n"
        "Send /setkey to begin again."
    )


def cancelled() -> str:
    """Say that the dialog was ended by the user."""
    return _("✖ Cancelled, nothing was stored. /setkey begins again.")


def please_delete() -> str:
    """Ask the user to delete a message that the bot could not delete."""
    return _("⚠️ I could not delete your message with the key. Please delete it yourself now.")


def secret_removed(kind: SecretKind | None, *, still_visible: bool, private: bool) -> str:
    """Say what was deleted from a chat; `kind` None means a bare /setkey in a group.

    `private` tells that nobody else reads the chat.
    """
    fate = (
        _("I could not delete your message: <b>delete it yourself now</b>.")
        if still_visible
        else _("I deleted your message and stored nothing.")
    )
    if kind is None:
        place = _("🔑 Keys are added in the private chat only.")
        return f"{place} {fate}"
    head = _("⚠️ That message looked like {kind}.").format(kind=_kind(kind))
    if private and kind is SecretKind.BINANCE_KEY:
        unasked = _("I was not waiting for one, or no longer: /setkey begins, and asks for it.")
        return f"{head} {fate}\n👉 {unasked}"
    advice = _(
        "If it was real, others may have seen it: make a new one and delete the old one."
        " To add a Binance key, send /setkey in the private chat."
    )
    return f"{head} {fate}\n{advice}"


def pair_keyboard(public_pem: str, address: str | None) -> InlineKeyboardMarkup:
    """Give the buttons of step 1: copy the key, copy the address, HMAC instead, cancel."""
    copies = [_copy(_("📋 Public key"), public_pem.strip()), *_copy_address(address)]
    other = InlineKeyboardButton(
        text=_("I have a key and a secret"),
        callback_data=SetKeyButton(action=SetKeyAction.HMAC).pack(),
    )
    return InlineKeyboardMarkup(inline_keyboard=[copies, [other], [_cancel()]])


def hmac_keyboard(address: str | None) -> InlineKeyboardMarkup:
    """Give the buttons of the steps for a key that Binance generated."""
    return InlineKeyboardMarkup(inline_keyboard=[[*_copy_address(address), _cancel()]])


def private_chat_button(link: str) -> InlineKeyboardMarkup:
    """Give a button that opens the private chat with the bot."""
    button = InlineKeyboardButton(text=_("🔑 Open the private chat"), url=link)
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


def _way(environment: Environment, made: str) -> str:
    """Give the first step: where keys are made, and which kind to choose."""
    if environment is Environment.TESTNET:
        page = html.link("testnet.binance.vision", management_page(environment))
        return _("1. Log in at {page} and make a key").format(page=page)
    page = html.link("API Management", management_page(environment))
    return _("1. Binance → {page} → Create API → <b>{made}</b>").format(page=page, made=made)


def _switches(address: str | None, environment: Environment, *, number: int = 3) -> Sequence[str]:
    """Give the steps about rights and the address, numbered from `number`."""
    if environment is not Environment.MAINNET:
        return [_("{n}. A test network has no rights to set.").format(n=number)]
    known = (
        f"<code>{address}</code>"
        if address
        else _("the public IP of this bot's server (ask its owner; I could not find it out)")
    )
    return [
        _("{n}. Edit restrictions → <b>trusted IPs only</b>: {address}").format(
            n=number, address=known
        ),
        _(
            "{n}. On: <b>Enable Reading</b>. If you want:"
            " <b>Enable Spot &amp; Margin Trading</b>, <b>Enable Futures</b>"
        ).format(n=number + 1),
        _("{n}. All else stays off. <b>Keys that may withdraw are refused</b>").format(
            n=number + 2
        ),
    ]


def _limits() -> str:
    return _("<i>I wait 10 minutes; /cancel ends this. Use a key made only for this bot.</i>")


def _copy(text: str, value: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, copy_text=CopyTextButton(text=value))


def _copy_address(address: str | None) -> list[InlineKeyboardButton]:
    return [_copy(_("📋 Copy IP"), address)] if address else []


def _cancel() -> InlineKeyboardButton:
    return InlineKeyboardButton(
        text=_("✖ Cancel"),
        callback_data=SetKeyButton(action=SetKeyAction.CANCEL).pack(),
    )


def _kind(kind: SecretKind) -> str:
    names = {
        SecretKind.BINANCE_KEY: _("an API key or a secret"),
        SecretKind.PRIVATE_KEY: _("a private key"),
        SecretKind.BOT_TOKEN: _("a bot token"),
        SecretKind.MASTER_KEY: _("an encryption key"),
    }
    return names[kind]
