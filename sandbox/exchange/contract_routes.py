"""The routes of both exchanges for contracts that need a key: every endpoint is one entry."""

from collections.abc import Iterable
from typing import Any

from sandbox.exchange import coin_account as coin
from sandbox.exchange import contract_algo_orders as algos
from sandbox.exchange import contract_entry as entry
from sandbox.exchange import contract_history as history
from sandbox.exchange import contract_orders as orders
from sandbox.exchange import contract_profile as profile
from sandbox.exchange import contract_settings as settings
from sandbox.exchange import futures_account as usd
from sandbox.exchange.contract_desk import OfProduct, on, timely
from sandbox.exchange.contract_wallet import Product
from sandbox.exchange.declaring import own, takes
from sandbox.exchange.params import Param, boolean, one_of, text
from sandbox.exchange.routes import Call, Handler, Pool, Route, Security, Weight, with_symbol

RIGHT = "enable_futures"
USD, COIN = Product.USD, Product.COIN
ROOTS = {USD: "/fapi/v1", COIN: "/dapi/v1"}
SPAN = "startTime endTime"
KINDS = {
    USD: "TRANSFER|WELCOME_BONUS|REALIZED_PNL|FUNDING_FEE|COMMISSION|INSURANCE_CLEAR"
    "|REFERRAL_KICKBACK|COMMISSION_REBATE|API_REBATE|CONTEST_REWARD|CROSS_COLLATERAL_TRANSFER"
    "|OPTIONS_PREMIUM_FEE|OPTIONS_SETTLE_PROFIT|INTERNAL_TRANSFER|AUTO_EXCHANGE"
    "|DELIVERED_SETTELMENT|COIN_SWAP_DEPOSIT|COIN_SWAP_WITHDRAW|POSITION_LIMIT_INCREASE_FEE"
    "|STRATEGY_UMFUTURES_TRANSFER|FEE_RETURN|BFUSD_REWARD|SPECIAL_FUNDING_FEE",
    COIN: "TRANSFER|WELCOME_BONUS|FUNDING_FEE|REALIZED_PNL|COMMISSION|INSURANCE_CLEAR"
    "|DELIVERED_SETTELMENT",
}
BATCH = (Param("batchOrders", orders.objects, required=True),)
CANCELLED = (
    *takes("symbol!"),
    Param("orderIdList", orders.numbers),
    Param("origClientOrderIdList", orders.names),
)
NAMED = (*takes("symbol!"), *orders.IDS)
ALGO_IDS = (*takes("algoId"), Param("clientAlgoId", entry.client_id))
SIDE = Param(
    "positionSide",
    one_of("BOTH", "LONG", "SHORT", code=-4060, message="Invalid position side."),
)
COUNTED: dict[str, Any] = {"shows_order_count": True}


def order_rate_limits(_call: Call) -> Any:
    """How many orders an account may place."""
    return [
        {"rateLimitType": "ORDERS", "interval": interval, "intervalNum": number, "limit": limit}
        for interval, number, limit in (("SECOND", 10, 300), ("MINUTE", 1, 1200))
    ]


def _route(
    method: str, path: str, handler: Handler, weight: Weight, taken: Iterable[Param], **more: Any
) -> Route:
    settled = {"security": Security.TRADE, "right": RIGHT} | more
    return Route(
        method=method,
        path=path,
        handler=timely(handler),
        weight=weight,
        params=tuple(taken),
        pool=Pool.FUTURES,
        **settled,
    )


def _own(path: str, handler: Handler, weight: Weight = 1, words: str = "") -> Route:
    return own(path, timely(handler), weight, words, pool=Pool.FUTURES)


def _look(path: str, handler: Handler, weight: Weight, taken: Iterable[Param]) -> Route:
    return _route(
        "GET", path, handler, weight, taken, security=Security.USER_DATA, right="enable_reading"
    )


