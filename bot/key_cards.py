"""The key doctor's report as a card, in words, with the switch to flip for what is missing."""

from collections.abc import Iterator
from datetime import timedelta

from aiogram import html
from aiogram.utils.i18n import gettext as _

from binance.constants import Environment
from bot import formatting
from bot.services.key_report import (
    FUTURES,
    READING,
    REFUSED,
    SPOT_TRADING,
    WELCOME,
    KeyReport,
    Verdict,
)

_WIDTH = 16  # columns of the name of a right; the whole table stays below 30


def report_card(report: KeyReport, heading: str, address: str | None) -> str:
    """Format the report of a key that may be kept, below a heading in HTML."""
    parts = [heading, _table(report)]
    if report.environment is not Environment.MAINNET:
        parts.append(
            _("A test network does not tell rights: I know only that the key reads its account.")
        )
    parts += _advice(report, address)
    return "\n".join(parts)


def refusal_card(
    report: KeyReport, address: str | None, *, stored: str | None = None, both: bool = False
) -> str:
    """Format what is wrong with a key, why, and what to do next.

    `stored` is the name of the key, in HTML, where it is one that the bot keeps already; `both`
    tells that the secret must be sent again as well.
    """
    head, body = {
        Verdict.DANGEROUS: _dangerous,
        Verdict.BLIND: _blind,
        Verdict.UNCLEAR: _unclear,
        Verdict.MALFORMED: _malformed,
        Verdict.REJECTED: _rejected,
        Verdict.WRONG_SECRET: _wrong_secret,
        Verdict.CLOCK: _clock,
        Verdict.NO_ANSWER: _no_answer,
    }[report.verdict](report, address)
    code = f" <code>{report.error_code}</code>" if report.error_code is not None else ""
    table = [_table(report)] if report.switches else []
    title = f"❌ <b>{head}</b>{code}"
    if stored is not None:
        title = f"{title}\n{stored}"
    tail = _again(both=both) if stored is None else _still_there()
    return "\n".join([title, *table, body, tail])


def name_of(right: str) -> str:
    """Give a short name of a right, at most 16 columns wide."""
    names = {
        READING: _("Reading"),
        SPOT_TRADING: _("Spot trading"),
        FUTURES: _("Futures"),
        "enable_fix_read_only": _("FIX reading"),
        "enable_withdrawals": _("Withdrawals"),
        "enable_internal_transfer": _("Int. transfer"),
        "permits_universal_transfer": _("Univ. transfer"),
        "enable_margin": _("Margin loans"),
        "enable_vanilla_options": _("Options"),
        "enable_fix_api_trade": _("FIX trading"),
        "enable_portfolio_margin_trading": _("Portfolio margin"),
    }
    if right in names:
        return names[right]
    short = formatting.clean(right).removeprefix("enable_").removeprefix("permits_")
    return short.replace("_", " ").capitalize()[:_WIDTH]


def switch_of(right: str) -> str:
    """Give the name of a right as Binance's page writes it, in HTML."""
    names = {
        READING: "Enable Reading",
        SPOT_TRADING: "Enable Spot & Margin Trading",
        FUTURES: "Enable Futures",
        "enable_withdrawals": "Enable Withdrawals",
        "enable_internal_transfer": "Enable Internal Transfer",
        "permits_universal_transfer": "Permits Universal Transfer",
        "enable_margin": "Enable Margin Loan, Repay & Transfer",
        "enable_vanilla_options": "Enable European Options",
        "enable_fix_api_trade": "Enable FIX API Trade",
        "enable_portfolio_margin_trading": "Enable Portfolio Margin Trading",
    }
    known = names.get(right, formatting.clean(right).replace("_", " ").title())
    return f"“{html.quote(known[:60])}”"


def _table(report: KeyReport) -> str:
    rows = list(_rows(report))
    text = html.quote("\n".join(rows))
    return f"<pre>{text}</pre>" if rows else ""


def _rows(report: KeyReport) -> Iterator[str]:
    known = [name for name in (*WELCOME, *REFUSED) if name in report.switches]
    for right in (*known, *sorted(set(report.switches).difference(known))):
        is_on = report.switches[right]
        fine = is_on if right == READING else not is_on or right in WELCOME
        mark = _("ok") if fine else _("refused")
        optional = right in WELCOME and not is_on and right != READING
        yield _row(name_of(right), _("on") if is_on else _("off"), "–" if optional else mark)
    if report.ip_restricted is not None:
        fine = report.ip_restricted
        yield _row(_("IP restricted"), _("yes") if fine else _("no"), _("ok") if fine else "⚠")
    if report.clock_offset is not None:
        milliseconds = round(report.clock_offset / timedelta(milliseconds=1))
        yield _row(_("Clock offset"), f"{milliseconds:+d} ms", "")


