"""Simple Earn without a term; spot shows what is lent as LD and the asset, as Binance does."""

from decimal import Decimal
from typing import Any

from sandbox.exchange.earn_book import EarnMove, FlexibleHeld
from sandbox.exchange.earn_money import give, pay
from sandbox.exchange.earn_products import FLEXIBLE_OFFERS, TIERS, FlexibleOffer
from sandbox.exchange.errors import Refusal
from sandbox.exchange.paging import DAY_MS, page
from sandbox.exchange.routes import Call
from sandbox.exchange.wire import places, short

SHELF = "FLEXIBLE"
NOTHING = Decimal(0)


def products(call: Call) -> Any:
    """List what can be lent."""
    return page(
        call,
        (_product(one) for one in FLEXIBLE_OFFERS.values() if asked(call, one.asset)),
    )


def positions(call: Call) -> Any:
    """List what is lent."""
    return page(
        call,
        (
            _position(call, held)
            for held in call.account.earn.flexible.values()
            if asked(call, held.asset) and call.get("productId") in {None, held.product}
        ),
    )


def quota(call: Call) -> Any:
    """How much more may be lent. Fails with -6001."""
    return {"leftPersonalQuota": short(_left(call, offer_of(call)))}


def preview(call: Call) -> Any:
    """Tell what a subscription would bring. Fails with -6001."""
    offer, amount = offer_of(call), call["amount"]
    return {
        "totalAmount": short(amount),
        "rewardAsset": offer.asset,
        "airDropAsset": offer.asset,
        "estDailyBonusRewards": "0",
        "estDailyRealTimeRewards": places(amount * offer.daily),
        "estDailyAirdropRewards": "0",
    }


def subscribe(call: Call) -> Any:
    """Lend. Fails with -6001, -6004, -6005, -6012, -6014."""
    offer, amount, book = offer_of(call), Decimal(call["amount"]), call.account.earn
    if offer.sold_out:
        raise Refusal(-6004, "Product not in purchase status")
    if amount < offer.least:
        raise Refusal(-6005, "Smaller than min purchase limit")
    if amount > _left(call, offer):
        raise Refusal(-6014, "Exceed up-limit allowed to purchased")
    parts = pay(call, offer.asset, amount, call["sourceAccount"])
    held = book.flexible.setdefault(
        offer.id,
        FlexibleHeld(product=offer.id, asset=offer.asset, amount=NOTHING, since_ms=call.now_ms),
    )
    held.auto_subscribe = call["autoSubscribe"]
    made = _note(call, offer, amount, call["sourceAccount"], parts)
    change(call, held, amount)
    return {"purchaseId": made.id, "success": True}


def redeem(call: Call) -> Any:
    """Take back. Fails with -6001, -6003, -6006, -6016."""
    offer, book = offer_of(call), call.account.earn
    held = book.flexible.get(offer.id)
    if held is None:
        raise Refusal(-6003, "Product not exist or you don't have permission")
    amount = held.amount if call["redeemAll"] else call.get("amount")
    if amount is None:
        raise Refusal(-6016, "Parameter err")
    if not 0 < amount <= held.amount:
        raise Refusal(-6006, "Redeem amount error")
    made = _note(call, offer, amount, call["destAccount"])
    give(call, offer.asset, amount, call["destAccount"])
    change(call, held, -amount)
    return {"redeemId": made.id, "success": True}


def set_auto(call: Call) -> Any:
    """Switch the daily subscription. Fails with -6001 and -6003."""
    held = call.account.earn.flexible.get(offer_of(call).id)
    if held is None:
        raise Refusal(-6003, "Product not exist or you don't have permission")
    held.auto_subscribe = call["autoSubscribe"]
    return {"success": True}


def change(call: Call, held: FlexibleHeld, amount: Decimal) -> None:
    """Change a position and what spot shows of it."""
    held.amount += amount
    call.account.deposit(f"LD{held.asset}", amount)
    if not held.amount:
        del call.account.earn.flexible[held.product]


def _note(
    call: Call,
    offer: FlexibleOffer,
    amount: Decimal,
    account: str,
    parts: tuple[Decimal, Decimal] | None = None,
) -> EarnMove:
    from_spot, from_funding = parts or (NOTHING, NOTHING)
    made = EarnMove(
        id=call.account.earn.next_id(),
        shelf=SHELF,
        out=parts is None,
        product=offer.id,
        asset=offer.asset,
        amount=amount,
        time_ms=call.now_ms,
        account=account,
        from_spot=from_spot,
        from_funding=from_funding,
    )
    call.account.earn.moves.append(made)
    return made


def asked(call: Call, asset: str) -> bool:
    """Tell whether the caller asked for an asset, or for all."""
    return call.get("asset") in {None, asset}


def offer_of(call: Call) -> FlexibleOffer:
    """Give the product a call names. Fails with -6001."""
    found = FLEXIBLE_OFFERS.get(call["productId"])
    if found is None:
        raise Refusal(-6001, "Daily product not exists.")
    return found


def _left(call: Call, offer: FlexibleOffer) -> Decimal:
    held = call.account.earn.flexible.get(offer.id)
    return offer.most - (held.amount if held else NOTHING)


def _product(one: FlexibleOffer) -> dict[str, Any]:
    return {
        "asset": one.asset,
        "latestAnnualPercentageRate": places(one.apr),
        **({"tierAnnualPercentageRate": TIERS[one.asset]} if one.asset in TIERS else {}),
        "airDropPercentageRate": "0.00000000",
        "canPurchase": not one.sold_out,
        "canRedeem": True,
        "isSoldOut": one.sold_out,
        "hot": one.asset == "USDT",
        "minPurchaseAmount": places(one.least),
        "productId": one.id,
        "subscriptionStartTime": 1_646_182_276_000,
        "status": "PURCHASING",
    }


def _position(call: Call, held: FlexibleHeld) -> dict[str, Any]:
    offer = FLEXIBLE_OFFERS[held.product]
    days = (call.now_ms - held.since_ms) // DAY_MS
    earned = held.amount * offer.daily * days
    return {
        "totalAmount": places(held.amount),
        **({"tierAnnualPercentageRate": TIERS[held.asset]} if held.asset in TIERS else {}),
        "latestAnnualPercentageRate": places(offer.apr),
        "yesterdayAirdropPercentageRate": "0",
        "asset": held.asset,
        "airDropAsset": held.asset,
        "canRedeem": True,
        "collateralAmount": "0.00000000",
        "productId": held.product,
        "yesterdayRealTimeRewards": places(held.amount * offer.daily),
        "cumulativeBonusRewards": "0.00000000",
        "cumulativeRealTimeRewards": places(earned),
        "cumulativeTotalRewards": places(earned),
        "autoSubscribe": held.auto_subscribe,
    }
