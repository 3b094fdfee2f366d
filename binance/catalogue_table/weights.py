"""What a call costs, read from the sentences in which Binance says so.

The result is every figure Binance names, in rising order; the catalogue spends the largest. A
sentence that cannot be read stops the script: then the figure belongs into `KNOWN`.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from binance.request.pools import Limit


class Cost(NamedTuple):
    """The figures of an endpoint, and whose budget they are taken from."""

    weights: tuple[int, ...]
    limit: Limit


_BY_DEPTH = (2, 5, 10, 20)  # limit up to 50, 100, 500, 1000
_BY_CANDLES = (1, 2, 5, 10)  # limit below 100, below 500, up to 1000, above
_ONE_OR_ALL = (1, 40)  # with and without a symbol
_A_CALL = (1,)  # the budget counts calls

KNOWN: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "GET /api/v3/depth": (5, 25, 50, 250),  # limit up to 100, 500, 1000, 5000
        "GET /api/v3/executionRules": (2, 40),
        "GET /api/v3/myPreventedMatches": (2, 20),
        "GET /api/v3/myTrades": (5, 20),  # with and without orderId
        "GET /api/v3/ticker": (4, 200),  # 4 a symbol
        "GET /api/v3/ticker/24hr": (2, 40, 80),
        "GET /api/v3/ticker/bookTicker": (2, 4),
        "GET /api/v3/ticker/price": (2, 4),
        "GET /api/v3/ticker/tradingDay": (4, 200),  # 4 a symbol
        "POST /api/v3/order/test": (1, 20),  # without and with computeCommissionRates
        "POST /api/v3/sor/order/test": (1, 20),
        "DELETE /dapi/v1/algoOrder": (1,),
        "POST /dapi/v1/algoOrder": (0,),  # counts as orders
        "GET /dapi/v1/allOrders": (5,),  # since 2026-06-30
        "GET /dapi/v1/continuousKlines": _BY_CANDLES,
        "GET /dapi/v1/depth": _BY_DEPTH,
        "GET /dapi/v1/forceOrders": (20, 50),  # since 2026-06-30
        "GET /dapi/v1/fundingInfo": (1,),
        "GET /dapi/v1/indexPriceKlines": _BY_CANDLES,
        "GET /dapi/v1/klines": _BY_CANDLES,
        "GET /dapi/v1/markPriceKlines": _BY_CANDLES,
        "GET /dapi/v1/openAlgoOrders": _ONE_OR_ALL,
        "GET /dapi/v1/openOrders": _ONE_OR_ALL,
        "POST /dapi/v1/order": (0,),  # counts as an order
        "GET /dapi/v1/premiumIndexKlines": _BY_CANDLES,
        "GET /dapi/v1/userTrades": (5,),  # since 2026-06-30
        "GET /dapi/v2/leverageBracket": (1, 2),  # since 2026-06-30
        "GET /eapi/v1/depth": (1, 5, 10, 20),  # limit up to 50, 100, 500, 1000
        "POST /fapi/v1/algoOrder": (0,),  # counts as orders
        "POST /fapi/v1/batchOrders": (5,),
        "PUT /fapi/v1/batchOrders": (5,),
        "GET /fapi/v1/continuousKlines": _BY_CANDLES,
        "POST /fapi/v1/convert/getQuote": (50,),
        "GET /fapi/v1/depth": _BY_DEPTH,
        "GET /fapi/v1/fundingInfo": _A_CALL,
        "GET /fapi/v1/fundingRate": _A_CALL,
        "GET /fapi/v1/indexPriceKlines": _BY_CANDLES,
        "GET /fapi/v1/klines": _BY_CANDLES,
        "GET /fapi/v1/markPriceKlines": _BY_CANDLES,
        "POST /fapi/v1/order": (0,),  # counts as an order
        "PUT /fapi/v1/order": (0,),  # counts as an order
        "POST /fapi/v1/order/test": (1,),
        "GET /fapi/v1/premiumIndexKlines": _BY_CANDLES,
        "GET /fapi/v1/rpiDepth": _BY_DEPTH,
    }
)
"""Figures that a sentence gives in a table, in another place, or not at all."""

_PLAIN = re.compile(r"Weight(?:\((IP|UID)\))?: \**(\d+)\**")
_LIMITED = re.compile(r"(?:Weight\((?P<of>UID)\): |Weight: )(?P<first>\d+)")
_CONDITION = re.compile(
    r"\**(\d+)\**\s*(?:\((?:IP|UID)\)\s*)?(?:for a single|when|if|with|without|or\b)", re.IGNORECASE
)


def cost_of(endpoint: str, sentence: str | None) -> Cost:
    """Give the cost of an endpoint ("GET /api/v3/depth"). Fails with `ValueError`."""
    said = " ".join((sentence or "").replace("\xa0", " ").split())
    limit = Limit.UID if "(UID)" in said else Limit.IP
    path = endpoint.partition(" ")[2]
    if path.startswith(("/futures/data/", "/bapi/")):
        return Cost(_A_CALL, limit)
    if endpoint in KNOWN:
        return Cost(KNOWN[endpoint], limit)
    if plain := _PLAIN.fullmatch(said):
        return Cost((int(plain[2]),), limit)
    if found := {int(figure) for figure in _CONDITION.findall(said)}:
        return Cost(tuple(sorted(found)), limit)
    if limited := _LIMITED.match(said):
        return Cost((int(limited["first"]),), limit)
    raise ValueError(f"{endpoint}: no weight in {said!r}")
