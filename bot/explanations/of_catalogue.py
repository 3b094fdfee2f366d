"""Errors of /api: what the catalogue refuses, and what was typed wrongly."""

from types import MappingProxyType
from typing import Final

from aiogram import html
from aiogram.utils.i18n import gettext as _

from binance import exceptions as errors
from binance.catalogue import Catalogue
from bot import api_words
from bot.explanations.explanation import Explanation, Explanations, Situation, quoted

_MOST_PROBLEMS: Final = 8


def _refused(error: errors.CallRefused, _where: Situation) -> Explanation:
    return Explanation(
        _("“{name}” cannot be called.").format(name=quoted(error.name)),
        _("Nothing was sent to Binance."),
        _("/api lists what there is."),
    )


def _unknown(error: errors.UnknownEndpoint, _where: Situation) -> Explanation:
    what = _("There is no endpoint “{name}”.").format(name=quoted(error.name))
    if not error.closest:
        return Explanation(what, then=_("/api lists what there is."))
    catalogue = Catalogue()
    lines = [_example(api_words.example(catalogue.find(name))) for name in error.closest]
    return Explanation(what, then="\n".join([_("Did you mean one of these?"), *lines]))


def _parameters(error: errors.WrongParameters, _where: Situation) -> Explanation:
    shown = error.problems[:_MOST_PROBLEMS]
    left = len(error.problems) - len(shown)
    lines = [_problem(one) for one in shown] + ([f"… {left}"] if left else [])
    what = _("{name} cannot be asked like that.").format(name=quoted(error.name))
    shows = _("/api with this name alone shows its parameters.")
    return Explanation(what, "\n".join(lines), shows)


def _problem(problem: errors.ParameterProblem) -> str:
    line = f"<code>{quoted(problem.parameter)}</code> {quoted(problem.reason, 120)}"
    if not problem.closest:
        return line
    near = ", ".join(f"<code>{quoted(one)}</code>" for one in problem.closest)
    return f"{line} → {near}"


def _guarded(error: errors.CallNotAllowed, _where: Situation) -> Explanation:
    return Explanation(
        _("“{name}” is not allowed.").format(name=quoted(error.name)),
        _("It moves money out of an account, or decides who may; nothing was sent."),
        _("/api lists what there is."),
    )


def _no_host(error: errors.HostMissing, _where: Situation) -> Explanation:
    return Explanation(
        _("This is not available here."),
        _("The Binance I talk to has no {endpoint}.").format(
            endpoint=f"<code>{quoted(error.endpoint, 80)}</code>"
        ),
        _("/help lists the other commands."),
    )


def _no_pair(error: api_words.NotAPair, where: Situation) -> Explanation:
    return Explanation(
        _("“{typed}” is no parameter.").format(typed=quoted(error.typed)),
        _("Parameters are written key=value, without spaces."),
        _in_short(where),
    )


def _twice(error: api_words.GivenTwice, _where: Situation) -> Explanation:
    return Explanation(_("“{typed}” stands there twice.").format(typed=quoted(error.typed)))


def _no_read(error: api_words.NotARead, _where: Situation) -> Explanation:
    return Explanation(
        _("“{name}” changes something.").format(name=quoted(error.row.name)),
        _("/api only reads."),
    )


def _no_key(error: api_words.BotWithoutKey, _where: Situation) -> Explanation:
    return Explanation(
        _("“{name}” wants a key of my own.").format(name=quoted(error.row.name)),
        _("It is not about an account, so yours is not used for it; I have none."),
        _("Put BINANCE_API_KEY into .env and start me again."),
    )


def _example(text: str) -> str:
    return f"<code>{html.quote(text)}</code>"


def _in_short(where: Situation) -> str:
    if where.command is None:
        return _("/help shows how it is used.")
    return _("For example: {example}").format(example=_example(where.command.example))


EXPLANATIONS: Final[Explanations] = MappingProxyType(
    {
        errors.CallRefused: _refused,
        errors.UnknownEndpoint: _unknown,
        errors.WrongParameters: _parameters,
        errors.CallNotAllowed: _guarded,
        errors.HostMissing: _no_host,
        api_words.NotAPair: _no_pair,
        api_words.GivenTwice: _twice,
        api_words.NotARead: _no_read,
        api_words.BotWithoutKey: _no_key,
    }
)
