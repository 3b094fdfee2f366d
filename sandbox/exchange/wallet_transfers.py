"""Transfers between the wallets of one account."""

from decimal import Decimal
from typing import Any

from sandbox.exchange.contract_desk import books_of
from sandbox.exchange.contract_events import account_update
from sandbox.exchange.contract_wallet import Income, Product
from sandbox.exchange.errors import Refusal, missing
from sandbox.exchange.margin_orders import book_of
from sandbox.exchange.paging import check_span, page, within
from sandbox.exchange.routes import Call
from sandbox.exchange.spot_money import credit
from sandbox.exchange.wallet_book import FIRST_TRANSFER, TransferMade
from sandbox.exchange.wire import places, short

PAIRS = """
MAIN: UMFUTURE CMFUTURE MARGIN FUNDING OPTION PORTFOLIO_MARGIN
UMFUTURE: MAIN MARGIN FUNDING OPTION
CMFUTURE: MAIN MARGIN FUNDING
MARGIN: MAIN UMFUTURE CMFUTURE ISOLATEDMARGIN FUNDING OPTION
ISOLATEDMARGIN: MARGIN ISOLATEDMARGIN
FUNDING: MAIN UMFUTURE CMFUTURE MARGIN OPTION
OPTION: MAIN UMFUTURE MARGIN FUNDING
PORTFOLIO_MARGIN: MAIN
"""
TYPES = {
    f"{source}_{target}": (source, target)
    for source, _, targets in (line.partition(":") for line in PAIRS.strip().splitlines())
    for target in targets.split()
}
KINDS = "|".join(TYPES)
CONTRACTS = {"UMFUTURE": Product.USD, "CMFUTURE": Product.COIN}
SIX_MONTHS = 184  # days
ISOLATED = "ISOLATEDMARGIN"


def transfer(call: Call) -> Any:
    """Move money. Fails with -1102, -5007, -5011, -5013 and -11006."""
    source, target = TYPES[call["type"]]
    asset, amount = call["asset"], Decimal(call["amount"])
    _check_isolated(call, source, "fromSymbol")
    _check_isolated(call, target, "toSymbol")
    if amount <= 0:
        raise Refusal(-5007, "Quantity must be greater than zero.")
    if not call.venue.market.value(asset):
        raise Refusal(-5011, "This asset is not supported.")
    if held(call, source, asset) < amount:
        raise Refusal(-5013, "Asset transfer failed: insufficient balance")
    made = TransferMade(
        id=FIRST_TRANSFER + len(call.account.cash.transfers),
        type=call["type"],
        asset=asset,
        amount=amount,
        time_ms=call.now_ms,
        from_symbol=call.get("fromSymbol"),
        to_symbol=call.get("toSymbol"),
    )
    _add(call, source, made, -amount)
    _add(call, target, made, amount)
    call.account.cash.transfers.append(made)
    return {"tranId": made.id}


def history(call: Call) -> Any:
    """List the transfers of one type, newest first. Fails with -4047."""
    check_span(call, SIX_MONTHS)
    return page(
        call,
        (
            {
                "asset": made.asset,
                "amount": short(made.amount),
                "type": made.type,
                "status": "CONFIRMED",
                "tranId": made.id,
                "timestamp": made.time_ms,
            }
            | _symbols(made)
            for made in reversed(call.account.cash.transfers)
            if made.type == call["type"] and within(call, made.time_ms)
        ),
    )


def held(call: Call, wallet: str, asset: str) -> Decimal:
    """Give how much of an asset a wallet can part with."""
    if wallet == "MAIN":
        return call.account.balances[asset].free if asset in call.account.balances else Decimal(0)
    if wallet in {"MARGIN", ISOLATED}:
        margin = book_of(call).account.balances
        return margin[asset].free if asset in margin else Decimal(0)
    if wallet in CONTRACTS:
        books = books_of(call, CONTRACTS[wallet])
        return min(books.available(asset), books.wallet.balances.get(asset, Decimal(0)))
    return call.account.cash.pockets[wallet][asset]


def _add(call: Call, wallet: str, made: TransferMade, amount: Decimal) -> None:
    if wallet == "MAIN":
        credit(call, made.asset, amount)
    elif wallet in {"MARGIN", ISOLATED}:  # isolated accounts share the money of the cross one here
        book_of(call).account.deposit(made.asset, amount)
    elif wallet in CONTRACTS:
        book = call.account.wallet(CONTRACTS[wallet])
        book.balances[made.asset] = book.balances.get(made.asset, Decimal(0)) + amount
        reason = "DEPOSIT" if amount > 0 else "WITHDRAW"
        changes = {made.asset: places(amount)}
        event = account_update(books_of(call, CONTRACTS[wallet]), reason, changes, ())
        call.venue.contracts.engine.tell(call.account, CONTRACTS[wallet], event)
        book.incomes.append(
            Income(
                kind="TRANSFER",
                amount=amount,
                asset=made.asset,
                id=made.id,
                time_ms=made.time_ms,
                info="TRANSFER",
            )
        )
    else:
        call.account.cash.pockets[wallet][made.asset] += amount


def _check_isolated(call: Call, wallet: str, name: str) -> None:
    if wallet != ISOLATED:
        return
    if not call.get(name):
        raise missing(name)
    if call[name] not in book_of(call).isolated:
        raise Refusal(-11006, "Isolated margin account doesn't exist.")


def _symbols(made: TransferMade) -> dict[str, str]:
    named = {"fromSymbol": made.from_symbol, "toSymbol": made.to_symbol}
    return {name: symbol for name, symbol in named.items() if symbol is not None}
