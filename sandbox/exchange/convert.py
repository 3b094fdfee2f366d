"""Convert: quotes, conversions, limit orders. Every endpoint is one entry of `ROUTES`."""

from decimal import Decimal
from typing import Any

from sandbox.exchange.accounts import Account
from sandbox.exchange.convert_book import Conversion
from sandbox.exchange.declaring import get, own, write
from sandbox.exchange.errors import Refusal, needs_one_of
from sandbox.exchange.market import Market
from sandbox.exchange.routes import Call, Pool
from sandbox.exchange.wire import short

FEE = Decimal("0.999")  # what is left after the spread
LEAST, MOST = Decimal("0.1"), Decimal(100_000)  # worth of a conversion, in USDT
PLACES = Decimal("1E-8")
LIVES = {"10s": 10_000, "30s": 30_000, "1m": 60_000}  # ms
EXPIRIES = {"1_D": 1, "3_D": 3, "7_D": 7, "30_D": 30}  # days
DAY_MS = 86_400_000
LONGEST_SPAN = 30 * DAY_MS
FIRST_ID = 933_256_278_426_274_000
WALLETS = "SPOT|FUNDING|EARN|SPOT_FUNDING|FUNDING_EARN|SPOT_FUNDING_EARN|SPOT_EARN"


def pairs(call: Call) -> Any:
    """Pairs that may be converted."""
    one, other = call.get("fromAsset"), call.get("toAsset")
    if one is None and other is None:
        raise needs_one_of("fromAsset", "toAsset")
    market = call.venue.market
    assets = _assets(market)
    found = [
        (give, take)
        for give in (assets if one is None else [one])
        for take in (assets if other is None else [other])
        if give != take and {give, take} <= set(assets)
    ]
    return [
        {
            "fromAsset": give,
            "toAsset": take,
            "fromAssetMinAmount": _amount(LEAST / market.value(give)),
            "fromAssetMaxAmount": _amount(MOST / market.value(give)),
            "toAssetMinAmount": _amount(LEAST / market.value(take)),
            "toAssetMaxAmount": _amount(MOST / market.value(take)),
        }
        for give, take in found
    ]


def assets(call: Call) -> Any:
    """How finely assets may be divided."""
    return [{"asset": asset, "fraction": 8} for asset in _assets(call.venue.market)]


def quote(call: Call) -> Any:
    """Say what a conversion would bring. Fails with 345122 when it is too small or great."""
    given, wanted = call.get("fromAmount"), call.get("toAmount")
    if (given is None) == (wanted is None):
        raise needs_one_of("fromAmount", "toAmount")
    ratio = _ratio(call, call["fromAsset"], call["toAsset"]) * FEE
    given = given or wanted / ratio
    made = _note(call, given, given * ratio, LIVES[call["validTime"]])
    enough = call.account.balances[made.from_asset].free >= made.from_amount
    shown = {
        "ratio": _amount(made.ratio),
        "inverseRatio": _amount(1 / made.ratio),
        "validTimestamp": made.valid_ms,
        "toAmount": _amount(made.to_amount),
        "fromAmount": _amount(made.from_amount),
    }
    return ({"quoteId": made.quote_id} if enough else {}) | shown


def accept(call: Call) -> Any:
    """Convert as quoted. Fails with 345103 and 345239."""
    made = call.account.convert.conversions.get(call["quoteId"])
    if made is None or made.order_id or made.valid_ms < call.now_ms:
        raise Refusal(345103, "Your quote has expired, please request a new one.")
    _pay(call.account, made)
    made.order_id, made.status = FIRST_ID + len(call.account.convert.orders()), "SUCCESS"
    made.time_ms = call.now_ms
    return {
        "orderId": str(made.order_id),
        "createTime": made.time_ms,
        "orderStatus": "PROCESS",
    }


def order_status(call: Call) -> Any:
    """Tell what became of a conversion. Fails with 345124."""
    if call.get("orderId") is None and call.get("quoteId") is None:
        raise needs_one_of("orderId", "quoteId")
    for made in call.account.convert.orders():
        if str(made.order_id) == call.get("orderId") or made.quote_id == call.get("quoteId"):
            return _order(made)
    raise Refusal(345124, "Order does not exist.")


def trade_flow(call: Call) -> Any:
    """List conversions between two times. Fails with -1127."""
    start, end, limit = call["startTime"], call["endTime"], call["limit"]
    if end - start > LONGEST_SPAN:
        raise Refusal(-1127, "More than 30 days between startTime and endTime.")
    found = [one for one in call.account.convert.orders() if start <= one.time_ms <= end]
    return {
        "list": [_order(one) | {"quoteId": one.quote_id} for one in found[:limit]],
        "startTime": start,
        "endTime": end,
        "limit": limit,
        "moreData": len(found) > limit,
    }


