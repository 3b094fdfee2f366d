"""Trading in contracts put together: the engine, conditional orders, the clock, the counts."""

from sandbox.exchange.accounts import Account
from sandbox.exchange.contract_algos import Algos
from sandbox.exchange.contract_clock import Clockwork
from sandbox.exchange.contract_engine import ContractEngine
from sandbox.exchange.ledger import Ledger
from sandbox.exchange.limits import CONTRACT_ORDERS, OrderCounts
from sandbox.exchange.market import Market
from sandbox.exchange.timekeeper import Timekeeper


class ContractTrading:
    """Everything that trades USDⓈ-M and COIN-M contracts: one engine since June 2026."""

    def __init__(
        self, market: Market, accounts: dict[str, Account], time: Timekeeper, ledger: Ledger
    ) -> None:
        self.counts = OrderCounts(CONTRACT_ORDERS)
        self.engine = ContractEngine(market, accounts, time, (ledger, self.counts))
        self.algos = Algos(self.engine)
        self.clockwork = Clockwork(self.engine)
        market.listeners.append(self._price_moved)

    def _price_moved(self, spot: str) -> None:
        """Let all happen in the order in which it happens at Binance."""
        self.clockwork.tick()
        self.engine.price_moved(spot)
        self.algos.price_moved(spot)
        self.clockwork.price_moved(spot)
