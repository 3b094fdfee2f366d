"""What the wallets of an account are worth: each asset is counted in one of them only."""

from collections.abc import Iterator
from decimal import Decimal

from sandbox.exchange.accounts import Balance
from sandbox.exchange.contract_desk import books_of
from sandbox.exchange.contract_wallet import Product
from sandbox.exchange.earn_book import EarnBook
from sandbox.exchange.margin_orders import book_of
from sandbox.exchange.market import Market
from sandbox.exchange.routes import Call

DOLLARS = frozenset({"USD", "BFUSD", "RWUSD"})
ZERO = Decimal(0)

Held = dict[str, Balance]


def worth(market: Market, asset: str, quote: str) -> Decimal:
    """Give the price of one unit of an asset, of those too that no symbol leads to."""
    return market.value("USDT" if asset in DOLLARS else asset, quote)


def wallets(call: Call) -> Iterator[tuple[str, Held]]:
    """List the wallets with what is in them, under Binance's names."""
    account = call.account
    yield "Spot", dict(account.balances)
    yield "Funding", _free(account.cash.funding)
    margin = book_of(call)
    yield "Cross Margin", _less_debts(dict(margin.account.balances), margin.debts)
    yield "Isolated Margin", {}
    for name, product in (("USDⓈ-M Futures", Product.USD), ("COIN-M Futures", Product.COIN)):
        books = books_of(call, product)
        yield (
            name,
            _free(
                {
                    asset: amount + books.cross_profit(asset)
                    for asset, amount in books.wallet.balances.items()
                }
            ),
        )
    yield "Options", _free(account.cash.pockets["OPTION"])
    yield "Earn", _free(_lent(account.earn))


def _lent(book: EarnBook) -> dict[str, Decimal]:
    total: dict[str, Decimal] = {}
    for kind in (book.lent_freely(), book.lent(), book.lent(on_chain=True)):
        for asset, amount in kind.items():
            total[asset] = total.get(asset, ZERO) + amount
    return total


def _free(amounts: dict[str, Decimal]) -> Held:
    return {asset: Balance(free=amount) for asset, amount in amounts.items()}


def _less_debts(held: Held, debts: dict[str, Decimal]) -> Held:
    assets = {*held, *debts}
    return {
        asset: Balance(
            free=held.get(asset, Balance()).free - debts.get(asset, ZERO),
            locked=held.get(asset, Balance()).locked,
        )
        for asset in assets
    }
