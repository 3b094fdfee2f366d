"""The routes of sub-accounts: every endpoint is one entry."""

from typing import Any

from sandbox.exchange import sub_account_assets as assets
from sandbox.exchange import sub_account_managed as managed
from sandbox.exchange import sub_account_transfers as transfers
from sandbox.exchange import sub_accounts as accounts
from sandbox.exchange.declaring import own, write
from sandbox.exchange.routes import Handler, Pool, Route, Security

ROOT = "/sapi/v1/sub-account"
MANAGED = "/sapi/v1/managed-subaccount"
SPAN = "startTime endTime"
FUTURES = "futuresType!:long"
FUNCTIONS = "SPOT|MARGIN|ISOLATED_MARGIN|USDT_FUTURE|COIN_FUTURE"
LOG = (
    f"startTime! endTime! page!:long limit!:..500 transfers transferFunctionAccountType:{FUNCTIONS}"
)


def _ip(path: str, handler: Handler, weight: int = 1, words: str = "") -> Route:
    return own(path, handler, weight, words, pool=Pool.SAPI_IP)


def _uid(path: str, handler: Handler, weight: int, words: str = "") -> Route:
    return own(path, handler, weight, words, pool=Pool.SAPI_UID)


def _write(path: str, handler: Handler, words: str) -> Route:
    kind: dict[str, Any] = {"security": Security.USER_DATA, "right": "enable_reading"}
    return write("POST", path, handler, 1, words, pool=Pool.SAPI_IP, **kind)


ROUTES = (
    _ip(f"{ROOT}/list", accounts.accounts, 1, "email isFreeze:text page:long=1 limit:..200=1"),
    _write(f"{ROOT}/virtualSubAccount", accounts.create, "subAccountString!"),
    _write(f"{ROOT}/futures/enable", accounts.enable_futures, "email!"),
    _write(f"{ROOT}/eoptions/enable", accounts.enable_options, "email!"),
    _ip(f"{ROOT}/status", accounts.status, 10, "email"),
    _ip(f"{ROOT}/transaction-statistics", accounts.statistics, 60, "email"),
    _uid(
        f"{ROOT}/subAccountApi",
        accounts.api_keys,
        3000,
        "email! subAccountApiKey page:long=1 size:long=10",
    ),
    _uid(
        f"{ROOT}/subAccountApi/ipRestriction",
        accounts.ip_restriction,
        3000,
        "email! subAccountApiKey!",
    ),
    _uid("/sapi/v4/sub-account/assets", assets.assets, 60, "email!"),
    _ip(f"{ROOT}/spotSummary", assets.spot_summary, 1, "email page:long=1 size:..20=10"),
    _ip(f"{ROOT}/margin/account", assets.margin_account, 10, "email!"),
    _ip(f"{ROOT}/margin/accountSummary", assets.margin_summary, 10),
    _ip("/sapi/v2/sub-account/futures/account", assets.futures_account, 1, f"email! {FUTURES}"),
    _ip(
        "/sapi/v2/sub-account/futures/accountSummary",
        assets.futures_summary,
        10,
        f"{FUTURES} page:long=1 limit:..20=10",
    ),
    _ip("/sapi/v2/sub-account/futures/positionRisk", assets.positions, 1, f"email! {FUTURES}"),
    _ip(
        "/sapi/v1/capital/deposit/subAddress",
        transfers.deposit_address,
        1,
        "email! coin! network amount",
    ),
    _ip(
        "/sapi/v1/capital/deposit/subHisrec",
        transfers.deposits,
        1,
        f"email! includeSource:boolean=false coin status:long {SPAN} limit offset:long txId:text",
    ),
    _ip(
        f"{ROOT}/sub/transfer/history",
        transfers.spot_transfers,
        1,
        f"fromEmail toEmail {SPAN} page:long=1 limit:..500=500",
    ),
    _ip(
        f"{ROOT}/futures/internalTransfer",
        transfers.futures_transfers,
        1,
        f"email! {FUTURES} {SPAN} page:long=1 limit:..500=50",
    ),
    _ip(
        f"{ROOT}/universalTransfer",
        transfers.universal_transfers,
        1,
        f"fromEmail toEmail clientTranId:text {SPAN} page:long=1 limit:..500=500",
    ),
    _ip(
        f"{ROOT}/transfer/subUserHistory",
        transfers.own_transfers,
        1,
        f"asset type:long {SPAN} limit:..500=500 returnFailHistory:boolean=false",
    ),
    _ip(
        f"{ROOT}/futures/move-position",
        transfers.moved_positions,
        1,
        f"symbol! page!:long rows!:long productType:UM|OPTION {SPAN}",
    ),
    _uid(f"{MANAGED}/info", managed.managed, 60, "email page:long=1 limit:..20=20"),
    _ip(f"{MANAGED}/asset", managed.assets, 1, "email!"),
    _ip(f"{MANAGED}/marginAsset", managed.margin, 1, "email! accountType"),
    _uid(f"{MANAGED}/fetch-future-asset", managed.futures, 60, "email! accountType"),
    _ip(
        f"{MANAGED}/accountSnapshot",
        managed.snapshots,
        2400,
        f"email! type!:SPOT|MARGIN|FUTURES {SPAN} limit:..30=7",
    ),
    _uid(f"{MANAGED}/deposit/address", transfers.deposit_address, 1, "email! coin! network amount"),
    _ip(f"{MANAGED}/queryTransLogForInvestor", managed.transfers, 1, f"email! {LOG}"),
    _uid(f"{MANAGED}/queryTransLogForTradeParent", managed.transfers, 60, f"email! {LOG}"),
    _uid(f"{MANAGED}/query-trans-log", managed.transfers, 60, LOG),
)