def place(call: Call) -> Any:
    """Note a limit order; it only waits here."""
    base, price = call.get("baseAmount"), call["limitPrice"]
    if (base is None) == (call.get("quoteAmount") is None):
        raise needs_one_of("baseAmount", "quoteAmount")
    base = base or call["quoteAmount"] / price
    amounts = (base * price, base) if call["side"] == "BUY" else (base, base * price)
    sides = ("quoteAsset", "baseAsset") if call["side"] == "BUY" else ("baseAsset", "quoteAsset")
    made = _note(call, *amounts, EXPIRIES[call["expiredType"]] * DAY_MS, sides=sides)
    made.is_limit, made.status = True, "PROCESS"
    made.order_id = FIRST_ID + len(call.account.convert.orders())
    return {"orderId": made.order_id, "status": "PROCESS"}


def cancel(call: Call) -> Any:
    """Cancel a limit order. Fails with 345124."""
    for made in _waiting(call):
        if made.order_id == call["orderId"]:
            made.status = "CANCELED"
            return {"orderId": made.order_id, "status": "CANCELED"}
    raise Refusal(345124, "Order does not exist.")


def open_orders(call: Call) -> Any:
    """List limit orders that wait."""
    return {
        "list": [
            _order(made) | {"quoteId": made.quote_id, "expiredTimestamp": made.valid_ms}
            for made in _waiting(call)
        ]
    }


def _waiting(call: Call) -> list[Conversion]:
    orders = call.account.convert.orders()
    return [one for one in orders if one.is_limit and one.status == "PROCESS"]


def _note(
    call: Call,
    given: Decimal,
    taken: Decimal,
    life_ms: int,
    *,
    sides: tuple[str, str] = ("fromAsset", "toAsset"),
) -> Conversion:
    worth = given * call.venue.market.value(call[sides[0]])
    if not LEAST <= worth <= MOST:
        raise Refusal(345122, "The amount is not within the limits of this pair.")
    book = call.account.convert.conversions
    made = Conversion(
        quote_id=f"{call.account.uid}q{len(book)}",
        from_asset=call[sides[0]],
        to_asset=call[sides[1]],
        from_amount=given.quantize(PLACES),
        to_amount=taken.quantize(PLACES),
        time_ms=call.now_ms,
        valid_ms=call.now_ms + life_ms,
    )
    book[made.quote_id] = made
    return made


def _pay(account: Account, made: Conversion) -> None:
    if account.balances[made.from_asset].free < made.from_amount:
        raise Refusal(345239, "Insufficient balance.")
    account.deposit(made.from_asset, -made.from_amount)
    account.deposit(made.to_asset, made.to_amount)


def _ratio(call: Call, one: str, other: str) -> Decimal:
    """Give how much of one asset another is. Fails with 345150."""
    market = call.venue.market
    if one == other or not {one, other} <= set(_assets(market)):
        raise Refusal(345150, "This pair is not supported.")
    return market.value(one) / market.value(other)


def _assets(market: Market) -> list[str]:
    bases = [one.base for one in market.symbols.values() if one.quote == "USDT"]
    return ["USDT", *bases]


def _order(made: Conversion) -> dict[str, Any]:
    return {
        "orderId": made.order_id,
        "orderStatus": made.status,
        "fromAsset": made.from_asset,
        "fromAmount": _amount(made.from_amount),
        "toAsset": made.to_asset,
        "toAmount": _amount(made.to_amount),
        "ratio": _amount(made.ratio),
        "inverseRatio": _amount(1 / made.ratio),
        "createTime": made.time_ms,
    }


def _amount(number: Decimal) -> str:
    return short(number.quantize(PLACES))


_UID: dict[str, Any] = {"pool": Pool.SAPI_UID}
_IP: dict[str, Any] = {"pool": Pool.SAPI_IP}
ROUTES = (
    get("/sapi/v1/convert/exchangeInfo", pairs, 3000, "fromAsset toAsset", **_IP),
    own("/sapi/v1/convert/assetInfo", assets, 100, **_IP),
    write(
        "POST",
        "/sapi/v1/convert/getQuote",
        quote,
        200,
        f"fromAsset! toAsset! fromAmount toAmount walletType:{WALLETS}=SPOT"
        f" validTime:{'|'.join(LIVES)}=10s",
        **_UID,
    ),
    write("POST", "/sapi/v1/convert/acceptQuote", accept, 500, "quoteId!:text", **_UID),
    own("/sapi/v1/convert/orderStatus", order_status, 100, "orderId:text quoteId:text", **_UID),
    own(
        "/sapi/v1/convert/tradeFlow",
        trade_flow,
        3000,
        "startTime! endTime! limit=100",
        **_UID,
    ),
    write(
        "POST",
        "/sapi/v1/convert/limit/placeOrder",
        place,
        500,
        f"baseAsset! quoteAsset! limitPrice! side! expiredType!:{'|'.join(EXPIRIES)}"
        f" baseAmount quoteAmount walletType:{WALLETS}",
        **_UID,
    ),
    write("POST", "/sapi/v1/convert/limit/cancelOrder", cancel, 200, "orderId!", **_UID),
    own("/sapi/v1/convert/limit/queryOpenOrders", open_orders, 3000, **_UID),
)
