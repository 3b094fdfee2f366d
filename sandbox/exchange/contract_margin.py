"""What positions and orders on contracts need as margin, and what is left."""

from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from sandbox.exchange.accounts import Account
from sandbox.exchange.contract_terms import Contracts, Terms
from sandbox.exchange.contract_wallet import (
    ZERO,
    ContractOrder,
    ContractWallet,
    Position,
    Product,
)
from sandbox.exchange.errors import Refusal

HIGHEST = MappingProxyType({"BTC": 125, "ETH": 100})  # leverage; the others 75


@dataclass(frozen=True, slots=True)
class Bracket:
    """How much leverage positions of a size may have; in USD, on COIN-M in coins."""

    number: int
    leverage: int
    cap: Decimal
    floor: Decimal
    rate: Decimal  # maintenance margin as a part of the value
    discount: Decimal  # what is taken off it


_STEPS = ((1, "0.004"), (10, "0.005"), (160, "0.01"), (1000, "0.025"), (3000, "0.05"))
_PARTS = (1, 2, 4, 8, 16)  # of the highest leverage


def brackets(terms: Terms) -> list[Bracket]:
    """Give the brackets of a contract, the smallest positions first."""
    top = HIGHEST.get(terms.base, 75)
    unit = Decimal(50_000) if terms.product is Product.USD else Decimal(5)
    found: list[Bracket] = []
    floor = discount = ZERO
    for number, ((step, rate), part) in enumerate(zip(_STEPS, _PARTS, strict=True), 1):
        if found:
            discount += floor * (Decimal(rate) - found[-1].rate)
        cap = unit * step
        found.append(Bracket(number, max(top // part, 1), cap, floor, Decimal(rate), discount))
        floor = cap
    return found


def bracket_of(terms: Terms, value: Decimal) -> Bracket:
    """Give the bracket of a value."""
    every = brackets(terms)
    return next((one for one in every if value <= one.cap), every[-1])


def most_at(terms: Terms, leverage: int) -> Decimal:
    """Give the greatest value a position may have at a leverage."""
    return max(one.cap for one in brackets(terms) if one.leverage >= leverage)


class Books:
    """The margin of one account on one exchange, worked out when it is asked for."""

    def __init__(self, contracts: Contracts, account: Account, product: Product) -> None:
        self.contracts = contracts
        self.account = account
        self.product = product
        self.wallet: ContractWallet = account.wallet(product)

    def unrealised(self, terms: Terms, position: Position) -> Decimal:
        """Give the profit or loss of a position at the mark price."""
        if not position.amount:
            return ZERO
        return terms.profit(position.amount, position.entry_price, self.contracts.mark(terms))

    def notional(self, terms: Terms, position: Position) -> Decimal:
        """Give the value of a position at the mark price, negative when short."""
        value = terms.value(abs(position.amount), self.contracts.mark(terms))
        return value if position.amount >= 0 else -value

    def initial(self, terms: Terms, position: Position) -> Decimal:
        """Give the margin a position holds."""
        return abs(self.notional(terms, position)) / self.wallet.setting(terms.name).leverage

    def maintenance(self, terms: Terms, position: Position) -> Decimal:
        """Give the margin below which a position is taken over."""
        value = abs(self.notional(terms, position))
        bracket = bracket_of(terms, value)
        return value * bracket.rate - bracket.discount

    def opening(self, order: ContractOrder) -> Decimal:
        """Give the part of an order that opens or turns a position."""
        if order.closes:
            return ZERO
        held = self.wallet.position(order.symbol, order.position_side).amount
        closing = abs(held) if held * order.signed < 0 else ZERO
        return max(order.remaining - closing, ZERO)

    def order_margin(self, order: ContractOrder, price: Decimal | None = None) -> Decimal:
        """Give what an order holds as margin."""
        terms = self.contracts.find(self.product, order.symbol)
        at = price or order.price or self.contracts.mark(terms)
        value = terms.value(self.opening(order), at)
        return value / self.wallet.setting(order.symbol).leverage

    def orders_margin(self, asset: str) -> Decimal:
        """Give what all open orders in an asset hold."""
        return sum(
            (
                self.order_margin(one)
                for one in self.wallet.open_orders()
                if self._asset(one.symbol) == asset
            ),
            ZERO,
        )

    def cross_balance(self, asset: str) -> Decimal:
        """Give the balance without what is set aside for isolated positions."""
        aside = sum(
            (one.isolated for name, _, one in self.wallet.held() if self._asset(name) == asset),
            ZERO,
        )
        return self.wallet.balances.get(asset, ZERO) - aside

    def cross_profit(self, asset: str) -> Decimal:
        """Give the unrealised profit of the positions that share their margin."""
        return sum((self.unrealised(terms, one) for terms, one in self._crossed(asset)), ZERO)

    def cross_maintenance(self, asset: str) -> Decimal:
        """Give the maintenance margin of the positions that share their margin."""
        return sum((self.maintenance(terms, one) for terms, one in self._crossed(asset)), ZERO)

    def equity(self, asset: str) -> Decimal:
        """Give what stands behind the positions that share their margin, their profit included."""
        own = self.cross_balance(asset) + self.cross_profit(asset)
        return own + self._of_other_assets(asset)

    def positions_margin(self, asset: str) -> Decimal:
        """Give the initial margin of the positions that share their margin."""
        return sum((self.initial(terms, one) for terms, one in self._crossed(asset)), ZERO)

    def available(self, asset: str) -> Decimal:
        """Give what new positions in an asset may use."""
        used = self.positions_margin(asset) + self.orders_margin(asset)
        return self.equity(asset) - used

    def check_margin(self, order: ContractOrder, price: Decimal) -> None:
        """Check that there is margin for an order. Fails with -2019 and -2027."""
        terms = self.contracts.find(self.product, order.symbol)
        if self.order_margin(order, price) > self.available(terms.margin_asset):
            raise Refusal(-2019, "Margin is insufficient.")
        opening = self.opening(order)
        if not opening:
            return
        held = self.wallet.position(order.symbol, order.position_side).amount
        after = abs(held + order.signed)
        most = most_at(terms, self.wallet.setting(order.symbol).leverage)
        if terms.value(after, price) > most:
            raise Refusal(-2027, "Exceeded the maximum allowable position at current leverage.")

    def liquidation_price(self, terms: Terms, position: Position) -> Decimal:
        """Give the price at which a position is taken over, zero for none."""
        amount, entry = position.amount, position.entry_price
        if not amount:
            return ZERO
        bracket = bracket_of(terms, abs(self.notional(terms, position)))
        backing = self._backing(terms, position) + bracket.discount
        if terms.size:
            worth = amount * terms.size
            over, under = abs(worth) * bracket.rate + worth, backing + worth / entry
        else:
            over, under = backing - amount * entry, abs(amount) * bracket.rate - amount
        return max(over / under, ZERO) if under else ZERO

    def _backing(self, terms: Terms, position: Position) -> Decimal:
        """Give what stands behind a position besides its own profit."""
        if self.wallet.setting(terms.name).isolated:
            return position.isolated
        asset = terms.margin_asset
        others = [
            (other, one)
            for other, one in self._crossed(asset)
            if one is not position or other.name != terms.name
        ]
        profit = sum((self.unrealised(*one) for one in others), ZERO)
        kept = sum((self.maintenance(*one) for one in others), ZERO)
        return self.cross_balance(asset) + profit - kept

    def _crossed(self, asset: str) -> list[tuple[Terms, Position]]:
        found = [
            (self.contracts.find(self.product, name), one)
            for name, _, one in self.wallet.held()
            if not self.wallet.setting(name).isolated
        ]
        return [(terms, one) for terms, one in found if terms.margin_asset == asset]

    def _of_other_assets(self, asset: str) -> Decimal:
        """Give what the other assets are worth, when they may all be margin."""
        if self.product is Product.COIN or not self.account.contract_mode.multi_assets:
            return ZERO
        return sum(
            (
                self.contracts.asset_value(one, asset) * amount
                for one, amount in self.wallet.balances.items()
                if one != asset
            ),
            ZERO,
        )

    def _asset(self, symbol: str) -> str:
        return self.contracts.find(self.product, symbol).margin_asset
