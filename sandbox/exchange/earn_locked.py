"""Simple Earn and on-chain yields with a term: two shelves, one way of selling."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sandbox.exchange.earn_book import EarnMove, LockedHeld
from sandbox.exchange.earn_money import give, pay
from sandbox.exchange.earn_products import CHAIN_OFFERS, LOCKED_OFFERS, LockedOffer
from sandbox.exchange.errors import Refusal
from sandbox.exchange.paging import DAY_MS, page
from sandbox.exchange.routes import Call, Handler
from sandbox.exchange.wire import places, short


@dataclass(frozen=True, slots=True)
class Shelf:
    """One of the two: what it offers."""

    name: str
    offers: Mapping[str, LockedOffer]

    @property
    def on_chain(self) -> bool:
        """Tell whether it is on-chain yields."""
        return self.name == "CHAIN"


BINANCE = Shelf("LOCKED", LOCKED_OFFERS)
CHAIN = Shelf("CHAIN", CHAIN_OFFERS)


def on(shelf: Shelf, handler: Callable[[Call, Shelf], Any]) -> Handler:
    """Make an endpoint of one shelf of a handler for both."""
    return lambda call: handler(call, shelf)


def products(call: Call, shelf: Shelf) -> Any:
    """List what can be lent."""
    return page(
        call,
        (
            {
                "projectId": one.id,
                "detail": {
                    "asset": one.asset,
                    "rewardAsset": one.reward_asset,
                    "duration": one.days,
                    "renewable": True,
                    "isSoldOut": False,
                    "apr": short(one.apr),
                    "status": "PURCHASING",
                    "subscriptionStartTime": "1646182276000",
                    "canRedeemToFlex": True,
                },
                "quota": {"totalPersonalQuota": short(one.most), "minimum": short(one.least)},
            }
            for one in shelf.offers.values()
            if call.get("asset") in {None, one.asset}
        ),
    )


def positions(call: Call, shelf: Shelf) -> Any:
    """List what is lent."""
    return page(call, (_position(call, held, shelf) for held in held_on(call, shelf)))


def held_on(call: Call, shelf: Shelf) -> Iterator[LockedHeld]:
    """Give the positions that were asked for."""
    for held in call.account.earn.locked.values():
        if (
            held.on_chain is shelf.on_chain
            and call.get("asset") in {None, held.asset}
            and call.get("positionId") in {None, str(held.id)}
            and call.get("projectId") in {None, held.project}
        ):
            yield held


def quota(call: Call, shelf: Shelf) -> Any:
    """How much more may be lent. Fails with -6020."""
    return {"leftPersonalQuota": short(_left(call, _offer(call, shelf)))}


def preview(call: Call, shelf: Shelf) -> Any:
    """Tell what a subscription would bring. Fails with -6020."""
    offer, amount = _offer(call, shelf), call["amount"]
    first = (call.now_ms // DAY_MS + 1) * DAY_MS
    end = first + offer.days * DAY_MS
    shown = {
        "rewardAsset": offer.reward_asset,
        "totalRewardAmt": places(amount * offer.daily * offer.days),
        "nextPay": places(amount * offer.daily),
        "nextPayDate": str(first + DAY_MS),
        "valueDate": str(first),
        "rewardsEndDate": str(end),
        "deliverDate": str(end + DAY_MS),
        "nextSubscriptionDate": str(end + DAY_MS),
    }
    return shown | {"rewardsPayDate": str(end)} if shelf.on_chain else [shown]


def subscribe(call: Call, shelf: Shelf) -> Any:
    """Lend. Fails with -6005, -6012, -6014, -6020."""
    offer, amount, book = _offer(call, shelf), Decimal(call["amount"]), call.account.earn
    if amount < offer.least:
        raise Refusal(-6005, "Smaller than min purchase limit")
    if amount > _left(call, offer):
        raise Refusal(-6014, "Exceed up-limit allowed to purchased")
    from_spot, from_funding = pay(call, offer.asset, amount, call["sourceAccount"])
    made = EarnMove(
        id=book.next_id(),
        shelf=shelf.name,
        out=False,
        product=offer.id,
        asset=offer.asset,
        amount=amount,
        time_ms=call.now_ms,
        position=book.next_id() + 5_000_000,
        days=offer.days,
        account=call["sourceAccount"],
        from_spot=from_spot,
        from_funding=from_funding,
        client_id=call.get("clientId", ""),
    )
    book.moves.append(made)
    book.locked[made.position] = LockedHeld(
        id=made.position,
        project=offer.id,
        asset=offer.asset,
        amount=amount,
        since_ms=call.now_ms,
        days=offer.days,
        on_chain=shelf.on_chain,
        auto_subscribe=call["autoSubscribe"],
        redeem_to=call["redeemTo"],
    )
    done = {"purchaseId": made.id, "positionId": str(made.position), "success": True}
    return done | {"amount": short(amount)} if shelf.on_chain else done


def redeem(call: Call, shelf: Shelf) -> Any:
    """Take a position back, without its rewards. Fails with -6003."""
    held, book = _held(call, shelf), call.account.earn
    made = EarnMove(
        id=book.next_id(),
        shelf=shelf.name,
        out=True,
        product=held.project,
        asset=held.asset,
        amount=held.amount,
        time_ms=call.now_ms,
        position=held.id,
        days=held.days,
    )
    book.moves.append(made)
    del book.locked[held.id]
    give(call, held.asset, held.amount)
    return {"redeemId": made.id, "success": True}


def set_auto(call: Call, shelf: Shelf) -> Any:
    """Switch whether a position is lent anew. Fails with -6003."""
    _held(call, shelf).auto_subscribe = call["autoSubscribe"]
    return {"success": True}


def set_redeem_to(call: Call, shelf: Shelf) -> Any:
    """Choose where a position goes at its end. Fails with -6003."""
    _held(call, shelf).redeem_to = call["redeemTo"]
    return {"success": True}


def _offer(call: Call, shelf: Shelf) -> LockedOffer:
    found = shelf.offers.get(call["projectId"])
    if found is None:
        raise Refusal(-6020, "Project not exists")
    return found


def _held(call: Call, shelf: Shelf) -> LockedHeld:
    for held in held_on(call, shelf):
        return held
    raise Refusal(-6003, "Product not exist or you don't have permission")


def _left(call: Call, offer: LockedOffer) -> Decimal:
    return offer.most - call.account.earn.held(offer.id)


def _position(call: Call, held: LockedHeld, shelf: Shelf) -> dict[str, Any]:
    offer = shelf.offers[held.project]
    days = (call.now_ms - held.since_ms) // DAY_MS
    end = (held.since_ms // DAY_MS + 1 + held.days) * DAY_MS
    next_pay = (call.now_ms // DAY_MS + 1) * DAY_MS
    shown = {
        "positionId": str(held.id),
        "projectId": held.project,
        "asset": held.asset,
        "amount": places(held.amount),
        "purchaseTime": str(held.since_ms),
        "duration": str(held.days),
        "accrualDays": str(days),
        "rewardAsset": offer.reward_asset,
        "APY": short(offer.apr),
        "rewardAmt": places(held.amount * offer.daily * days),
        "nextPay": places(held.amount * offer.daily),
        "nextPayDate": str(next_pay),
        "payPeriod": "1",
        "rewardsEndDate": str(end),
        "deliverDate": str(end + DAY_MS),
        "nextSubscriptionDate": str(end + DAY_MS),
        "redeemingAmt": "0",
        "redeemTo": held.redeem_to,
        "canRedeemEarly": True,
        "autoSubscribe": held.auto_subscribe,
        "type": "AUTO" if held.auto_subscribe else "NORMAL",
        "status": "HOLDING",
    }
    if shelf.on_chain:
        return shown | {"rewardsPayDate": str(end)}
    early = {"redeemAmountEarly": places(held.amount), "redeemPeriod": "1", "canReStake": True}
    return shown | early | {"canFastRedemption": True, "parentPositionId": held.id}
