"""Which symbols a user is likely to have traded: Binance tells trades of one symbol at a time."""

import asyncio

from binance.client import BinanceAccount
from bot.services.balances import spot_holdings
from bot.services.symbol_catalogue import Catalogue

_MOST = 12


async def traded_symbols(account: BinanceAccount, catalogue: Catalogue, quote: str) -> list[str]:
    """Give the symbols with open orders, then those of the assets held, priced in `quote`."""
    orders, holdings = await asyncio.gather(account.spot.open_orders(), spot_holdings(account))
    ordered = [order.symbol for order in orders if catalogue.find(order.symbol, quote)]
    held = (catalogue.by_pair(holding.asset, quote) for holding in holdings)
    names = dict.fromkeys([*ordered, *(info.symbol for info in held if info is not None)])
    return list(names)[:_MOST]
