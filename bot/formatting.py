"""Numbers, times and columns as people read them, in the language of the person who reads.

The language is the one the answer is written in (aiogram's I18n context), English outside of it.
What a button copies is `plain`: machine-readable in every language.
"""

import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from aiogram import html
from aiogram.utils.i18n import I18n
from aiogram.utils.i18n import gettext as _
from babel import Locale, UnknownLocaleError
from babel.dates import format_timedelta
from babel.numbers import format_compact_decimal

WIDEST_COLUMNS = 30
"""Characters a line in <pre> may have before a phone breaks it."""

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # invisible, or a new line
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SMALL = Decimal("0.0001")  # below it, leading zeros are counted instead of written
_SIGNIFICANT = 4  # digits of a small number
_MOST_DECIMALS = 8  # of any amount at Binance
_MONEY_DECIMALS = {"BTC": 6, "ETH": 5, "BNB": 4}  # 2 for the assets worth about one dollar


def price(value: Decimal, tick: Decimal | None = None) -> str:
    """Write a price with the decimals of its tick size; below 0.0001 as 0.0₄1920."""
    if tick:
        return _number(value, _decimals_of(tick))
    if abs(value) >= 1:
        return _number(value, min(max(_decimals_of(value), 2), 4))
    return _number(value, _zeros(value) + _SIGNIFICANT) if value else "0"


def amount(value: Decimal) -> str:
    """Write an amount of an asset without trailing zeros, with up to eight decimals."""
    return _number(value, min(_decimals_of(value), _MOST_DECIMALS))


def quantity(value: Decimal) -> str:
    """Write an amount for a narrow column, with about five digits: 0.51234, 12.3K."""
    if abs(value) >= 10_000:
        return compact(value)
    return amount(round(value, max(0, 4 - value.adjusted())))


def money(value: Decimal, asset: str) -> str:
    """Write a value in a quote asset: two decimals for dollars and the like, more for coins."""
    return _number(value, _MONEY_DECIMALS.get(asset, 2), small=False)


def signed_money(value: Decimal, asset: str) -> str:
    """Write a gain or a loss with its sign."""
    return _signed(value, money(abs(value), asset))


def whole(value: Decimal, asset: str) -> str:
    """Write a value for a narrow column: as `money`, but without decimals from 1,000 on."""
    return _number(value, 0, small=False) if abs(value) >= 1000 else money(value, asset)


def compact(value: Decimal) -> str:
    """Write a large number with three digits: 1.92B."""
    rounded = Decimal(f"{value:.2e}")  # before the unit is chosen: 999,999 is 1M, not 1000K
    return format_compact_decimal(rounded, fraction_digits=2, locale=_locale(_language()))


def percent(value: Decimal, decimals: int = 2) -> str:
    """Write a percentage that cannot be negative: 49.0%."""
    affixes = _locale(_language()).percent_formats[None]
    return f"{affixes.prefix[0]}{_number(value, decimals, small=False)}{affixes.suffix[0]}"


def signed_percent(value: Decimal, decimals: int = 2) -> str:
    """Write a change in percent with its sign: +2.14%."""
    shown = round(value, decimals)
    return _signed(shown, percent(abs(shown), decimals))


def mark(value: Decimal) -> str:
    """Give the colour of a change; never the only sign of its direction."""
    return "🟢" if value > 0 else "🔴" if value < 0 else "⚪"


def plain(value: Decimal) -> str:
    """Write a number for copying: no separators, no exponent, no trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def age(at: datetime, now: datetime) -> str:
    """Give the time as Telegram shows it: relative, and kept current by the reader's client."""
    if now - at < timedelta(seconds=1):
        words = _("just now")
    else:
        words = format_timedelta(at - now, add_direction=True, locale=_locale(_language()))
    return f'<tg-time unix="{at.timestamp():.0f}" format="r">{html.quote(words)}</tg-time>'


def moment(at: datetime) -> str:
    """Give date and time in the reader's own time zone; clients that cannot show UTC."""
    return f'<tg-time unix="{at.timestamp():.0f}" format="dt">{at:%Y-%m-%d %H:%M} UTC</tg-time>'