def _row(name: str, value: str, mark: str) -> str:
    return f"{name:<{_WIDTH}} {value:<4} {mark}".rstrip()


def _advice(report: KeyReport, address: str | None) -> Iterator[str]:
    if report.environment is not Environment.MAINNET:
        return
    trading = report.switches.get(SPOT_TRADING, False)
    futures = report.switches.get(FUTURES, False)
    if not trading:
        yield _("Orders need {switch}: switch it on and tap Check again.").format(
            switch=switch_of(SPOT_TRADING)
        )
    if not futures:
        yield _("Futures need {switch}: switch it on and tap Check again.").format(
            switch=switch_of(FUTURES)
        )
    if report.ip_restricted is False:
        yield _unrestricted(address, trades=trading or futures)
    if report.trading_until is not None:
        moment = int(report.trading_until.timestamp())
        yield _("Binance ends the trading right {when}; with trusted IPs it stays.").format(
            when=f'<tg-time unix="{moment}" format="r">{report.trading_until:%Y-%m-%d}</tg-time>'
        )


def _unrestricted(address: str | None, *, trades: bool) -> str:
    known = f"<code>{address}</code>" if address else _("the IP of this bot's server")
    if trades:
        return _(
            "⚠️ The key works from any address, so I only read with it."
            " For orders, allow only the trusted IP {address} and tap Check again."
        ).format(address=known)
    return _(
        "⚠️ The key works from any address. Safer: allow only the trusted IP {address}."
    ).format(address=known)


def _again(*, both: bool) -> str:
    if both:
        return _("Nothing was stored. Once that is settled, send key and secret again, or /cancel.")
    return _("Nothing was stored. Once that is settled, send the key again, or /cancel.")


def _still_there() -> str:
    return _("The key is still stored. Once that is settled, tap Check again, or delete it.")


def _dangerous(report: KeyReport, _address: str | None) -> tuple[str, str]:
    reasons = {
        "enable_withdrawals": _("it could send your coins away"),
        "enable_internal_transfer": _("it could move coins to another account"),
        "permits_universal_transfer": _("it could move coins between your wallets"),
        "enable_margin": _("it could borrow in your name"),
    }
    lines = [
        f"• {switch_of(right)}: {reasons.get(right, _('this bot never needs it'))}"
        for right in report.dangerous
    ]
    head = _("Refused: this key may do too much")
    if "enable_withdrawals" in report.dangerous:
        head = _("Refused: this key may withdraw")
    off = _("Switch off at Binance:")
    return head, "\n".join([off, *lines])


def _blind(_report: KeyReport, _address: str | None) -> tuple[str, str]:
    text = _("Switch on {switch} at Binance: without it the bot sees nothing.")
    return _("Refused: this key may not read"), text.format(switch=switch_of(READING))


def _unclear(_report: KeyReport, _address: str | None) -> tuple[str, str]:
    text = _("Binance did not say all that this key may do. Until it does, I do not keep it.")
    return _("Refused: its rights are unclear"), text


def _malformed(_report: KeyReport, _address: str | None) -> tuple[str, str]:
    text = _("Binance says this has not the form of an API key. Copy it once more in full.")
    return _("Not an API key"), text


def _rejected(report: KeyReport, address: str | None) -> tuple[str, str]:
    known = f"<code>{address}</code>" if address else _("the IP of this bot's server")
    place = {
        Environment.MAINNET: "binance.com",
        Environment.TESTNET: "testnet.binance.vision",
        Environment.DEMO: "demo.binance.com",
    }[report.environment]
    causes = [
        _("• The trusted IPs of the key lack {address}").format(address=known),
        _("• It was not made at {place}, to which this bot talks").format(place=place),
        _("• It was mistyped, deleted, or not confirmed yet"),
    ]
    if report.environment is Environment.MAINNET:
        causes.append(_("• Its {switch} is off").format(switch=switch_of(READING)))
    head = _("Binance does not accept this key")
    return head, "\n".join([_("One of these:"), *causes])


def _wrong_secret(_report: KeyReport, _address: str | None) -> tuple[str, str]:
    text = _(
        "The key exists, but my signature does not fit it: the secret is another key's, or at"
        " Binance another public key was pasted than the one I showed."
    )
    return _("Wrong secret or wrong type of key"), text


def _clock(_report: KeyReport, _address: str | None) -> tuple[str, str]:
    text = _(
        "The clock of this bot's server is off, which says nothing about your key."
        " Try again in a minute; if it stays, tell the bot's owner to set the clock."
    )
    return _("The clocks disagree"), text


def _no_answer(_report: KeyReport, _address: str | None) -> tuple[str, str]:
    text = _("I keep only keys that Binance has confirmed. Wait a minute.")
    return _("No answer from Binance"), text
