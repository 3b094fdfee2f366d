"""What people read when something was filled in their account."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import lazy_gettext as __

from binance.exceptions import BinanceError
from binance.models.market import SymbolInfo
from bot import cards, formatting
from bot.keyboards import FillsCard, OrdersPage
from bot.readers import Readers
from bot.services.notifier import Notice, NoticeButton
from bot.services.symbol_catalogue import handle
from bot.services.symbols import SymbolDirectory
from storage.apikey_manager import ApiKeyManager
from storage.fills import Fill
from storage.stored_key import StoredKey

_ROWS: Final = 10  # orders a summary shows
_SPOT: Final = "spot"
_COIN_FUTURES: Final = "coin_futures"
# Whoever places an order chooses its id; Binance's own programs begin theirs like this.
_PLACED: Final = {
    "web_": __("placed on the Binance site"),
    "ios_": __("placed in the Binance app"),
    "and_": __("placed in the Binance app"),
    "android_": __("placed in the Binance app"),
    "electron_": __("placed in Binance's desktop program"),
    "autoclose-": __("liquidated by Binance"),
    "adl_autoclose": __("closed by Binance's auto-deleveraging"),
    "settlement_autoclose-": __("settled by Binance"),
}


class FillCards:
    """The `FillWriter` of the fill notices."""

    def __init__(self, readers: Readers, keys: ApiKeyManager, symbols: SymbolDirectory) -> None:
        self._readers = readers
        self._keys = keys
        self._symbols = symbols

    async def order(self, fills: Sequence[Fill], *, again: bool) -> Notice:
        """Write the card of one order."""
        fill = fills[0]
        info, key, now = await self._info(fill), await self._key_to_name(fill), datetime.now(UTC)
        with self._readers.writing(await self._readers.language_of(fill.user_id)):
            text = render(fills, info, key, now, again=again)
            return Notice(text, _buttons(info))

    async def summary(self, orders: Sequence[Sequence[Fill]], *, again: bool) -> Notice:
        """Write the message about many orders."""
        first = orders[0][0]
        infos = [await self._info(order[0]) for order in orders[:_ROWS]]
        with self._readers.writing(await self._readers.language_of(first.user_id)):
            text = render_summary(orders, infos, datetime.now(UTC), again=again)
            button = NoticeButton(_("📜 Orders"), OrdersPage().pack())
            return Notice(text, [[button]])

    async def _info(self, fill: Fill) -> SymbolInfo | None:
        if fill.market != _SPOT:
            return None
        try:
            return (await self._symbols.catalogue()).find(fill.symbol, "")
        except BinanceError:
            return None

    async def _key_to_name(self, fill: Fill) -> StoredKey | None:
        """Give the key of the account to a user who has several."""
        keys = await self._keys.keys_of(fill.user_id)
        mine = next((key for key in keys if key.id == fill.key_id), None)
        return mine if len(keys) > 1 else None


def render(
    fills: Sequence[Fill],
    info: SymbolInfo | None,
    key: StoredKey | None,
    now: datetime,
    *,
    again: bool,
) -> str:
    """Format the fills of one order as HTML; `key` is named where it is given."""
    first, last = fills[0], max(fills, key=lambda fill: (fill.at, fill.trade_id))
    quantity, price = _totals(fills)
    asset = formatting.safe(info.base_asset) if info else _name(first)
    head = f"{_mark(first)} <b>{_headline(fills)}</b> {asset} {formatting.amount(quantity)}"
    lines = [
        f"{head} @ <code>{formatting.price(price, info.tick_size if info else None)}</code>",
        " · ".join(_facts(fills, info)),
    ]
    notes = [_count(fills)] if len(fills) > 1 else []
    notes += [cards.badge(key)] if key else []
    if again:
        lines.append(f"<i>{_('I was interrupted: you may know this already.')}</i>")
    return "\n".join((*lines, cards.footer([*notes, *_placed(fills)], last.at, now)))


def render_summary(
    orders: Sequence[Sequence[Fill]],
    infos: Sequence[SymbolInfo | None],
    now: datetime,
    *,
    again: bool,
) -> str:
    """Format many orders as one table."""
    rows = []
    for order, info in zip(orders, infos, strict=False):
        quantity, price = _totals(order)
        name = formatting.clean(info.base_asset if info else order[0].symbol, 12)
        shown = formatting.price(price, info.tick_size if info else None)
        rows.append((_side(order[0]), name, formatting.quantity(quantity), shown))
    lines = [
        f"<b>{_many(orders)}</b>",
        f"<pre>{formatting.columns(rows, '<<>>')}</pre>",
    ]
    if len(orders) > len(rows):
        lines.append(_("and {count} more").format(count=len(orders) - len(rows)))
    if again:
        lines.append(f"<i>{_('I was interrupted: you may know this already.')}</i>")
    last = max(fill.at for order in orders for fill in order)
    return "\n".join((*lines, cards.footer([], last, now)))


def _headline(fills: Sequence[Fill]) -> str:
    """Say side and how much of the order is done."""
    side = _side(fills[0])
    if _is_part(fills):
        return _("{side} partly filled").format(side=side)
    return _("{side} filled").format(side=side)


def _many(orders: Sequence[Sequence[Fill]]) -> str:
    """Say how many orders there are, and how many of them are not done."""
    parts = sum(_is_part(order) for order in orders)
    words = (
        _("{count} orders filled, {parts} of them partly") if parts else _("{count} orders filled")
    )
    return words.format(count=len(orders), parts=parts)


def _is_part(fills: Sequence[Fill]) -> bool:
    """Tell whether Binance said that something of the order is left."""
    ends = {fill.ends_order for fill in fills}
    return False in ends and True not in ends


def _facts(fills: Sequence[Fill], info: SymbolInfo | None) -> list[str]:
    facts = []
    if info:
        quote = sum((fill.quote_quantity or Decimal(0) for fill in fills), Decimal(0))
        facts.append(
            f"{formatting.money(quote, info.quote_asset)} {formatting.safe(info.quote_asset)}"
        )
    facts += [_fee(asset, fills) for asset in dict.fromkeys(fill.fee_asset for fill in fills)]
    profits = [fill.realized_profit for fill in fills if fill.realized_profit]
    if profits:
        facts.append(_("realised {profit}").format(profit=_profit(profits, fills[0])))
    return facts


def _profit(profits: Sequence[Decimal], fill: Fill) -> str:
    """Write what was won or lost: coin futures settle in the coin their fee is paid in."""
    won = sum(profits, Decimal(0))
    if fill.market != _COIN_FUTURES:
        return formatting.signed_money(won, "USDT")
    sign = "-" if won < 0 else "+"
    return f"{sign}{formatting.amount(abs(won))} {formatting.safe(fill.fee_asset, 12)}"


def _fee(asset: str, fills: Sequence[Fill]) -> str:
    fee = sum((fill.fee for fill in fills if fill.fee_asset == asset), Decimal(0))
    shown = f"{formatting.amount(fee)} {formatting.safe(asset, 12)}"
    return _("fee {amount}").format(amount=shown.rstrip())


def _count(fills: Sequence[Fill]) -> str:
    return _("{count} fills").format(count=len(fills))


def _placed(fills: Sequence[Fill]) -> list[str]:
    """Say who placed an order, where that is known: lists of trades do not tell."""
    name = next((fill.client_order_id for fill in fills if fill.client_order_id), None)
    if name is None:
        return []
    known = (words for beginning, words in _PLACED.items() if name.startswith(beginning))
    return [str(next(known, _("placed by another program")))]


def _totals(fills: Sequence[Fill]) -> tuple[Decimal, Decimal]:
    """Give the quantity and the average price."""
    quantity = sum((fill.quantity for fill in fills), Decimal(0))
    paid = sum((fill.quantity * fill.price for fill in fills), Decimal(0))
    return quantity, paid / quantity if quantity else fills[0].price


def _side(fill: Fill) -> str:
    return _("BUY") if fill.side == "BUY" else _("SELL")


def _mark(fill: Fill) -> str:
    return "🟢" if fill.side == "BUY" else "🔴"


def _name(fill: Fill) -> str:
    """Give the symbol of a contract as it is; spot's is known by its assets."""
    markets = {"futures": _("futures"), "coin_futures": _("coin futures"), "margin": _("margin")}
    market = markets.get(fill.market)
    name = formatting.safe(fill.symbol)
    return f"{name} ({market})" if market else name


def _buttons(info: SymbolInfo | None) -> list[list[NoticeButton]]:
    if info is None:
        return []
    trades = NoticeButton(_("🧾 Fills"), FillsCard(symbol=handle(info.symbol)).pack())
    orders = NoticeButton(_("📜 Orders"), OrdersPage().pack())
    return [[trades, orders]]
