"""What holds for a USDⓈ-M account as a whole, over REST: settings, fees in BNB, status, convert."""

from decimal import Decimal
from typing import Any

from sandbox.exchange.contract_desk import books_of, contracts_of, sides_of
from sandbox.exchange.contract_margin import most_at
from sandbox.exchange.contract_wallet import ZERO, Income, Product
from sandbox.exchange.errors import Refusal, needs_one_of
from sandbox.exchange.routes import Call
from sandbox.exchange.wire import places, short

OK = {"code": 200, "msg": "success"}
SPREAD = Decimal("0.001")
LIVES = {"10s": 10_000, "30s": 30_000, "1m": 60_000}


def account_config(call: Call) -> Any:
    """Tell the settings of the account."""
    mode = call.account.contract_mode
    return {
        "feeTier": 0,
        "canTrade": True,
        "canDeposit": True,
        "canWithdraw": True,
        "dualSidePosition": mode.hedge,
        "updateTime": 0,
        "multiAssetsMargin": mode.multi_assets,
        "tradeGroupId": -1,
    }


def symbol_config(call: Call) -> Any:
    """Tell the settings of a contract, or of all."""
    books = books_of(call, Product.USD)
    shown = {}
    for name, _, _ in sides_of(books, call):
        setting = books.wallet.setting(name)
        terms = books.contracts.find(Product.USD, name)
        shown[name] = {
            "symbol": name,
            "marginType": "ISOLATED" if setting.isolated else "CROSSED",
            "isAutoAddMargin": False,
            "leverage": setting.leverage,
            "maxNotionalValue": short(most_at(terms, setting.leverage)),
        }
    return list(shown.values())


def fee_burn(call: Call) -> Any:
    """Tell whether fees are paid in BNB."""
    return {"feeBurn": call.account.contract_mode.fee_burn}


def set_fee_burn(call: Call) -> Any:
    """Change that."""
    call.account.contract_mode.fee_burn = call["feeBurn"]
    return OK


def sign_stocks(call: Call) -> Any:
    """Take the agreement to trade contracts on shares."""
    call.account.contract_mode.signed_stocks = True
    return OK


def trading_status(call: Call) -> Any:
    """Tell how trading by API stands against the rules, by contract."""
    if call.get("symbol"):
        contracts_of(call).find(Product.USD, call["symbol"])
    indicators = {
        call.get("symbol") or "BTCUSDT": [
            {
                "isLocked": False,
                "plannedRecoverTime": 0,
                "indicator": name,
                "value": 0.05,
                "triggerValue": 0.995,
            }
            for name in ("UFR", "IFER", "GCR", "DR")
        ]
    }
    return {"indicators": indicators, "updateTime": call.now_ms}


def portfolio_margin(call: Call) -> Any:
    """Tell how much of an asset portfolio margin would let out."""
    free = max(books_of(call, Product.USD).available(call["asset"]), ZERO)
    return {"maxWithdrawAmountUSD": places(free), "asset": call["asset"], "maxWithdrawAmount": "0"}


def quote(call: Call) -> Any:
    """Offer to convert assets of the futures wallet. Fails with -1102 and -2018."""
    source, target = call["fromAsset"], call["toAsset"]
    rate = contracts_of(call).asset_value(source, target) * (1 - SPREAD)
    if not rate:
        raise Refusal(-1130, "Data sent for parameter 'toAsset' is not valid.")
    paid, got = call.get("fromAmount"), call.get("toAmount")
    if (paid is None) == (got is None):
        raise needs_one_of("fromAmount", "toAmount")
    paid = got / rate if paid is None else paid
    if paid > call.account.futures.balances.get(source, ZERO):
        raise Refusal(-2018, "Balance is insufficient.")
    until = call.now_ms + LIVES[call.get("validTime", "10s")]
    number = f"{12_415_572_564 + len(_quotes(call))}"
    _quotes(call)[number] = {
        "quoteId": number,
        "orderId": "",
        "orderStatus": "",
        "fromAsset": source,
        "fromAmount": places(paid),
        "toAsset": target,
        "toAmount": places(paid * rate),
        "ratio": places(rate),
        "inverseRatio": places(1 / rate),
        "createTime": until,
    }
    kept = ("quoteId", "ratio", "inverseRatio", "toAmount", "fromAmount")
    return {name: _quotes(call)[number][name] for name in kept} | {"validTimestamp": until}


def accept(call: Call) -> Any:
    """Convert as offered. Fails with -2018 and -4xxx of convert."""
    made = _quotes(call).get(call["quoteId"])
    if made is None or made["orderId"] or made["createTime"] < call.now_ms:
        raise Refusal(-4188, "Quote is expired or does not exist.")
    wallet = call.account.futures
    paid, got = Decimal(made["fromAmount"]), Decimal(made["toAmount"])
    if paid > wallet.balances.get(made["fromAsset"], ZERO):
        raise Refusal(-2018, "Balance is insufficient.")
    wallet.balances[made["fromAsset"]] -= paid
    wallet.balances[made["toAsset"]] = wallet.balances.get(made["toAsset"], ZERO) + got
    for asset, amount in ((made["fromAsset"], -paid), (made["toAsset"], got)):
        income = Income(kind="AUTO_EXCHANGE", amount=amount, asset=asset, time_ms=call.now_ms)
        call.venue.contracts.engine.settlement.note(wallet, income)
    made |= {"orderId": f"9{made['quoteId']}", "orderStatus": "SUCCESS", "createTime": call.now_ms}
    return {
        "orderId": made["orderId"],
        "createTime": call.now_ms,
        "orderStatus": "PROCESS",
    }


def conversion(call: Call) -> Any:
    """Tell how a conversion stands. Fails with -1102 and -2013."""
    number, offered = call.get("orderId"), call.get("quoteId")
    if number is None and offered is None:
        raise needs_one_of("orderId", "quoteId")
    for made in _quotes(call).values():
        if made["orderId"] and (made["orderId"] == number or made["quoteId"] == offered):
            return {name: made[name] for name in made if name != "quoteId"}
    raise Refusal(-2013, "Order does not exist.")


def _quotes(call: Call) -> dict[str, dict[str, Any]]:
    return call.account.futures.quotes
