"""The account at the end of each day: as it is now, since nothing older is kept."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sandbox.exchange.contract_desk import books_of
from sandbox.exchange.contract_wallet import Product
from sandbox.exchange.errors import Refusal
from sandbox.exchange.margin_accounts import account as margin_account
from sandbox.exchange.paging import DAY_MS, within
from sandbox.exchange.routes import Call
from sandbox.exchange.wallet_worth import ZERO, worth
from sandbox.exchange.wire import places

FEWEST, MOST = 7, 30


def snapshots(call: Call) -> Any:
    """List the last days, oldest first. Fails with -1130 for another count than 7 to 30."""
    if not FEWEST <= call["limit"] <= MOST:
        raise Refusal(-1130, "Data sent for parameter 'limit' is not valid.")
    kind = call["type"]
    data = SIDES[kind](call)
    midnight = call.now_ms // DAY_MS * DAY_MS
    days = [midnight - age * DAY_MS - 1 for age in range(call["limit"])]
    return {
        "code": 200,
        "msg": "",
        "snapshotVos": [
            {"data": data, "type": kind.lower(), "updateTime": at}
            for at in reversed(days)
            if within(call, at)
        ],
    }


def _spot(call: Call) -> dict[str, Any]:
    held = {name: one for name, one in call.account.balances.items() if one.free + one.locked}
    total = sum(
        (
            (one.free + one.locked) * worth(call.venue.market, name, "BTC")
            for name, one in held.items()
        ),
        ZERO,
    )
    return {
        "balances": [
            {"asset": name, "free": places(one.free), "locked": places(one.locked)}
            for name, one in held.items()
        ],
        "totalAssetOfBtc": places(total),
    }


def _margin(call: Call) -> dict[str, Any]:
    shown = margin_account(call)
    names = ("marginLevel", "totalAssetOfBtc", "totalLiabilityOfBtc", "totalNetAssetOfBtc")
    return {name: shown[name] for name in (*names, "userAssets")}


def _futures(call: Call) -> dict[str, Any]:
    books = books_of(call, Product.USD)
    return {
        "assets": [
            {
                "asset": asset,
                "marginBalance": places(amount + books.cross_profit(asset)),
                "walletBalance": places(amount),
            }
            for asset, amount in books.wallet.balances.items()
        ],
        "position": [_position(call, *one) for one in books.wallet.held()],
    }


def _position(call: Call, name: str, side: str, position: Any) -> dict[str, Any]:
    books = books_of(call, Product.USD)
    terms = books.contracts.find(Product.USD, name)
    return {
        "symbol": name,
        "entryPrice": places(position.entry_price),
        "markPrice": places(books.contracts.mark(terms)),
        "positionAmt": f"{Decimal(position.amount):f}",
        "unRealizedProfit": places(books.unrealised(terms, position)),
        "positionSide": side,
    }


SIDES: dict[str, Callable[[Call], dict[str, Any]]] = {
    "SPOT": _spot,
    "MARGIN": _margin,
    "FUTURES": _futures,
}