def clean(text: str, longest: int = 64) -> str:
    """Give a foreign text without control and direction marks, shortened; not yet for HTML."""
    shown = "".join(c for c in text if unicodedata.category(c) not in _UNSEEN)
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"


def safe(text: str, longest: int = 64) -> str:
    """Give a foreign text for HTML: cleaned, shortened and escaped."""
    return html.quote(clean(text, longest))


def range_bar(position: Decimal, cells: int = 10) -> str:
    """Draw where a value stands between low (0) and high (1): ▁▁▁█▁▁▁▁▁▁."""
    cell = min(max(int(position * cells), 0), cells - 1)
    return "▁" * cell + "█" + "▁" * (cells - cell - 1)


def display_width(text: str) -> int:
    """Count the columns a text takes: two for wide characters, none for combining ones."""
    return sum(map(_cells, text))


def columns(rows: Sequence[Sequence[str]], align: str, widest: int = WIDEST_COLUMNS) -> str:
    """Set rows as columns; `align` has < or > for each. A first column too wide is shortened.

    The result is escaped for HTML and belongs into <pre>. Numbers are never shortened.
    """
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    gap = 2 if sum(widths) + 2 * (len(widths) - 1) <= widest else 1
    surplus = sum(widths) + gap * (len(widths) - 1) - widest
    if surplus > 0:
        widths[0] = max(widths[0] - surplus, min(widths[0], 3))
    lines = ((" " * gap).join(map(_pad, row, widths, align)).rstrip() for row in rows)
    return html.quote("\n".join(lines))


def block(lines: Sequence[str], widest: int = WIDEST_COLUMNS) -> str:
    """Join lines for <pre>, escaped; a line too wide for a phone goes on in the next."""
    return html.quote("\n".join(part for line in lines for part in _wrapped(line, widest)))


def _wrapped(line: str, widest: int) -> list[str]:
    """Break a line at its last space that fits; what has no space stays whole."""
    if display_width(line) <= widest:
        return [line]
    fitting = [at for at, c in enumerate(line) if c == " " and display_width(line[:at]) <= widest]
    if not fitting or not line[: fitting[-1]].strip():
        return [line]
    return [line[: fitting[-1]].rstrip(), *_wrapped(f"    {line[fitting[-1] :].strip()}", widest)]


def _number(value: Decimal, decimals: int, *, small: bool = True) -> str:
    """Write a number in the reader's language; a small one with its zeros counted."""
    if small and 0 < abs(value) < _SMALL:
        return _counted_zeros(value, min(decimals, _zeros(value) + _SIGNIFICANT))
    symbols = _separators(_language())
    return f"{value:,.{decimals}f}".translate(symbols)


def _counted_zeros(value: Decimal, decimals: int) -> str:
    """Write 0.00001920 as 0.0₄1920."""
    digits = f"{abs(value):.{max(decimals, _zeros(value) + 1)}f}".partition(".")[2]
    rest = digits.lstrip("0")
    zeros = str(len(digits) - len(rest)).translate(_SUBSCRIPT)
    point = _separators(_language())[ord(".")]
    return f"{'-' if value < 0 else ''}0{point}0{zeros}{rest}"


def _signed(value: Decimal, written: str) -> str:
    return f"{'+' if value > 0 else '-' if value < 0 else ''}{written}"


def _zeros(value: Decimal) -> int:
    """Count the zeros between the decimal point and the first other digit."""
    return max(0, -value.adjusted() - 1) if value else 0


def _decimals_of(value: Decimal) -> int:
    """Count the decimals a number has, without trailing zeros."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _language() -> str:
    i18n = I18n.get_current(no_error=True)
    return "en" if i18n is None else i18n.current_locale


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-" if "-" in language else "_")
    except (ValueError, UnknownLocaleError):
        return Locale("en")


@lru_cache(maxsize=32)
def _separators(language: str) -> dict[int, str]:
    """Give the language's marks for thousands and decimals."""
    symbols = _locale(language).number_symbols["latn"]
    return {ord(","): symbols["group"], ord("."): symbols["decimal"]}


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _pad(text: str, width: int, align: str) -> str:
    """Fill or shorten a text to a display width."""
    if display_width(text) > width:
        while display_width(text) > width - 1:
            text = text[:-1]
        text += "…"
    space = " " * (width - display_width(text))
    return space + text if align == ">" else text + space
