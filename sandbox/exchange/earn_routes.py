"""The routes of earn: every endpoint is one entry."""

from typing import Any

from sandbox.exchange import earn_account as account
from sandbox.exchange import earn_dollars as dollars
from sandbox.exchange import earn_dual as dual
from sandbox.exchange import earn_flexible as flexible
from sandbox.exchange import earn_flexible_history as freely
from sandbox.exchange import earn_locked as locked
from sandbox.exchange import earn_locked_history as history
from sandbox.exchange.declaring import get, own, write
from sandbox.exchange.earn_dollars import BFUSD, RWUSD, of
from sandbox.exchange.earn_locked import BINANCE, on
from sandbox.exchange.paging import PAGE, SPAN
from sandbox.exchange.routes import Handler, Pool, Route, Security

FLEXIBLE = "simple-earn/flexible"
LOCKED = "simple-earn/locked"
SOURCE = "autoSubscribe:boolean={} sourceAccount:SPOT|FUND|ALL=SPOT"
_IP: dict[str, Any] = {"pool": Pool.SAPI_IP}


def _own(path: str, handler: Handler, words: str = "", weight: int = 150) -> Route:
    return own(f"/sapi/v1/{path}", handler, weight, words, **_IP)


def _trade(path: str, handler: Handler, words: str, weight: int = 1) -> Route:
    return write("POST", f"/sapi/v1/{path}", handler, weight, words, **_IP)


def _set(path: str, handler: Handler, words: str, weight: int = 150) -> Route:
    settings = {"security": Security.USER_DATA, **_IP}
    return write("POST", f"/sapi/v1/{path}", handler, weight, words, **settings)


SIMPLE = (
    _own("simple-earn/account", account.account),
    _own("earn/arena/activities", account.arena, "lang"),
    _own(f"{FLEXIBLE}/list", flexible.products, f"asset {PAGE}"),
    _own(f"{FLEXIBLE}/position", flexible.positions, f"asset productId:text {PAGE}"),
    _own(f"{FLEXIBLE}/personalLeftQuota", flexible.quota, "productId!:text"),
    _own(f"{FLEXIBLE}/subscriptionPreview", flexible.preview, "productId!:text amount!"),
    _trade(
        f"{FLEXIBLE}/subscribe",
        flexible.subscribe,
        f"productId!:text amount! {SOURCE.format('true')}",
    ),
    _trade(
        f"{FLEXIBLE}/redeem",
        flexible.redeem,
        "productId!:text redeemAll:boolean=false amount destAccount:SPOT|FUND=SPOT",
    ),
    _set(
        f"{FLEXIBLE}/setAutoSubscribe", flexible.set_auto, "productId!:text autoSubscribe!:boolean"
    ),
    _own(
        f"{FLEXIBLE}/history/subscriptionRecord",
        freely.subscriptions,
        f"productId:text purchaseId:text asset {SPAN} {PAGE}",
    ),
    _own(
        f"{FLEXIBLE}/history/redemptionRecord",
        freely.redemptions,
        f"productId:text redeemId:text asset {SPAN} {PAGE}",
    ),
    _own(
        f"{FLEXIBLE}/history/rewardsRecord",
        freely.rewards,
        f"productId:text asset {SPAN} type:BONUS|REALTIME|REWARDS|ALL=ALL {PAGE}",
    ),
    _own(
        f"{FLEXIBLE}/history/collateralRecord",
        freely.collaterals,
        f"productId:text {SPAN} {PAGE}",
        1,
    ),
    _own(
        f"{FLEXIBLE}/history/rateHistory",
        freely.rates,
        f"productId!:text aprPeriod:DAY|YEAR=YEAR {SPAN} {PAGE}",
    ),
    _own(f"{LOCKED}/list", on(BINANCE, locked.products), f"asset {PAGE}"),
    _own(
        f"{LOCKED}/position",
        on(BINANCE, locked.positions),
        f"asset positionId:text projectId:text {PAGE}",
    ),
    _own(f"{LOCKED}/personalLeftQuota", on(BINANCE, locked.quota), "projectId!:text"),
    _own(
        f"{LOCKED}/subscriptionPreview",
        on(BINANCE, locked.preview),
        "projectId!:text amount! autoSubscribe:boolean",
    ),
    _trade(
        f"{LOCKED}/subscribe",
        on(BINANCE, locked.subscribe),
        f"projectId!:text amount! {SOURCE.format('true')} redeemTo:SPOT|FLEXIBLE=SPOT",
    ),
    _trade(f"{LOCKED}/redeem", on(BINANCE, locked.redeem), "positionId!:text"),
    _set(
        f"{LOCKED}/setAutoSubscribe",
        on(BINANCE, locked.set_auto),
        "positionId!:text autoSubscribe!:boolean",
    ),
    _set(
        f"{LOCKED}/setRedeemOption",
        on(BINANCE, locked.set_redeem_to),
        "positionId!:text redeemTo!:SPOT|FLEXIBLE",
        50,
    ),
    _own(
        f"{LOCKED}/history/subscriptionRecord",
        on(BINANCE, history.subscriptions),
        f"purchaseId:text asset {SPAN} {PAGE}",
    ),
    _own(
        f"{LOCKED}/history/redemptionRecord",
        on(BINANCE, history.redemptions),
        f"positionId:text redeemId:text asset {SPAN} {PAGE}",
    ),
    _own(
        f"{LOCKED}/history/rewardsRecord",
        on(BINANCE, history.rewards),
        f"positionId:text asset {SPAN} {PAGE}",
    ),
)

DOLLARS = tuple(
    route
    for name, coin in (("bfusd", BFUSD), ("rwusd", RWUSD))
    for route in (
        _own(f"{name}/account", of(coin, dollars.account)),
        _own(f"{name}/quota", of(coin, dollars.quota)),
        _trade(f"{name}/subscribe", of(coin, dollars.subscribe), "asset! amount!", 150),
        _trade(f"{name}/redeem", of(coin, dollars.redeem), "amount! type!:FAST|STANDARD", 150),
        _own(
            f"{name}/history/subscriptionHistory",
            of(coin, dollars.subscriptions),
            f"asset:USDC|USDT {SPAN} {PAGE}",
        ),
        _own(f"{name}/history/redemptionHistory", of(coin, dollars.redemptions), f"{SPAN} {PAGE}"),
        _own(f"{name}/history/rewardsHistory", of(coin, dollars.rewards), f"{SPAN} {PAGE}"),
        _own(f"{name}/history/rateHistory", of(coin, dollars.rates), f"{SPAN} {PAGE}"),
    )
)

DUAL_PAGE = "pageSize:..100=10 pageIndex:long=1"
DUAL = (
    get(
        "/sapi/v1/dci/product/list",
        dual.products,
        1,
        f"optionType!:CALL|PUT exercisedCoin! investCoin! {DUAL_PAGE}",
        **_IP,
    ),
    _own("dci/product/positions", dual.positions, f"status:{dual.STATES} {DUAL_PAGE}", 1),
    _own("dci/product/accounts", dual.account, "", 1),
    _set("dci/product/subscribe", dual.subscribe, "id!:text orderId!:text depositAmount!", 1),
)

ROUTES = (*SIMPLE, *DOLLARS, *DUAL)
