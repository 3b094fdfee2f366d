"""COIN-M contracts: perpetuals and the running quarter of a few coins, each worth some dollars."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sandbox.exchange.errors import bad_symbol
from sandbox.exchange.market import Market
from sandbox.exchange.symbols import Perpetual

COINS = {"BTC": 100, "ETH": 10, "BNB": 10, "SOL": 10}  # what a contract is worth, in USD
QUARTERLY = ("BTC", "ETH")
FOREVER = 4133404800000  # ms; the delivery date of what is never delivered
LISTED = 1597042800000  # ms
QUARTER_MONTHS = (3, 6, 9, 12)
LEAST_LEFT = timedelta(days=14)  # with less left the next quarter is the running one
FRIDAY = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class CoinContract:
    """A contract settled in its coin; its price follows the spot symbol at a small distance."""

    name: str
    coin: str
    kind: str  # PERPETUAL or CURRENT_QUARTER
    size: int  # USD in one contract
    basis: Decimal  # the contract's price over the spot price
    tick: Decimal
    delivery_ms: int = FOREVER

    @property
    def pair(self) -> str:
        """Give the pair."""
        return f"{self.coin}USD"

    @property
    def spot(self) -> str:
        """Give the spot symbol the price follows."""
        return f"{self.coin}USDT"

    def price(self, spot_price: Decimal) -> Decimal:
        """Give the contract's price at a spot price."""
        return (spot_price * self.basis / self.tick).quantize(Decimal(1)) * self.tick

    def contracts(self, coins: Decimal, price: Decimal) -> int:
        """Give how many contracts an amount of the coin is, at least one."""
        return max(int(coins * price / self.size), 1)


def as_perpetual(contract: CoinContract) -> Perpetual:
    """Give a contract the shape the writers of stream events know; quantities are coins."""
    return Perpetual(
        name=contract.name,
        base=contract.coin,
        spot=contract.spot,
        multiplier=1,
        basis=contract.basis,
        tick=contract.tick,
        step=Decimal(1),
        funding_rate=Decimal("0.0001"),
        usd=contract.size,
    )


def coin_contracts(market: Market, now_ms: int) -> list[CoinContract]:
    """List what is traded at a time."""
    return list(_listed(market, now_ms))


def coin_contract(market: Market, name: str, now_ms: int) -> CoinContract:
    """Find a contract. Fails with -1121."""
    found = next((one for one in _listed(market, now_ms) if one.name == name), None)
    if found is None:
        raise bad_symbol()
    return found


def contract_of_pair(market: Market, pair: str, kind: str, now_ms: int) -> CoinContract:
    """Find the contract of a pair. Fails with -1121."""
    for one in _listed(market, now_ms):
        if one.pair == pair and kind in {one.kind, "ALL"}:
            return one
    raise bad_symbol()


def quarter_end(now_ms: int) -> datetime:
    """Give when the running quarter is settled: 08:00 UTC on its last Friday."""
    now = datetime.fromtimestamp(now_ms / 1000, UTC)
    year, month = now.year, now.month
    while True:
        if month in QUARTER_MONTHS:
            end = _last_friday(year, month)
            if end - now > LEAST_LEFT:
                return end
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _last_friday(year: int, month: int) -> datetime:
    after = datetime(year + month // 12, month % 12 + 1, 1, 8, tzinfo=UTC)
    last = after - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - FRIDAY) % 7)


def _listed(market: Market, now_ms: int) -> Iterator[CoinContract]:
    end = quarter_end(now_ms)
    for coin, size in COINS.items():
        tick = market.symbol(f"{coin}USDT").tick * 10
        yield CoinContract(
            name=f"{coin}USD_PERP",
            coin=coin,
            kind="PERPETUAL",
            size=size,
            basis=Decimal("1.0003"),
            tick=tick,
        )
        if coin in QUARTERLY:
            yield CoinContract(
                name=f"{coin}USD_{end:%y%m%d}",
                coin=coin,
                kind="CURRENT_QUARTER",
                size=size,
                basis=Decimal("1.0121"),
                tick=tick,
                delivery_ms=int(end.timestamp() * 1000),
            )
