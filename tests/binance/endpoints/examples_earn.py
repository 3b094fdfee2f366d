"""Examples of earn."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from binance.earn_enums import (
    AprPeriod,
    DualStatus,
    EarnSource,
    OptionType,
    RedeemSpeed,
    RedeemTo,
    RewardType,
    StableCoin,
)
from tests.binance.endpoints.example import Arguments, Examples, Scene

NOW = datetime.now(UTC)
SPAN: Arguments = {"start_time": NOW - timedelta(days=60), "end_time": NOW + timedelta(hours=1)}
USDT: Arguments = {"product_id": "USDT001"}
BNB: Arguments = {"project_id": "Bnb*30"}
CALLS: Arguments = {
    "option_type": OptionType.CALL,
    "exercised_coin": "USDT",
    "invest_coin": "BTC",
}


async def lent(scene: Scene) -> int:
    """Lend BNB for a month and give the position."""
    made = await scene.account.earn.subscribe_locked(**BNB, amount=Decimal("0.05"))
    return int(made.position_id)


async def position(scene: Scene) -> Arguments:
    """Name a position."""
    return {"position_id": await lent(scene)}


async def position_to_switch(scene: Scene) -> Arguments:
    """Name a position that is to be lent anew."""
    return {**await position(scene), "auto_subscribe": True}


async def position_to_direct(scene: Scene) -> Arguments:
    """Name a position that is to become flexible."""
    return {**await position(scene), "redeem_to": RedeemTo.FLEXIBLE}


async def taken_back(scene: Scene) -> Arguments:
    """Have taken a position back."""
    await scene.account.earn.redeem_locked(await lent(scene))
    return {"asset": "BNB", **SPAN}


async def redeemed(scene: Scene) -> Arguments:
    """Have taken back something without a term."""
    await scene.account.earn.redeem_flexible(**USDT, amount=Decimal(5))
    return {"asset": "USDT", **SPAN}


def bought(coin: str) -> Examples:
    """Give examples of one of the dollars that earn."""

    async def buy(scene: Scene) -> Arguments:
        subscribe = getattr(scene.account.earn, f"subscribe_{coin}")
        await subscribe(StableCoin.USDT, Decimal(20))
        return {"size": 3}

    async def some(scene: Scene) -> Arguments:
        await buy(scene)
        return {"amount": Decimal(10), "type": RedeemSpeed.FAST}

    async def given_back(scene: Scene) -> Arguments:
        redeem = getattr(scene.account.earn, f"redeem_{coin}")
        await redeem(**await some(scene))
        return SPAN

    return {
        f"account.earn.{coin}_account": {},
        f"account.earn.{coin}_quota": {},
        f"account.earn.subscribe_{coin}": {"asset": StableCoin.USDC, "amount": Decimal(25)},
        f"account.earn.redeem_{coin}": some,
        f"account.earn.{coin}_subscriptions": buy,
        f"account.earn.{coin}_redemptions": given_back,
        f"account.earn.{coin}_rewards": buy,
        f"account.earn.{coin}_rates": SPAN,
    }


async def offer(scene: Scene) -> Arguments:
    """Name an offer of dual investment."""
    first = (await scene.account.earn.dual_products(**CALLS)).products[0]
    return {"id": first.id, "order_id": first.order_id, "deposit_amount": Decimal("0.001")}


async def invested(scene: Scene) -> Arguments:
    """Have invested in one."""
    await scene.account.earn.subscribe_dual(**await offer(scene))
    return {"status": DualStatus.PURCHASE_SUCCESS, "page_size": 5}


FLEXIBLE: Examples = {
    "account.earn.account": {},
    "account.earn.arena_activities": {"lang": "tr"},
    "account.earn.flexible_products": {"asset": "BTC"},
    "account.earn.flexible_positions": USDT,
    "account.earn.flexible_quota": USDT,
    "account.earn.preview_flexible": {**USDT, "amount": Decimal(100)},
    "account.earn.subscribe_flexible": {
        **USDT,
        "amount": Decimal(30),
        "auto_subscribe": False,
        "source_account": EarnSource.ALL,
    },
    "account.earn.redeem_flexible": {
        **USDT,
        "amount": Decimal(10),
        "dest_account": EarnSource.FUND,
    },
    "account.earn.set_flexible_auto_subscribe": {**USDT, "auto_subscribe": False},
    "account.earn.flexible_subscriptions": SPAN,
    "account.earn.flexible_redemptions": redeemed,
    "account.earn.flexible_rewards": {"type": RewardType.REALTIME, **SPAN},
    "account.earn.flexible_collaterals": SPAN,
    "account.earn.flexible_rates": {**USDT, "apr_period": AprPeriod.DAY, "size": 3},
}

LOCKED: Examples = {
    "account.earn.locked_products": {"asset": "SOL"},
    "account.earn.locked_positions": BNB,
    "account.earn.locked_quota": BNB,
    "account.earn.preview_locked": {**BNB, "amount": Decimal(1), "auto_subscribe": True},
    "account.earn.subscribe_locked": {
        **BNB,
        "amount": Decimal("0.1"),
        "redeem_to": RedeemTo.SPOT,
    },
    "account.earn.redeem_locked": position,
    "account.earn.set_locked_auto_subscribe": position_to_switch,
    "account.earn.set_locked_redeem_option": position_to_direct,
    "account.earn.locked_subscriptions": SPAN,
    "account.earn.locked_redemptions": taken_back,
    "account.earn.locked_rewards": SPAN,
}

DUAL: Examples = {
    "account.earn.dual_products": CALLS,
    "account.earn.dual_positions": invested,
    "account.earn.dual_account": {},
    "account.earn.subscribe_dual": offer,
}

EXAMPLES: Examples = {**FLEXIBLE, **LOCKED, **bought("bfusd"), **bought("rwusd"), **DUAL}
