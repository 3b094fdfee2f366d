"""Examples of staking."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from binance.earn_enums import BoostRecord, EarnSource, RedeemTo, StakedEth
from tests.binance.endpoints.example import Arguments, Examples, Scene

NOW = datetime.now(UTC)
SPAN: Arguments = {"start_time": NOW - timedelta(days=80), "end_time": NOW + timedelta(hours=1)}
MONTH: Arguments = {"start_time": NOW - timedelta(days=40), "end_time": NOW + timedelta(hours=1)}
LITTLE = Decimal("0.05")
CHAIN: Arguments = {"project_id": "Lista-30d"}


async def redeemed_eth(scene: Scene) -> Arguments:
    """Have redeemed some WBETH."""
    await scene.account.staking.redeem_eth(LITTLE, StakedEth.WBETH)
    return SPAN


async def redeemed_sol(scene: Scene) -> Arguments:
    """Have redeemed some BNSOL."""
    await scene.account.staking.redeem_sol(LITTLE)
    return SPAN


async def unwrapped(scene: Scene) -> Arguments:
    """Hold some BETH."""
    scene.exchange.deposit("trader", "BETH", "0.2")
    return {"amount": LITTLE}


async def wrapped(scene: Scene) -> Arguments:
    """Have wrapped some."""
    await scene.account.staking.wrap_beth(**await unwrapped(scene))
    return SPAN


async def boosted(scene: Scene) -> Arguments:
    """Have a boost that waits."""
    scene.exchange.accounts["trader"].staking.unclaimed["SOL"] = Decimal("0.01")
    return {}


async def soft(scene: Scene) -> Arguments:
    """Have soft staking on for a week."""
    book = scene.exchange.accounts["trader"].staking
    book.soft_since_ms = int((NOW - timedelta(days=7)).timestamp() * 1000)
    return {"asset": "BNB", **MONTH}


async def lent(scene: Scene) -> Arguments:
    """Lend BNB for a month and name the position."""
    made = await scene.account.staking.subscribe_chain(**CHAIN, amount=Decimal("0.1"))
    return {"position_id": int(made.position_id)}


async def lent_to_switch(scene: Scene) -> Arguments:
    """Name a position that is to be lent anew."""
    return {**await lent(scene), "auto_subscribe": False}


async def lent_to_direct(scene: Scene) -> Arguments:
    """Name a position that is to become flexible."""
    return {**await lent(scene), "redeem_to": RedeemTo.FLEXIBLE}


async def taken_back(scene: Scene) -> Arguments:
    """Have taken a position back."""
    await scene.account.staking.redeem_chain(**await lent(scene))
    return {"asset": "BNB", **MONTH}


ETH: Examples = {
    "account.staking.eth_account": {},
    "account.staking.eth_quota": {},
    "account.staking.stake_eth": {"amount": Decimal("0.25")},
    "account.staking.redeem_eth": {"amount": LITTLE, "asset": StakedEth.WBETH},
    "account.staking.wrap_beth": unwrapped,
    "account.staking.eth_stakings": SPAN,
    "account.staking.eth_redemptions": redeemed_eth,
    "account.staking.wbeth_rewards": {"size": 3},
    "account.staking.eth_rates": MONTH,
    "account.staking.wraps": wrapped,
    "account.staking.unwraps": MONTH,
}

SOL: Examples = {
    "account.staking.sol_account": {},
    "account.staking.sol_quota": {},
    "account.staking.stake_sol": {"amount": Decimal(1)},
    "account.staking.redeem_sol": {"amount": LITTLE},
    "account.staking.claim_sol_boosts": boosted,
    "account.staking.unclaimed_sol_boosts": boosted,
    "account.staking.sol_boosts": {"type": BoostRecord.CLAIM, **MONTH},
    "account.staking.sol_stakings": SPAN,
    "account.staking.sol_redemptions": redeemed_sol,
    "account.staking.bnsol_rewards": {"size": 3},
    "account.staking.sol_rates": MONTH,
}

SOFT: Examples = {
    "account.staking.soft_products": {"asset": "BNB"},
    "account.staking.set_soft_staking": {"soft_staking": True},
    "account.staking.soft_rewards": soft,
}

ON_CHAIN: Examples = {
    "account.staking.chain_account": {},
    "account.staking.chain_products": {"asset": "BTC"},
    "account.staking.chain_positions": {"project_id": "Solv-60d"},
    "account.staking.chain_quota": CHAIN,
    "account.staking.preview_chain": {**CHAIN, "amount": Decimal(1)},
    "account.staking.subscribe_chain": {
        **CHAIN,
        "amount": Decimal("0.2"),
        "source_account": EarnSource.SPOT,
        "client_id": "mine",
    },
    "account.staking.redeem_chain": lent,
    "account.staking.set_chain_auto_subscribe": lent_to_switch,
    "account.staking.set_chain_redeem_option": lent_to_direct,
    "account.staking.chain_subscriptions": MONTH,
    "account.staking.chain_redemptions": taken_back,
    "account.staking.chain_rewards": MONTH,
}

EXAMPLES: Examples = {**ETH, **SOL, **SOFT, **ON_CHAIN}
