"""What a trade on a contract does to a position and to the money."""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal

from sandbox.exchange.accounts import Account
from sandbox.exchange.contract_terms import Contracts, Terms
from sandbox.exchange.contract_wallet import (
    ZERO,
    ContractFill,
    ContractOrder,
    ContractWallet,
    Income,
    Position,
    Product,
)

MAKER, TAKER = Decimal("0.0002"), Decimal("0.0005")
IN_BNB = Decimal("0.9")  # what remains of a fee paid in BNB
SMALLEST = Decimal("1E-8")


@dataclass(frozen=True, slots=True)
class Deal:
    """One trade as the engine makes it."""

    price: Decimal
    qty: Decimal
    maker: bool
    now_ms: int


class Settlement:
    """Moves positions and money, and writes down what was earned and paid."""

    def __init__(self, contracts: Contracts) -> None:
        self._contracts = contracts
        self._next_trade = 6_100_000_001
        self._next_income = 9_600_000_001

    def trade(self, account: Account, order: ContractOrder, deal: Deal) -> ContractFill:
        """Carry a trade of an order out."""
        terms = self._contracts.find(order.product, order.symbol)
        wallet = account.wallet(order.product)
        value = terms.value(deal.qty, deal.price)
        change = deal.qty if order.is_buy else -deal.qty
        realised = self._change(wallet, terms, order.position_side, (change, deal))
        fee, fee_asset = self._fee(account, terms, value, maker=deal.maker)
        wallet.balances[terms.margin_asset] = wallet.balances.get(terms.margin_asset, ZERO)
        wallet.balances[terms.margin_asset] += realised
        wallet.balances[fee_asset] -= fee
        fill = ContractFill(
            id=self._next_trade,
            order_id=order.order_id,
            symbol=order.symbol,
            side=order.side,
            position_side=order.position_side,
            price=deal.price,
            qty=deal.qty,
            value=value,
            realised=realised,
            commission=fee,
            commission_asset=fee_asset,
            time_ms=deal.now_ms,
            maker=deal.maker,
        )
        self._next_trade += 1
        order.executed += deal.qty
        order.cumulative += value
        order.fills.append(fill)
        wallet.fills.append(fill)
        self._write_down(wallet, fill, terms)
        return fill

    def note(self, wallet: ContractWallet, income: Income) -> None:
        """Write a movement of money down."""
        wallet.incomes.append(replace(income, id=self._next_income))
        self._next_income += 1

    def _write_down(self, wallet: ContractWallet, fill: ContractFill, terms: Terms) -> None:
        movements = [("COMMISSION", -fill.commission, fill.commission_asset)]
        if fill.realised:
            movements.insert(0, ("REALIZED_PNL", fill.realised, terms.margin_asset))
        for kind, amount, asset in movements:
            income = Income(
                kind=kind,
                amount=amount,
                asset=asset,
                symbol=fill.symbol,
                time_ms=fill.time_ms,
                info=str(fill.id),
                trade_id=fill.id,
            )
            self.note(wallet, income)

    def _change(
        self, wallet: ContractWallet, terms: Terms, side: str, what: tuple[Decimal, Deal]
    ) -> Decimal:
        """Change a position by a signed amount; gives what closing it realised."""
        change, deal = what
        position = wallet.positions.setdefault((terms.name, side), Position())
        held = position.amount
        closed = min(abs(held), abs(change)) if held * change < 0 else ZERO
        realised = ZERO
        if closed:
            part = closed if held > 0 else -closed
            exact = terms.profit(part, position.entry_price, deal.price)
            realised = exact.quantize(SMALLEST, ROUND_HALF_EVEN)
            position.isolated -= position.isolated * closed / abs(held)
        opened = abs(change) - closed
        if opened:
            _open(terms, position, ZERO if closed else abs(held), deal, opened)
            if wallet.setting(terms.name).isolated:
                value = terms.value(opened, deal.price)
                position.isolated += value / wallet.setting(terms.name).leverage
        position.amount = held + change
        if not position.amount:
            position.entry_price = position.isolated = ZERO
        position.realised += realised
        position.update_time_ms = deal.now_ms
        return realised

    def _fee(
        self, account: Account, terms: Terms, value: Decimal, *, maker: bool
    ) -> tuple[Decimal, str]:
        fee = (value * (MAKER if maker else TAKER)).quantize(SMALLEST)
        wallet = account.wallet(terms.product)
        if terms.product is Product.USD and account.contract_mode.fee_burn:
            rate = self._contracts.asset_value("BNB")
            in_bnb = (fee * IN_BNB / rate).quantize(SMALLEST)
            if in_bnb <= wallet.balances.get("BNB", ZERO):
                return in_bnb, "BNB"
        return fee, terms.margin_asset


def _open(terms: Terms, position: Position, kept: Decimal, deal: Deal, opened: Decimal) -> None:
    """Move the entry price of a position that grows, or begins: `kept` is what there was."""
    value = terms.value(opened, deal.price)
    if kept:
        value += terms.value(kept, position.entry_price)
    position.entry_price = terms.average(kept + opened, value).quantize(terms.tick / 1000)
