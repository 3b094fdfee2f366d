"""Errors of the Binance package."""

from types import MappingProxyType
from typing import Final

from aiogram import html
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from binance import exceptions as errors
from bot.explanations.explanation import (
    Explanation,
    Explanations,
    Situation,
    quoted,
    try_again,
    wait,
)
from bot.key_dialog import KeysAction, KeysButton
from bot.redaction import without_shapes


def _your_keys() -> InlineKeyboardMarkup:
    data = KeysButton(action=KeysAction.SHOW).pack()
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=_("🔑 Keys"), callback_data=data)]]
    )


def _code(error: errors.ApiError) -> str:
    """Give the code of an error as Binance counts them."""
    code = f"HTTP {error.status}" if error.code is None else str(error.code)
    return f"<code>{code}</code>"


def _said(error: errors.ApiError) -> str:
    """Give Binance's own words with the code; they may repeat what was sent, keys too."""
    words = quoted(without_shapes(error.message), 200)
    said = _("Binance says: {words} ({code}).") if words else _("Binance answered {code}.")
    return said.format(words=words, code=_code(error))


def _any(_error: errors.BinanceError, _where: Situation) -> Explanation:
    return Explanation(_("Binance could not be asked."), then=try_again())


def _no_credentials(_error: errors.MissingCredentials, _where: Situation) -> Explanation:
    return Explanation(
        _("This needs an API key."), _("Binance wants one for it."), _("/setkey adds yours.")
    )


def _closed(_error: errors.ClientClosed, _where: Situation) -> Explanation:
    return Explanation(
        _("I am just being restarted."), _("Nothing was sent to Binance."), try_again()
    )


def _invalid(error: errors.RequestInvalid, _where: Situation) -> Explanation:
    why = _("{parameter} cannot be sent to Binance like this.")
    return Explanation(
        _("Nothing was sent."),
        why.format(parameter=html.quote(error.parameter)),
        _("Check what you typed; /help shows how."),
    )


def _circuit_open(error: errors.CircuitOpen, _where: Situation) -> Explanation:
    return Explanation(
        _("Binance is not answering at the moment."),
        _("Too many calls failed, so I stopped asking for a while."),
        _("Try again in {pause}.").format(pause=wait(error.retry_after)),
    )


def _limit(error: errors.LimitReached, _where: Situation) -> Explanation:
    return Explanation(
        _("Too many requests just now."),
        _("All people here share one budget at Binance, and it is used up."),
        _("Try again in {pause}.").format(pause=wait(error.retry_after)),
    )


def _too_many(error: errors.TooManyRequests, _where: Situation) -> Explanation:
    return Explanation(
        _("Binance asks for a pause."),
        _("There were too many requests from here ({code}).").format(
            code=f"<code>{error.code}</code>"
        ),
        _("Try again in {pause}.").format(pause=wait(error.retry_after)),
    )


def _too_many_orders(error: errors.TooManyOrders, _where: Situation) -> Explanation:
    return Explanation(
        _("Too many orders."),
        _("Your account has too many unfilled orders (<code>-1015</code>)."),
        _("Try again in {pause}.").format(pause=wait(error.retry_after)),
    )


def _banned(error: errors.IpBanned, _where: Situation) -> Explanation:
    return Explanation(
        _("Binance has shut me out for a while."),
        _("There were too many requests from this address (<code>418</code>)."),
        _("I go on by myself in {pause}; nothing helps earlier.").format(
            pause=wait(error.retry_after)
        ),
    )


def _network(_error: errors.NetworkError, _where: Situation) -> Explanation:
    return Explanation(
        _("No answer from Binance."), _("The connection failed on the way."), try_again()
    )


def _no_connection(_error: errors.ConnectFailed, _where: Situation) -> Explanation:
    return Explanation(
        _("Binance cannot be reached."), _("No connection could be made."), try_again()
    )


def _timeout(_error: errors.RequestTimeout, _where: Situation) -> Explanation:
    return Explanation(_("Binance took too long."), _("No answer came in time."), try_again())


def _unreadable(_error: errors.UnreadableAnswer, _where: Situation) -> Explanation:
    return Explanation(
        _("Binance's answer makes no sense."), _("It was not what was promised."), try_again()
    )


def _api(error: errors.ApiError, _where: Situation) -> Explanation:
    then = _("Try again; if it stays, tell the administrator.")
    return Explanation(_("Binance refused that."), _said(error), then)


def _server(error: errors.ServerFault, _where: Situation) -> Explanation:
    why = _("It is a fault on Binance's side ({code}).").format(code=_code(error))
    return Explanation(_("Binance has a problem."), why, try_again())


def _overloaded(error: errors.Overloaded, _where: Situation) -> Explanation:
    why = _("It is overloaded and did nothing ({code}).").format(code=_code(error))
    return Explanation(_("Binance is overloaded."), why, try_again())


def _maintenance(error: errors.Maintenance, _where: Situation) -> Explanation:
    why = _("The service is paused ({code}).").format(code=_code(error))
    return Explanation(_("Binance is being maintained."), why, _("Try again later."))


def _forbidden(_error: errors.Forbidden, _where: Situation) -> Explanation:
    return Explanation(
        _("Binance's firewall refused that."),
        _("It did not like the request (<code>403</code>)."),
        _("Try again in five minutes."),
    )


