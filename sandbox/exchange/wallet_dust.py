"""Small balances: what may be turned into BNB or another asset, and what was."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sandbox.exchange.accounts import Account
from sandbox.exchange.errors import Refusal
from sandbox.exchange.margin_orders import book_of
from sandbox.exchange.market import Market
from sandbox.exchange.paging import within
from sandbox.exchange.routes import Call
from sandbox.exchange.spot_money import credit
from sandbox.exchange.wallet_book import FIRST_DUST, DustMade
from sandbox.exchange.wire import places, short

FEE = Decimal("0.02")
MOST = Decimal("0.001")  # BTC
LEAST = Decimal("1E-8")
PAUSE_MS = 6 * 3_600_000  # before the same asset may be turned again
DOLLARS = frozenset({"USDT", "USDC", "FDUSD"})


def dust_assets(call: Call) -> Any:
    """List what may be turned into BNB."""
    market = call.venue.market
    found = list(_dust(call, "BNB"))
    details = [
        {
            "asset": asset,
            "assetFullName": asset,
            "amountFree": short(amount),
            "toBTC": places(amount * market.value(asset, "BTC")),
            "toBNB": places(amount * market.value(asset, "BNB")),
            "toBNBOffExchange": places(amount * market.value(asset, "BNB") * (1 - FEE)),
            "exchange": places(amount * market.value(asset, "BNB") * FEE),
        }
        for asset, amount in found
    ]
    return {
        "details": details,
        "totalTransferBtc": places(_sum(market, found, "BTC")),
        "totalTransferBNB": places(_sum(market, found, "BNB")),
        "dribbletPercentage": short(FEE),
    }


def convertible(call: Call) -> Any:
    """List what may be turned into the asset asked for. Fails with -5011."""
    market, target = call.venue.market, _target(call)
    found = list(_dust(call, target))
    details = [
        {
            "asset": asset,
            "assetFullName": asset,
            "amountFree": short(amount),
            "exchange": places(amount * market.value(asset, target) * FEE),
            "toQuotaAssetAmount": places(amount * market.value(asset)),
            "toTargetAssetAmount": places(amount * market.value(asset, target)),
            "toTargetAssetOffExchange": places(amount * market.value(asset, target) * (1 - FEE)),
        }
        for asset, amount in found
    ]
    return {
        "dribbletPercentage": short(FEE),
        "totalTransferQuotaAssetAmount": places(_sum(market, found, "USDT")),
        "totalTransferTargetAssetAmount": places(_sum(market, found, target)),
        "dribbletBase": "10",
        "details": details,
    }


def convert(call: Call) -> Any:
    """Turn small balances into the target. Fails with -5003, -5004, -5006, -5011."""
    target, book, pocket = _target(call), call.account.cash, _pocket(call)
    for asset in call["asset"]:
        _check(call, pocket, asset)
    group = FIRST_DUST + len(book.dust)
    made = [_turn(call, pocket, asset, (target, group)) for asset in call["asset"]]
    return {
        "totalServiceCharge": places(sum((one.fee for one in made), Decimal(0))),
        "totalTransfered": places(sum((one.brought for one in made), Decimal(0))),
        "transferResult": [
            {
                "amount": places(one.amount),
                "fromAsset": one.asset,
                "operateTime": one.time_ms,
                "serviceChargeAmount": places(one.fee),
                "tranId": one.id,
                "transferedAmount": places(one.brought),
            }
            for one in made
        ],
    }


def log(call: Call) -> Any:
    """List what was turned, newest first."""
    made = [one for one in call.account.cash.dust if within(call, one.time_ms)]
    groups = sorted({one.group for one in made}, reverse=True)[:100]
    return {
        "total": len(groups),
        "userAssetDribblets": [
            _group([one for one in made if one.group == group]) for group in groups
        ],
    }


def _group(made: list[DustMade]) -> dict[str, Any]:
    return {
        "operateTime": made[0].time_ms,
        "totalTransferedAmount": places(sum((one.brought for one in made), Decimal(0))),
        "totalServiceChargeAmount": places(sum((one.fee for one in made), Decimal(0))),
        "transId": made[0].group,
        "userAssetDribbletDetails": [
            {
                "transId": one.id,
                "serviceChargeAmount": places(one.fee),
                "amount": places(one.amount),
                "operateTime": one.time_ms,
                "transferedAmount": places(one.brought),
                "fromAsset": one.asset,
                "targetAsset": one.target,
            }
            for one in made
        ],
    }


def _check(call: Call, pocket: Account, asset: str) -> None:
    held = pocket.balances[asset].free if asset in pocket.balances else Decimal(0)
    if not held:
        raise Refusal(-5003, "You don't have this asset.")
    if held * call.venue.market.value(asset, "BTC") >= MOST:
        message = f"The residual balances of the {asset} have exceeded 0.001BTC, Please re-choose."
        raise Refusal(-5004, message)
    for one in call.account.cash.dust:
        if one.asset == asset and call.now_ms - one.time_ms < PAUSE_MS:
            raise Refusal(-5006, "Only transfer once in 24 hours.")


def _turn(call: Call, pocket: Account, asset: str, into: tuple[str, int]) -> DustMade:
    target, group = into
    amount, book = pocket.balances[asset].free, call.account.cash
    brought = amount * call.venue.market.value(asset, target)
    fee = (brought * FEE).quantize(LEAST)
    made = DustMade(
        id=group + 4_000_000 + len(book.dust),
        group=group,
        asset=asset,
        amount=amount,
        target=target,
        brought=brought.quantize(LEAST) - fee,
        fee=fee,
        time_ms=call.now_ms,
    )
    for name, change in ((asset, -amount), (target, made.brought)):
        if pocket is call.account:
            credit(call, name, change)
        else:
            pocket.deposit(name, change)
    book.dust.append(made)
    return made


def _target(call: Call) -> str:
    target = str(call.get("targetAsset", "BNB"))
    if not call.venue.market.value(target):
        raise Refusal(-5011, "This asset is not supported.")
    return target


def _dust(call: Call, target: str) -> Iterator[tuple[str, Decimal]]:
    market = call.venue.market
    for asset, held in sorted(_pocket(call).balances.items()):
        small = LEAST <= held.free * market.value(asset, "BTC") < MOST
        if small and asset != target and asset not in DOLLARS:
            yield asset, held.free


def _sum(market: Market, found: list[tuple[str, Decimal]], asset: str) -> Decimal:
    return sum((amount * market.value(name, asset) for name, amount in found), Decimal(0))


def _pocket(call: Call) -> Account:
    if call.get("accountType", "SPOT") == "MARGIN":
        return book_of(call).account
    return call.account
