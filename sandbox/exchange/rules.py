"""Figures of the filters, as exchangeInfo shows them and as orders are held to them."""

from decimal import Decimal

MAX_OPEN = 200  # open orders on a symbol
MAX_STOPS = 5  # stop orders on a symbol
MAX_NOTIONAL = Decimal(9_000_000)  # greatest value of an order, in the quote asset
ICEBERG_PARTS = 100  # into how many parts an iceberg order may break
HIGHEST = Decimal(5)  # price of an order over the average price
LOWEST = Decimal("0.2")
