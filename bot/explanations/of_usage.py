"""Errors of use: what was typed or pressed does not work."""

from types import MappingProxyType
from typing import Final

from aiogram import html
from aiogram.utils.i18n import gettext as _

from bot import arguments, keyboards
from bot.accounts import KeyFrozen, WrongEnvironment
from bot.admission import IdMissing, IsAdministrator
from bot.explanations.explanation import Explanation, Explanations, Situation, quoted
from bot.key_cards import switch_of
from bot.middlewares.admin_access import AdministratorsOnly
from bot.services.symbols import SymbolNotFound


def _example(where: Situation) -> str:
    """Give the command's example, which a tap copies."""
    if where.command is None:
        return _("/help shows how it is used.")
    return _("For example: {example}").format(
        example=f"<code>{html.quote(where.command.example)}</code>"
    )


def _usage(_error: arguments.UsageError, where: Situation) -> Explanation:
    return Explanation(_("I could not read that."), then=_example(where))


def _typed(what: str, error: arguments.TypedError, where: Situation, why: str = "") -> Explanation:
    """Explain which word is wrong."""
    return Explanation(what.format(typed=quoted(error.typed)), why, _example(where))


def _symbol(error: arguments.NotASymbol, where: Situation) -> Explanation:
    return _typed(
        _("“{typed}” is no symbol."), error, where, _("A symbol looks like btc or eth/btc.")
    )


def _number(error: arguments.NotANumber, where: Situation) -> Explanation:
    why = _("Use digits, a point for decimals, and k or m for thousands or millions.")
    return _typed(_("“{typed}” is no number."), error, where, why)


def _comma(error: arguments.AmbiguousNumber, where: Situation) -> Explanation:
    why = _("Is the comma for thousands or for decimals? Write 1500 or 1.5.")
    return _typed(_("“{typed}” may mean two numbers."), error, where, why)


def _amount(error: arguments.NotAnAmount, where: Situation) -> Explanation:
    why = _("An amount looks like 0.01, 100u, $100, 25%, half or all.")
    return _typed(_("“{typed}” is no amount."), error, where, why)


def _price(error: arguments.NotAPrice, where: Situation) -> Explanation:
    why = _("A price looks like 97k, 97_250, -2%, bid, mid or ask.")
    return _typed(_("“{typed}” is no price."), error, where, why)


def _interval(error: arguments.NotAnInterval, where: Situation) -> Explanation:
    why = _("A time looks like 15m, 4h, 2d or 1w.")
    return _typed(_("“{typed}” is no length of time."), error, where, why)


def _range(error: arguments.NumberOutOfRange, where: Situation) -> Explanation:
    why = _("It must be from {least} to {most}.").format(least=error.least, most=error.most)
    return _typed(_("“{typed}” is out of range."), error, where, why)


def _too_many(error: arguments.TooManyArguments, where: Situation) -> Explanation:
    if error.most == 0:
        why = _("This command takes none.")
    else:
        why = _("This command takes up to {most}; you gave {given}.")
    return Explanation(
        _("Too many words."), why.format(most=error.most, given=error.given), _example(where)
    )


def _stale(_error: arguments.StaleButton, where: Situation) -> Explanation:
    again = f"/{where.command.name}" if where.command is not None else "/help"
    return Explanation(
        _("This button is too old."),
        _("I no longer know what it meant."),
        _("Send {command} again.").format(command=again),
    )


def _unknown_symbol(error: SymbolNotFound, where: Situation) -> Explanation:
    name = where.command.name if where.command is not None else "p"
    what = _("I do not know the symbol “{typed}”.").format(typed=quoted(error.typed))
    if not error.suggestions:
        return Explanation(what, _("Binance has nothing like it."), _example(where))
    choices = keyboards.symbol_choices(name, error.suggestions)
    return Explanation(what, then=_("Did you mean one of these?"), keyboard=choices)


def _administrators(_error: AdministratorsOnly, _where: Situation) -> Explanation:
    return Explanation(
        _("This command is for administrators."), then=_("/help shows what you can use.")
    )


def _is_administrator(_error: IsAdministrator, _where: Situation) -> Explanation:
    return Explanation(
        _("That person administers the bot."),
        _("Administrators are listed in ADMIN_IDS."),
        _("Take the id out of ADMIN_IDS and start the bot again."),
    )


def _no_id(_error: IdMissing, where: Situation) -> Explanation:
    return Explanation(
        _("The id of the person is missing."),
        _("It is the number in the request, and in /users."),
        _example(where),
    )


def _environment(error: WrongEnvironment, _where: Situation) -> Explanation:
    why = _("Your key is for {theirs}, and I talk to {mine}.").format(
        theirs=html.quote(error.key.environment), mine=error.environment.value
    )
    return Explanation(
        _("This key is of another world."), why, _("Add one that fits with /setkey.")
    )


def _frozen(error: KeyFrozen, _where: Situation) -> Explanation:
    why = _("Since it was added it has gained: {rights}.").format(
        rights=", ".join(switch_of(right) for right in error.rights)
    )
    then = _("Switch that off at Binance, then tap Check again in /keys.")
    return Explanation(_("Your key may do too much, I do not use it."), why, then)


EXPLANATIONS: Final[Explanations] = MappingProxyType(
    {
        arguments.UsageError: _usage,
        arguments.NotASymbol: _symbol,
        arguments.NotANumber: _number,
        arguments.AmbiguousNumber: _comma,
        arguments.NotAnAmount: _amount,
        arguments.NotAPrice: _price,
        arguments.NotAnInterval: _interval,
        arguments.NumberOutOfRange: _range,
        arguments.TooManyArguments: _too_many,
        arguments.StaleButton: _stale,
        SymbolNotFound: _unknown_symbol,
        AdministratorsOnly: _administrators,
        IdMissing: _no_id,
        IsAdministrator: _is_administrator,
        WrongEnvironment: _environment,
        KeyFrozen: _frozen,
    }
)
