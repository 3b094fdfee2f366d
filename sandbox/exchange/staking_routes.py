"""The routes of staking: every endpoint is one entry."""

from typing import Any

from sandbox.exchange import earn_locked as locked
from sandbox.exchange import earn_locked_history as history
from sandbox.exchange import staking_eth as eth
from sandbox.exchange import staking_soft as soft
from sandbox.exchange import staking_sol as sol
from sandbox.exchange.declaring import own, write
from sandbox.exchange.earn_account import chain_account
from sandbox.exchange.earn_locked import CHAIN, on
from sandbox.exchange.paging import PAGE, SPAN
from sandbox.exchange.routes import Handler, Pool, Route, Security

_IP: dict[str, Any] = {"pool": Pool.SAPI_IP}
ETH, WBETH, SOL = "v1/eth-staking/eth", "v1/eth-staking/wbeth", "v1/sol-staking/sol"
YIELDS = "v1/onchain-yields/locked"


def _own(path: str, handler: Handler, words: str = "", weight: int = 150) -> Route:
    return own(f"/sapi/{path}", handler, weight, words, **_IP)


def _trade(path: str, handler: Handler, words: str = "", weight: int = 150) -> Route:
    return write("POST", f"/sapi/{path}", handler, weight, words, **_IP)


def _set(path: str, handler: Handler, words: str) -> Route:
    settings = {"security": Security.USER_DATA, **_IP}
    return write("POST", f"/sapi/{path}", handler, 50, words, **settings)


LIQUID = (
    _own("v2/eth-staking/account", eth.account),
    _own(f"{ETH}/quota", eth.quota),
    _trade("v2/eth-staking/eth/stake", eth.stake_eth, "amount!"),
    _trade(f"{ETH}/redeem", eth.redeem_eth, "amount! asset:WBETH|BETH=BETH"),
    _trade(f"{WBETH}/wrap", eth.wrap, "amount!"),
    _own(f"{ETH}/history/stakingHistory", eth.stakings, f"purchaseId {SPAN} {PAGE}"),
    _own(f"{ETH}/history/redemptionHistory", eth.redemptions, f"redeemId {SPAN} {PAGE}"),
    _own(f"{ETH}/history/wbethRewardsHistory", eth.rewards, f"{SPAN} {PAGE}"),
    _own(f"{ETH}/history/rateHistory", eth.rates, f"{SPAN} {PAGE}"),
    _own(f"{WBETH}/history/wrapHistory", eth.wraps, f"{SPAN} {PAGE}"),
    _own(f"{WBETH}/history/unwrapHistory", eth.unwraps, f"{SPAN} {PAGE}"),
    _own("v1/sol-staking/account", sol.account),
    _own(f"{SOL}/quota", sol.quota),
    _trade(f"{SOL}/stake", sol.stake_sol, "amount!"),
    _trade(f"{SOL}/redeem", sol.redeem_sol, "amount!"),
    _trade(f"{SOL}/claim", sol.claim),
    _own(f"{SOL}/history/unclaimedRewards", sol.unclaimed),
    _own(
        f"{SOL}/history/boostRewardsHistory",
        sol.boosts,
        f"type!:CLAIM|DISTRIBUTE {SPAN} {PAGE}",
    ),
    _own(f"{SOL}/history/stakingHistory", sol.stakings, f"purchaseId {SPAN} {PAGE}"),
    _own(f"{SOL}/history/redemptionHistory", sol.redemptions, f"redeemId {SPAN} {PAGE}"),
    _own(f"{SOL}/history/bnsolRewardsHistory", sol.rewards, f"{SPAN} {PAGE}"),
    _own(f"{SOL}/history/rateHistory", sol.rates, f"{SPAN} {PAGE}"),
)

SOFT = (
    _own("v1/soft-staking/list", soft.products, f"asset {PAGE}", 50),
    _own("v1/soft-staking/set", soft.switch, "softStaking!:boolean", 50),
    _own("v1/soft-staking/history/rewardsRecord", soft.rewards, f"asset {SPAN} {PAGE}", 50),
)

ON_CHAIN = (
    _own("v1/onchain-yields/account", chain_account, "", 50),
    _own(f"{YIELDS}/list", on(CHAIN, locked.products), f"asset {PAGE}", 50),
    _own(
        f"{YIELDS}/position",
        on(CHAIN, locked.positions),
        f"asset positionId:text projectId:text {PAGE}",
        50,
    ),
    _own(f"{YIELDS}/personalLeftQuota", on(CHAIN, locked.quota), "projectId!:text", 50),
    _own(
        f"{YIELDS}/subscriptionPreview",
        on(CHAIN, locked.preview),
        "projectId!:text amount! autoSubscribe:boolean",
        50,
    ),
    _trade(
        f"{YIELDS}/subscribe",
        on(CHAIN, locked.subscribe),
        "projectId!:text amount! autoSubscribe:boolean=true sourceAccount:SPOT|FUND|ALL=SPOT"
        " redeemTo:SPOT|FLEXIBLE=SPOT channelId:text clientId:text",
        200,
    ),
    _trade(f"{YIELDS}/redeem", on(CHAIN, locked.redeem), "positionId!:text channelId:text", 200),
    _set(
        f"{YIELDS}/setAutoSubscribe",
        on(CHAIN, locked.set_auto),
        "positionId!:text autoSubscribe!:boolean",
    ),
    _set(
        f"{YIELDS}/setRedeemOption",
        on(CHAIN, locked.set_redeem_to),
        "positionId!:text redeemTo!:SPOT|FLEXIBLE",
    ),
    _own(
        f"{YIELDS}/history/subscriptionRecord",
        on(CHAIN, history.subscriptions),
        f"purchaseId:text clientId:text asset {SPAN} {PAGE}",
        50,
    ),
    _own(
        f"{YIELDS}/history/redemptionRecord",
        on(CHAIN, history.redemptions),
        f"positionId:text redeemId:text asset {SPAN} {PAGE}",
        50,
    ),
    _own(
        f"{YIELDS}/history/rewardsRecord",
        on(CHAIN, history.rewards),
        f"positionId:text asset {SPAN} {PAGE}",
        50,
    ),
)

ROUTES = (*LIQUID, *SOFT, *ON_CHAIN)
