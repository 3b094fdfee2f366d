"""The routes of margin besides orders: every endpoint is one entry."""

from typing import Any

from sandbox.exchange import margin_accounts as accounts
from sandbox.exchange import margin_loans as loans
from sandbox.exchange import margin_market as market
from sandbox.exchange.declaring import get, own, write
from sandbox.exchange.routes import Handler, Pool, Route, Security, Weight

ROOT = "/sapi/v1/margin"
SPAN = "startTime endTime"
PAGE = "current=1 size=10"
BORROWING: dict[str, Any] = {"right": "enable_margin", "pool": Pool.SAPI_UID}


def _own(path: str, handler: Handler, weight: Weight = 1, words: str = "") -> Route:
    return own(f"{ROOT}/{path}", handler, weight, words, pool=Pool.SAPI_IP)


def _counted(path: str, handler: Handler, weight: Weight = 1, words: str = "") -> Route:
    return own(f"{ROOT}/{path}", handler, weight, words, pool=Pool.SAPI_UID)


def _open(path: str, handler: Handler, weight: Weight = 1, words: str = "") -> Route:
    return get(
        f"{ROOT}/{path}", handler, weight, words, security=Security.MARKET_DATA, pool=Pool.SAPI_IP
    )


ROUTES = (
    _own("account", accounts.account, 10),
    _own("isolated/account", accounts.isolated_account, 10, "symbols:listed"),
    write("POST", f"{ROOT}/isolated/account", accounts.enable, 300, "symbol!", pool=Pool.SAPI_UID),
    write(
        "DELETE", f"{ROOT}/isolated/account", accounts.disable, 300, "symbol!", pool=Pool.SAPI_UID
    ),
    _own("isolated/accountLimit", accounts.isolated_limit),
    _own("tradeCoeff", accounts.bars, 10),
    write(
        "POST",
        f"{ROOT}/max-leverage",
        accounts.set_leverage,
        3000,
        "maxLeverage!:long",
        security=Security.USER_DATA,
        **BORROWING,
    ),
    _own(
        "capital-flow",
        accounts.capital_flow,
        100,
        f"asset symbol type:{accounts.FLOWS} {SPAN} fromId limit=500",
    ),
    own("/sapi/v1/bnbBurn", accounts.bnb_burn, pool=Pool.SAPI_IP),
    write(
        "POST",
        f"{ROOT}/borrow-repay",
        loans.borrow_repay,
        1500,
        "asset! isIsolated! amount! type!:BORROW|REPAY symbol",
        security=Security.USER_DATA,
        **BORROWING,
    ),
    _own(
        "borrow-repay",
        loans.loans,
        10,
        f"type!:BORROW|REPAY asset isolatedSymbol txId {SPAN} {PAGE}",
    ),
    _own("interestHistory", loans.interest, 1, f"asset isolatedSymbol {SPAN} {PAGE}"),
    _own("interestRateHistory", loans.interest_rates, 1, f"asset! vipLevel:long {SPAN}"),
    _own("next-hourly-interest-rate", loans.hourly_rates, 100, "assets!:listed isIsolated!"),
    _own("maxBorrowable", loans.borrowable, 50, "asset! isolatedSymbol"),
    _own("maxTransferable", loans.transferable, 50, "asset! isolatedSymbol"),
    _own(
        "transfer",
        loans.transfers,
        1,
        f"asset type:ROLL_IN|ROLL_OUT {SPAN} {PAGE} isolatedSymbol",
    ),
    _own("forceLiquidationRec", loans.liquidations, 1, f"{SPAN} isolatedSymbol {PAGE}"),
    write(
        "POST",
        f"{ROOT}/manual-liquidation",
        loans.liquidate,
        3000,
        "type!:MARGIN|ISOLATED symbol",
        pool=Pool.SAPI_UID,
    ),
    _own("exchange-small-liability", loans.small_liabilities, 100),
    write(
        "POST",
        f"{ROOT}/exchange-small-liability",
        lambda _: {},
        3000,
        "assetNames!:listed",
        security=Security.MARGIN,
        **BORROWING,
    ),
    _counted(
        "exchange-small-liability-history",
        loans.small_exchanges,
        100,
        f"current!:long size!:..100 {SPAN}",
    ),
    _counted("liquidation-loan", loans.liquidation_loan, 100),
    write(
        "POST",
        f"{ROOT}/liquidation-loan/repay",
        loans.repay_loan,
        100,
        "asset! amount!",
        security=Security.MARGIN,
        **BORROWING,
    ),
    _counted("liquidation-loan/repay-history", loans.repayments, 100, f"{SPAN} {PAGE}"),
    _open("allAssets", market.assets, 1, "asset"),
    _open("allPairs", market.pairs, 1, "symbol"),
    _open("isolated/allPairs", market.isolated_pairs, 10, "symbol"),
    _open("priceIndex", market.price_index, 10, "symbol!"),
    _open("crossMarginCollateralRatio", market.collateral_ratios, 100),
    _open("leverageBracket", market.leverage_brackets),
    _own("isolatedMarginTier", market.isolated_tiers, 1, "symbol! tier:long"),
    _own(
        "crossMarginData",
        market.cross_data,
        lambda sent: 1 if sent.get("coin") else 5,
        "vipLevel:long coin",
    ),
    _own(
        "isolatedMarginData",
        market.isolated_data,
        lambda sent: 1 if sent.get("symbol") else 10,
        "vipLevel:long symbol",
    ),
    _counted("available-inventory", market.inventory, 50, "type!:MARGIN|ISOLATED"),
    _open("limit-price-pairs", market.limit_price_pairs),
    _open("restricted-asset", market.restricted_assets),
    _open("risk-based-liquidation-ratio", market.liquidation_ratios),
    _open("list-schedule", market.listings, 100),
    _open("delist-schedule", market.delistings, 100),
)