def _orders(product: Product) -> tuple[Route, ...]:
    """Give the orders of an exchange."""
    root = ROOTS[product]
    usd_m = product is USD
    asked = "symbol" if usd_m else "symbol pair"

    def at(handler: OfProduct) -> Handler:
        return on(product, handler)

    placed = entry.USD_ORDER if usd_m else entry.COIN_ORDER
    change = orders.USD_CHANGE if usd_m else orders.COIN_CHANGE
    changes = f"{SPAN} limit:..100=50"
    trades = f"symbol! orderId {SPAN}" if usd_m else f"symbol pair orderId:text {SPAN}"
    return (
        _route("POST", f"{root}/order", at(orders.place), 0, placed, **COUNTED),
        _route("PUT", f"{root}/order", at(orders.modify), 0 if usd_m else 1, change, **COUNTED),
        _route("DELETE", f"{root}/order", at(orders.cancel), 1, NAMED),
        _route("POST", f"{root}/batchOrders", at(orders.place_batch), 5, BATCH, **COUNTED),
        _route("PUT", f"{root}/batchOrders", at(orders.modify_batch), 5, BATCH, **COUNTED),
        _route("DELETE", f"{root}/batchOrders", at(orders.cancel_batch), 1, CANCELLED),
        _route("DELETE", f"{root}/allOpenOrders", at(orders.cancel_all), 1, takes("symbol!")),
        _look(f"{root}/order", at(orders.look_up), 1, NAMED),
        _look(f"{root}/openOrder", at(orders.open_order), 1, NAMED),
        _own(f"{root}/openOrders", at(orders.open_orders), with_symbol(1, 40), asked),
        _own(f"{root}/allOrders", at(orders.all_orders), 5, f"{asked} orderId {SPAN} limit=500"),
        _look(f"{root}/orderAmendment", at(orders.changes), 1, (*NAMED, *takes(changes))),
        _own(f"{root}/userTrades", at(orders.trades), 5, f"{trades} fromId limit=500"),
        _route(
            "POST",
            f"{root}/countdownCancelAll",
            at(orders.countdown),
            10,
            takes("symbol! countdownTime!"),
        ),
    )


def _algos(product: Product) -> tuple[Route, ...]:
    """Give the conditional orders of an exchange, as far as the exchange has them."""
    root = ROOTS[product]

    def at(handler: OfProduct) -> Handler:
        return on(product, handler)

    return (
        _route("POST", f"{root}/algoOrder", at(algos.place), 0, entry.ALGO_ORDER, **COUNTED),
        _route("DELETE", f"{root}/algoOrder", at(algos.cancel), 1, ALGO_IDS),
        _own(
            f"{root}/openAlgoOrders",
            at(algos.open_orders),
            with_symbol(1, 40),
            "algoType symbol algoId",
        ),
    )


def _settings(product: Product) -> tuple[Route, ...]:
    """Give what is set, and what happened, on an exchange."""
    root = ROOTS[product]
    usd_m = product is USD

    def at(handler: OfProduct) -> Handler:
        return on(product, handler)

    margin = (*takes("symbol! amount!"), Param("type", one_of("1", "2"), required=True), SIDE)
    history_of = f"symbol! type:{'text' if usd_m else 'long'} {SPAN} limit:..500=500"
    return (
        _route("POST", f"{root}/leverage", at(settings.set_leverage), 1, takes(LEVERAGE)),
        _route("POST", f"{root}/marginType", at(settings.set_margin_type), 1, takes(MARGIN)),
        _route("POST", f"{root}/positionMargin", at(settings.change_margin), 1, margin),
        _route(
            "GET",
            f"{root}/positionMargin/history",
            at(settings.margin_changes),
            1,
            takes(history_of),
        ),
        _own(f"{root}/positionSide/dual", settings.position_mode, 30),
        _route(
            "POST",
            f"{root}/positionSide/dual",
            settings.set_position_mode,
            1,
            takes("dualSidePosition!:boolean"),
        ),
        _own(f"{root}/commissionRate", at(settings.commission), 20, "symbol!"),
        _own(f"{root}/adlQuantile", at(settings.adl_quantile), 5, "symbol"),
        _own(
            f"{root}/forceOrders",
            at(history.forced),
            with_symbol(20, 50),
            f"symbol autoCloseType:LIQUIDATION|ADL {SPAN} limit:..100=50",
        ),
        _own(
            f"{root}/income",
            at(history.income),
            30 if usd_m else 20,
            f"symbol incomeType:{KINDS[product]} {SPAN} limit=100",
        ),
        *(
            route
            for kind in ("income", "order", "trade")
            for route in (
                _own(f"{root}/{kind}/asyn", history.download(kind), 1000, DOWNLOAD),
                _look(
                    f"{root}/{kind}/asyn/id",
                    history.download_link,
                    10 if usd_m else 5,
                    (Param("downloadId", text, required=True),),
                ),
            )
        ),
    )


