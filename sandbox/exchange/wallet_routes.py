"""The routes of the wallet besides those of `sapi`: every endpoint is one entry."""

from typing import Any

from sandbox.exchange import wallet_assets as assets
from sandbox.exchange import wallet_capital as capital
from sandbox.exchange import wallet_dust as dust
from sandbox.exchange import wallet_mining as mining
from sandbox.exchange import wallet_rules as rules
from sandbox.exchange import wallet_transfers as transfers
from sandbox.exchange.declaring import own, write
from sandbox.exchange.paging import PAGE, SPAN
from sandbox.exchange.routes import Handler, Pool, Route, Security
from sandbox.exchange.wallet_snapshots import snapshots

SIDE = "accountType:SPOT|MARGIN"
CUT = "offset:long limit"
RULED = f"travelRuleStatus:long {CUT} {SPAN}"
PRICE = "dustQuotaAssetToTargetAssetPrice"
READS: dict[str, Any] = {"security": Security.USER_DATA, "right": "enable_reading"}


def _own(path: str, handler: Handler, weight: int = 1, words: str = "", **more: Any) -> Route:
    return own(f"/sapi/{path}", handler, weight, words, **{"pool": Pool.SAPI_IP} | more)


def _post(path: str, handler: Handler, weight: int, words: str, **more: Any) -> Route:
    settings = {"pool": Pool.SAPI_UID, "security": Security.USER_DATA} | more
    return write("POST", f"/sapi/v1/{path}", handler, weight, words, **settings)


def _asking(path: str, handler: Handler, words: str) -> Route:
    return _post(path, handler, 1, words, **READS, pool=Pool.SAPI_IP)


ROUTES = (
    _own(
        "v1/accountSnapshot",
        snapshots,
        2400,
        f"type!:SPOT|MARGIN|FUTURES {SPAN} limit:long=7",
    ),
    _asking(
        "asset/get-funding-asset",
        assets.funding_assets,
        "asset needBtcValuation:boolean=false",
    ),
    _own(
        "v1/asset/wallet/balance",
        assets.wallet_balances,
        60,
        "quoteAsset=BTC needBalanceDetail:boolean=false",
    ),
    _own("v1/asset/assetDetail", assets.asset_details, 1, "asset"),
    _own("v1/asset/assetDividend", assets.dividends, 10, f"asset {SPAN} limit:..500=20"),
    _own("v1/asset/tradeFee", assets.trade_fees, 1, "symbol"),
    _post(
        "bnbBurn",
        assets.switch_bnb_burn,
        1,
        "spotBNBBurn:boolean interestBNBBurn:boolean",
        pool=Pool.SAPI_IP,
    ),
    _asking("asset/dust-btc", dust.dust_assets, SIDE),
    _post("asset/dust", dust.convert, 10, f"asset!:listed {SIDE}"),
    _asking(
        "asset/dust-convert/query-convertible-assets",
        dust.convertible,
        f"targetAsset! {SIDE} {PRICE}",
    ),
    _post(
        "asset/dust-convert/convert",
        dust.convert,
        10,
        f"asset!:listed {SIDE} clientId:text targetAsset thirdPartyClientId:text {PRICE}",
    ),
    _own("v1/asset/dribblet", dust.log, 1, f"{SIDE} {SPAN}"),
    _post(
        "asset/transfer",
        transfers.transfer,
        300,
        f"type!:{transfers.KINDS} asset! amount! fromSymbol:symbol toSymbol:symbol",
        right="permits_universal_transfer",
    ),
    _own(
        "v1/asset/transfer",
        transfers.history,
        1,
        f"type!:{transfers.KINDS} {SPAN} {PAGE} fromSymbol:symbol toSymbol:symbol",
    ),
    _own(
        "v1/asset/ledger-transfer/cloud-mining/queryByPage",
        mining.payments,
        600,
        f"startTime! endTime! tranId clientTranId:text asset {PAGE}",
        pool=Pool.SAPI_UID,
    ),
    _own(
        "v1/asset/custody/transfer-history",
        mining.custody,
        60,
        f"email! startTime! endTime! type:DELEGATE|UNDELEGATE asset {PAGE}",
    ),
    _own("v1/capital/config/getall", capital.coins, 10),
    _own(
        "v1/capital/deposit/hisrec",
        capital.deposits,
        1,
        f"includeSource:boolean=false coin status:0|1|2|6|7|8 {SPAN} {CUT} txId:text",
    ),
    _own("v1/capital/deposit/address", capital.deposit_address, 10, "coin! network amount"),
    _own("v1/capital/deposit/address/list", capital.deposit_addresses, 10, "coin! network"),
    _post(
        "capital/deposit/credit-apply",
        capital.apply_for_credit,
        1,
        "depositId txId:text subAccountId:text subUserId",
        pool=Pool.SAPI_IP,
        right="enable_reading",
    ),
    _own(
        "v1/capital/withdraw/history",
        capital.withdrawals,
        18_000,
        f"coin withdrawOrderId:text status:long {CUT} idList:listed {SPAN}",
        pool=Pool.SAPI_UID,
    ),
    _own("v1/capital/withdraw/address/list", capital.withdraw_addresses, 10),
    _own("v1/capital/withdraw/quota", capital.withdraw_quota, 10),
    _own(
        "v1/localentity/deposit/history",
        rules.deposits,
        1,
        "trId:listed txId:listed tranId:listed network coin pendingQuestionnaire:boolean " + RULED,
    ),
    _own(
        "v2/localentity/deposit/history",
        rules.deposits_v2,
        1,
        f"depositId txId:listed network coin retrieveQuestionnaire:boolean=false {SPAN} {CUT}",
    ),
    *(
        _own(
            f"{version}/localentity/withdraw/history",
            rules.withdrawals,
            1,
            f"trId:listed txId:listed withdrawOrderId:listed network coin {RULED}",
        )
        for version in ("v1", "v2")
    ),
    _own("v1/localentity/vasp", rules.vasps),
    _own("v1/localentity/country/list", rules.countries),
    _own("v1/localentity/region/list", rules.regions, 1, "countryCode!"),
    _own("v1/localentity/questionnaire-requirements", rules.requirements),
)
