"""What every endpoint of contracts begins with: whose books, which contract, which positions."""

from collections.abc import Callable
from typing import Any

from sandbox.exchange.contract_margin import Books
from sandbox.exchange.contract_terms import Contracts, Terms
from sandbox.exchange.contract_wallet import Position, Product
from sandbox.exchange.routes import Call, Handler

OfProduct = Callable[[Call, Product], Any]


def contracts_of(call: Call) -> Contracts:
    """Give the contracts of the exchange."""
    return call.venue.contracts.engine.contracts


def books_of(call: Call, product: Product) -> Books:
    """Give the margin of the account that asks."""
    return call.venue.contracts.engine.books(call.account, product)


def terms_of(call: Call, product: Product) -> Terms:
    """Give the contract a call names. Fails with -1121."""
    return contracts_of(call).find(product, call["symbol"])


def timely(handler: Handler) -> Handler:
    """Let what the clock decides happen before a call is answered."""

    def handle(call: Call) -> Any:
        call.venue.contracts.clockwork.tick()
        return handler(call)

    return handle


def on(product: Product, handler: OfProduct) -> Handler:
    """Make an endpoint of one exchange of a handler for both."""
    return lambda call: handler(call, product)


def sides_of(books: Books, call: Call) -> list[tuple[str, str, Position]]:
    """List the positions of the contract asked for, or of all, empty ones too. Fails with -1121."""
    sides = ("LONG", "SHORT") if call.account.contract_mode.hedge else ("BOTH",)
    asked = call.get("symbol")
    names = [asked] if asked else [one.name for one in books.contracts.all(books.product)]
    if asked:
        books.contracts.find(books.product, asked)
    return [(name, side, books.wallet.position(name, side)) for name in names for side in sides]