LEVERAGE = "symbol! leverage!:long"
MARGIN = "symbol! marginType!:ISOLATED|CROSSED"
DOWNLOAD = "startTime! endTime!"

ROUTES = (
    *_orders(USD),
    *_algos(USD),
    *_settings(USD),
    _route("POST", "/fapi/v1/order/test", orders.test, 1, entry.TESTED_ORDER),
    _look("/fapi/v1/algoOrder", on(USD, algos.look_up), 1, ALGO_IDS),
    _own(
        "/fapi/v1/allAlgoOrders",
        on(USD, algos.all_orders),
        5,
        f"symbol! algoId {SPAN} limit=500",
    ),
    _route("DELETE", "/fapi/v1/algoOpenOrders", on(USD, algos.cancel_all), 1, takes("symbol!")),
    _own("/fapi/v3/balance", usd.balance, 5),
    _own("/fapi/v2/balance", usd.balance, 5),
    _own("/fapi/v3/account", usd.account, 5),
    _own("/fapi/v2/account", usd.account_v2, 5),
    _own("/fapi/v3/positionRisk", usd.position_risk, 5, "symbol"),
    _own("/fapi/v2/positionRisk", usd.position_risk_v2, 5, "symbol"),
    _own("/fapi/v1/rateLimit/order", order_rate_limits),
    _own("/fapi/v1/leverageBracket", settings.usd_brackets, 1, "symbol"),
    _own("/fapi/v1/accountConfig", profile.account_config, 5),
    _own("/fapi/v1/symbolConfig", profile.symbol_config, 5, "symbol"),
    _own("/fapi/v1/multiAssetsMargin", settings.assets_mode, 30),
    _route(
        "POST",
        "/fapi/v1/multiAssetsMargin",
        settings.set_assets_mode,
        1,
        (Param("multiAssetsMargin", boolean, required=True),),
    ),
    _own("/fapi/v1/feeBurn", profile.fee_burn, 30),
    _route(
        "POST",
        "/fapi/v1/feeBurn",
        profile.set_fee_burn,
        1,
        (Param("feeBurn", boolean, required=True),),
    ),
    _own("/fapi/v1/apiTradingStatus", profile.trading_status, with_symbol(1, 10), "symbol"),
    _own("/fapi/v1/pmAccountInfo", profile.portfolio_margin, 5, "asset!"),
    _route(
        "POST", "/fapi/v1/stock/contract", profile.sign_stocks, 50, (), security=Security.USER_DATA
    ),
    _route(
        "POST",
        "/fapi/v1/convert/getQuote",
        profile.quote,
        50,
        takes("fromAsset! toAsset! fromAmount toAmount validTime:10s|30s|1m"),
        security=Security.USER_DATA,
    ),
    _route(
        "POST",
        "/fapi/v1/convert/acceptQuote",
        profile.accept,
        200,
        takes("quoteId!:text"),
        security=Security.USER_DATA,
    ),
    _look(
        "/fapi/v1/convert/orderStatus", profile.conversion, 50, takes("orderId:text quoteId:text")
    ),
)

COIN_ROUTES = (
    *_orders(COIN),
    *_algos(COIN),
    *_settings(COIN),
    _own("/dapi/v1/balance", coin.balance),
    _own("/dapi/v1/account", coin.account, 5),
    _own("/dapi/v1/positionRisk", coin.position_risk, 1, "marginAsset pair"),
    _own("/dapi/v1/leverageBracket", settings.pair_brackets, 1, "pair"),
    _look("/dapi/v2/leverageBracket", settings.coin_brackets, with_symbol(1, 2), takes("symbol")),
)
