"""How Binance refuses: code and words for each broken rule. Futures' words vary, so they are empty.

https://developers.binance.com/docs/binance-spot-api-docs/errors
https://developers.binance.com/docs/derivatives/usds-margined-futures/error-code
"""

from types import MappingProxyType

from binance.filters.result import Field, ProblemKind

Answer = tuple[int | None, str]

NOT_FILTERS = MappingProxyType({"MAX_NUM_ORDER_AMENDS": -2038})
_FUTURES = MappingProxyType(
    {
        ("PRICE_FILTER", ProblemKind.BELOW_MINIMUM): -4013,
        ("PRICE_FILTER", ProblemKind.ABOVE_MAXIMUM): -4002,
        ("PRICE_FILTER", ProblemKind.OFF_STEP): -4014,
        ("LOT_SIZE", ProblemKind.BELOW_MINIMUM): -4004,
        ("LOT_SIZE", ProblemKind.ABOVE_MAXIMUM): -4005,
        ("LOT_SIZE", ProblemKind.OFF_STEP): -4023,
        ("MARKET_LOT_SIZE", ProblemKind.BELOW_MINIMUM): -4004,
        ("MARKET_LOT_SIZE", ProblemKind.ABOVE_MAXIMUM): -4005,
        ("MARKET_LOT_SIZE", ProblemKind.OFF_STEP): -4023,
        ("PERCENT_PRICE", ProblemKind.ABOVE_MAXIMUM): -4016,
        ("PERCENT_PRICE", ProblemKind.BELOW_MINIMUM): -4024,
        ("MIN_NOTIONAL", ProblemKind.BELOW_MINIMUM): -4164,
        ("MAX_NUM_ORDERS", ProblemKind.TOO_MANY): -2025,
        ("MAX_NUM_ALGO_ORDERS", ProblemKind.TOO_MANY): -4045,
    }
)


def broken_filter(rule: str, kind: ProblemKind, *, futures: bool) -> Answer:
    """Give the answer to an order that breaks a filter."""
    if futures:
        return _FUTURES.get((rule, kind)), ""
    if rule in NOT_FILTERS:
        return NOT_FILTERS[rule], ""
    return -1013, f"Filter failure: {rule}"


def too_precise(field: Field, *, futures: bool) -> Answer:
    """Give the answer to a number with too many places."""
    return -1111, "" if futures else f"Parameter '{field}' has too much precision."


def not_positive(field: Field, *, zero: bool, futures: bool) -> Answer:
    """Give the answer to zero, or to a number below it."""
    if futures:
        return (-4003 if field is Field.QUANTITY else -4001), ""
    if zero:
        return -1013, f"Invalid {field}."
    return -1100, f"Illegal characters found in parameter '{field}'"


def missing(first: Field, second: Field | None = None) -> Answer:
    """Give the answer to an order without a part, or without any of two."""
    if second is None:
        return -1102, f"Mandatory parameter '{first}' was not sent"
    return -1102, f"Param '{first}' or '{second}' must be sent"


def unwanted(field: Field) -> Answer:
    """Give the answer to a part that does not belong to the order."""
    return -1106, f"Parameter '{field}' sent when not required."