def _region(_error: errors.RegionBlocked, _where: Situation) -> Explanation:
    return Explanation(
        _("Binance does not serve this country."),
        _("The server I run on stands where Binance refuses (<code>451</code>)."),
        _("Ask the administrator to run me elsewhere."),
    )


def _key_rejected(error: errors.KeyRejected, _where: Situation) -> Explanation:
    why = _(
        "It is unknown, lacks a right, or is not open to my IP address ({code}).",
    ).format(code=_code(error))
    then = _("/keys shows your keys; checking one again tells which it is.")
    return Explanation(_("Binance refused your API key."), why, then, _your_keys())


def _signature(error: errors.SignatureRejected, _where: Situation) -> Explanation:
    why = _("The stored secret does not belong to the key ({code}).").format(code=_code(error))
    return Explanation(
        _("Binance refused the signature."), why, _("Add the key again with /setkey.")
    )


def _clock(error: errors.ClockSkewed, _where: Situation) -> Explanation:
    why = _("My clock and Binance's differ too much ({code}); I have set mine.")
    return Explanation(_("The times did not fit."), why.format(code=_code(error)), try_again())


def _parameter(error: errors.ParameterRejected, _where: Situation) -> Explanation:
    return Explanation(
        _("Binance did not understand that."), _said(error), _("/help shows how it is used.")
    )


def _symbol(_error: errors.UnknownSymbol, _where: Situation) -> Explanation:
    return Explanation(
        _("Binance does not know that symbol."),
        _("It may have been delisted (<code>-1121</code>)."),
        _("/p with a part of its name shows what there is."),
    )


def _filter(error: errors.FilterFailure, where: Situation) -> Explanation:
    del where
    return Explanation(
        _("The order breaks a rule of the symbol."), _said(error), _("/info shows the rules.")
    )


def _order(error: errors.OrderRejected, _where: Situation) -> Explanation:
    return Explanation(_("The order was refused."), _said(error), _("Nothing was placed."))


def _balance(error: errors.InsufficientBalance, _where: Situation) -> Explanation:
    why = _("Binance says so ({code}).").format(code=_code(error))
    return Explanation(_("There is not enough balance."), why, _("/pf shows what is free."))


def _duplicate(error: errors.DuplicateOrder, _where: Situation) -> Explanation:
    why = _("An order with this id is open already ({code}).").format(code=_code(error))
    return Explanation(_("That order exists already."), why, _("/orders shows it."))


def _cancel(error: errors.CancelRejected, _where: Situation) -> Explanation:
    why = _("Most often it was filled or cancelled before ({code}).").format(code=_code(error))
    return Explanation(_("The order could not be cancelled."), why, _("/orders shows what is."))


def _half_done(error: errors.CancelReplaceFailed, _where: Situation) -> Explanation:
    """Say which half failed; the old order may be gone although nothing took its place."""
    halves = {"SUCCESS": _("done"), "FAILURE": _("refused"), "NOT_ATTEMPTED": _("not tried")}
    why = _("Old order's cancellation: {cancelled}; new order: {placed} ({code}).").format(
        cancelled=halves.get(error.cancel_result, _("unknown")),
        placed=halves.get(error.new_order_result, _("unknown")),
        code=_code(error),
    )
    return Explanation(
        _("The order was not fully replaced."), why, _("/orders shows what is open now.")
    )


def _not_found(error: errors.OrderNotFound, _where: Situation) -> Explanation:
    why = _("Binance has none with that id, or has archived it ({code}).").format(code=_code(error))
    return Explanation(_("No such order."), why, _("/orders shows the open ones."))


def _nothing(error: errors.NothingToChange, _where: Situation) -> Explanation:
    why = _("It is set like that already ({code}).").format(code=_code(error))
    return Explanation(_("Nothing to change."), why)


EXPLANATIONS: Final[Explanations] = MappingProxyType(
    {
        errors.BinanceError: _any,
        errors.MissingCredentials: _no_credentials,
        errors.ClientClosed: _closed,
        errors.RequestInvalid: _invalid,
        errors.CircuitOpen: _circuit_open,
        errors.LimitReached: _limit,
        errors.TooManyRequests: _too_many,
        errors.TooManyOrders: _too_many_orders,
        errors.IpBanned: _banned,
        errors.NetworkError: _network,
        errors.ConnectFailed: _no_connection,
        errors.RequestTimeout: _timeout,
        errors.UnreadableAnswer: _unreadable,
        errors.ApiError: _api,
        errors.ServerFault: _server,
        errors.Overloaded: _overloaded,
        errors.Maintenance: _maintenance,
        errors.Forbidden: _forbidden,
        errors.RegionBlocked: _region,
        errors.KeyRejected: _key_rejected,
        errors.SignatureRejected: _signature,
        errors.ClockSkewed: _clock,
        errors.ParameterRejected: _parameter,
        errors.UnknownSymbol: _symbol,
        errors.FilterFailure: _filter,
        errors.OrderRejected: _order,
        errors.InsufficientBalance: _balance,
        errors.DuplicateOrder: _duplicate,
        errors.CancelRejected: _cancel,
        errors.CancelReplaceFailed: _half_done,
        errors.OrderNotFound: _not_found,
        errors.NothingToChange: _nothing,
    }
)
