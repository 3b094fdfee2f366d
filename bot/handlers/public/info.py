"""/info btc: what a symbol is and which orders it allows."""

from datetime import UTC, datetime

from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import lazy_gettext as __

from binance.enums import OrderType, SymbolStatus
from binance.models.market import SymbolInfo
from bot import arguments, cards, formatting, keyboards
from bot.command import Command
from bot.keyboards import InfoCard
from bot.services.symbols import SymbolDirectory
from storage.users import User

COMMAND = Command(
    "info",
    summary=__("Trading rules of a symbol"),
    usage="/info SYMBOL",
    example="/info btc",
    details=__("Status, price step, lot size, smallest order, order types and permissions."),
)


@COMMAND.handler
async def show_info(message: Message, args: str, user: User, symbols: SymbolDirectory) -> None:
    """Answer with the rules of a symbol."""
    typed = arguments.symbols(args, most=1)
    if not typed:
        await cards.ask_for_symbol(message, COMMAND, symbols, user.quote_asset)
        return
    info = await symbols.resolve(typed[0], user.quote_asset)
    text = await _drawn(info, symbols)
    await message.answer(text, reply_markup=keyboards.info_card(info.symbol))


@COMMAND.button(InfoCard)
async def choose_symbol(
    query: CallbackQuery, callback_data: InfoCard, symbols: SymbolDirectory
) -> None:
    """Show the rules of the chosen symbol in place."""
    info = await symbols.by_handle(callback_data.symbol)
    await cards.redraw(query, await _drawn(info, symbols), keyboards.info_card(info.symbol))


async def _drawn(info: SymbolInfo, symbols: SymbolDirectory) -> str:
    read_at = (await symbols.catalogue()).read_at
    return render(info, read_at, datetime.now(UTC))


def render(info: SymbolInfo, read_at: datetime, now: datetime) -> str:
    """Format the rules of a symbol as HTML; `read_at` is when Binance told them."""
    status = _("trading") if info.status is SymbolStatus.TRADING else f"⚠️ {info.status}"
    name = f"<b>{cards.pair(info)}</b> · <code>{formatting.safe(info.symbol)}</code>"
    return "\n".join(
        (
            f"{name} · {formatting.safe(status)}",
            f"<pre>{_steps(info)}</pre>",
            f"{_('Orders')}: {', '.join(_type_name(each) for each in info.order_types)}",
            *_features(info),
            f"{_('Accounts')}: {_permissions(info)}",
            cards.footer([_("rules read")], read_at, now),
        )
    )


def _steps(info: SymbolInfo) -> str:
    quote, base = formatting.clean(info.quote_asset, 8), formatting.clean(info.base_asset, 8)
    off = _("any")
    rows = [
        (_("Price step"), formatting.plain(info.tick_size) if info.tick_size else off, quote),
        (_("Lot"), formatting.plain(info.step_size) if info.step_size else off, base),
        (_("Smallest"), formatting.plain(info.min_notional) if info.min_notional else off, quote),
    ]
    return formatting.columns(rows, "<><")


def _features(info: SymbolInfo) -> list[str]:
    """Say what the symbol allows besides plain orders, and what not."""
    features = (
        ("OCO", info.oco_allowed),
        ("OTO", info.oto_allowed),
        ("OPO", info.opo_allowed),
        (_("trailing stop"), info.allow_trailing_stop),
        (_("iceberg"), info.iceberg_allowed),
        (_("amend"), info.amend_allowed),
        (_("cancel-replace"), info.cancel_replace_allowed),
        (_("market by value"), info.quote_order_qty_market_allowed),
    )
    allowed = ", ".join(name for name, yes in features if yes)
    refused = ", ".join(name for name, yes in features if not yes)
    lines = [f"✅ {_('Allowed')}: {allowed}"] if allowed else []
    return [*lines, f"❌ {_('Not allowed')}: {refused}"] if refused else lines


def _permissions(info: SymbolInfo) -> str:
    """Name the account kinds that may trade it; trading groups are Binance's own affair."""
    kinds = dict.fromkeys(kind for each in info.permission_sets for kind in each)
    named = [formatting.safe(kind.lower()) for kind in kinds if not kind.startswith("TRD_GRP")]
    return ", ".join(named[:8]) or _("not told")


def _type_name(order_type: OrderType) -> str:
    names = {
        OrderType.LIMIT: _("limit"),
        OrderType.MARKET: _("market"),
        OrderType.LIMIT_MAKER: _("post-only"),
        OrderType.STOP_LOSS: _("stop"),
        OrderType.STOP_LOSS_LIMIT: _("stop-limit"),
        OrderType.TAKE_PROFIT: _("take-profit"),
        OrderType.TAKE_PROFIT_LIMIT: _("take-profit-limit"),
    }
    return names.get(order_type) or formatting.safe(order_type.lower())
