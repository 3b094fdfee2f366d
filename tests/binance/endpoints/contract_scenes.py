"""What examples of contracts get ready: an account as it was at the start, orders, positions."""

from decimal import Decimal
from typing import Any

from binance.enums import OrderType, Side, TimeInForce
from binance.futures_enums import MarginMode
from binance.models.futures_batches import ContractChange, NewContractOrder
from binance.models.futures_orders import AlgoReport, ContractReport
from binance.private.coin_futures import CoinFuturesAccount
from binance.private.futures import FuturesAccount
from sandbox.exchange.people import give_contracts
from tests.binance.endpoints.example import Arguments, Prepared, Scene


class Contracts:
    """Scenes of one of the exchanges.

    `symbol` is what is traded, `lost` another contract whose price may go wild, with its spot
    symbol; `quantity` an order of either.
    """

    def __init__(self, way: str, symbol: str, lost: tuple[str, str], quantity: str) -> None:
        self.way = way
        self.symbol = symbol
        self.named: Arguments = {"symbol": symbol}
        self.quantity = Decimal(quantity)
        self.lost, self.lost_spot = lost
        self.waiting: Arguments = {
            **self.named,
            "side": Side.BUY,
            "type": OrderType.LIMIT,
            "quantity": self.quantity,
            "price": Decimal(60_000),
            "time_in_force": TimeInForce.GTC,
        }
        self.market: Arguments = {
            **self.named,
            "side": Side.BUY,
            "type": OrderType.MARKET,
            "quantity": self.quantity,
        }
        self.stop: Arguments = {
            **self.named,
            "side": Side.SELL,
            "type": OrderType.STOP_MARKET,
            "trigger_price": Decimal(55_000),
            "quantity": self.quantity,
        }

    def account(self, scene: Scene) -> FuturesAccount | CoinFuturesAccount:
        """Give the account of this exchange, as it was at the start."""
        account: FuturesAccount | CoinFuturesAccount = getattr(scene.account, self.way)
        return account

    def fresh(self, scene: Scene) -> FuturesAccount | CoinFuturesAccount:
        """Give the account as it was at the start."""
        give_contracts(scene.exchange.accounts["trader"], scene.exchange.venue.time.ms())
        return self.account(scene)

    def anew(self, arguments: Arguments) -> Prepared:
        """Give these arguments on a fresh account."""

        async def prepare(scene: Scene) -> Arguments:
            self.fresh(scene)
            return arguments

        return prepare

    async def resting(self, scene: Scene) -> ContractReport:
        """Put a purchase on the book."""
        return await self.fresh(scene).new_order(**self.waiting)

    async def by_id(self, scene: Scene) -> Arguments:
        """Name an order on the book."""
        return {**self.named, "order_id": (await self.resting(scene)).order_id}

    async def by_client_id(self, scene: Scene) -> Arguments:
        """Name an order on the book by its client id."""
        order = await self.resting(scene)
        return {**self.named, "orig_client_order_id": order.client_order_id}

    async def something_open(self, scene: Scene) -> Arguments:
        """Leave an order on the book."""
        await self.resting(scene)
        return self.named

    async def change(self, scene: Scene) -> Arguments:
        """Describe a change of an order."""
        named = await self.by_id(scene)
        return {
            **named,
            "side": Side.BUY,
            "quantity": self.quantity * 2,
            "price": Decimal(60_100),
            "modify_id": 7,
        }

    async def changed(self, scene: Scene) -> Arguments:
        """Name an order that was changed."""
        arguments = await self.change(scene)
        await self.account(scene).modify_order(**arguments)
        return {**self.named, "order_id": arguments["order_id"], "limit": 5}

    async def several(self, scene: Scene) -> Arguments:
        """Describe two orders, of which the second is refused."""
        self.fresh(scene)
        good = NewContractOrder(**self.waiting, new_client_order_id="batch-1")
        return {"batch_orders": [good, NewContractOrder(**self.waiting | {"price": Decimal(1)})]}

    async def several_changes(self, scene: Scene) -> Arguments:
        """Describe the change of an order among others."""
        arguments = await self.change(scene)
        return {"batch_orders": [ContractChange(**arguments)]}

    async def several_ids(self, scene: Scene) -> Arguments:
        """Name two orders, one of which there is not."""
        order = await self.resting(scene)
        return {**self.named, "order_id_list": [order.order_id, 5]}

    async def traded(self, scene: Scene) -> Arguments:
        """Have bought something."""
        await self.fresh(scene).new_order(**self.market)
        return {**self.named, "limit": 3}

    async def stopped(self, scene: Scene) -> AlgoReport:
        """Have a conditional order wait."""
        return await self.fresh(scene).new_algo_order(**self.stop)

    async def algo_id(self, scene: Scene) -> Arguments:
        """Name a conditional order."""
        return {"algo_id": (await self.stopped(scene)).algo_id}

    async def algo_open(self, scene: Scene) -> Arguments:
        """Have a conditional order wait on the symbol."""
        await self.stopped(scene)
        return self.named

    async def flat(self, scene: Scene) -> Arguments:
        """Have no position and no order anywhere."""
        self.fresh(scene)
        trader = scene.exchange.accounts["trader"]
        for wallet in (trader.futures, trader.coin_futures):
            wallet.positions.clear()
        return {"dual_side_position": True}

    async def isolated(self, scene: Scene) -> Arguments:
        """Hold a position with a margin of its own, and describe more of it."""
        account = self.fresh(scene)
        trader = scene.exchange.accounts["trader"]
        for wallet in (trader.futures, trader.coin_futures):
            wallet.positions.clear()
        await account.set_margin_type(self.symbol, MarginMode.ISOLATED)
        await account.new_order(**self.market)
        return {**self.named, "amount": Decimal("0.001"), "type": 1}

    async def margin_added(self, scene: Scene) -> Arguments:
        """Have added margin to a position."""
        await self.account(scene).change_position_margin(**await self.isolated(scene))
        return {**self.named, "type": 1}

    async def liquidated(self, scene: Scene) -> Arguments:
        """Have lost a position; the price comes back."""
        account = self.fresh(scene)
        lost: dict[str, Any] = self.market | {"symbol": self.lost}
        await account.set_margin_type(self.lost, MarginMode.ISOLATED)
        await account.set_leverage(self.lost, 50)
        await account.new_order(**lost | {"quantity": self.quantity * 1000})
        price = scene.exchange.venue.market.price(self.lost_spot)
        scene.exchange.set_price(self.lost_spot, price * Decimal("0.9"))
        scene.exchange.set_price(self.lost_spot, price)
        return {"symbol": self.lost}

    def shared(self) -> dict[str, Arguments | Prepared]:
        """Give the examples both exchanges have."""
        by_method: dict[str, Arguments | Prepared] = {
            "account": self.anew({}),
            "balance": self.anew({}),
            "positions": self.anew({}),
            "new_order": self.anew(self.waiting | {"new_client_order_id": "example.1"}),
            "modify_order": self.change,
            "cancel_order": self.by_id,
            "cancel_open_orders": self.something_open,
            "new_orders": self.several,
            "modify_orders": self.several_changes,
            "cancel_orders": self.several_ids,
            "countdown_cancel_all": self.anew({**self.named, "countdown_time": 120_000}),
            "order": self.by_client_id,
            "open_order": self.by_id,
            "open_orders": self.something_open,
            "all_orders": self.something_open,
            "order_amendments": self.changed,
            "my_trades": self.traded,
            "new_algo_order": self.anew({**self.stop, "client_algo_id": "example:stop"}),
            "cancel_algo_order": self.algo_id,
            "open_algo_orders": self.algo_open,
            "set_leverage": self.anew({**self.named, "leverage": 20}),
            "set_margin_type": self.anew({"symbol": self.lost, "margin_type": MarginMode.ISOLATED}),
            "position_mode": {},
            "set_position_mode": self.flat,
            "change_position_margin": self.isolated,
            "position_margin_history": self.margin_added,
            "commission_rate": self.named,
            "adl_quantiles": self.anew({}),
            "force_orders": self.liquidated,
            "income": self.traded,
            "leverage_brackets": self.named,
        }
        return {f"account.{self.way}.{name}": one for name, one in by_method.items()}
