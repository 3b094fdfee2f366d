"""How an account trades contracts, over REST: leverage, margin, modes, fees."""

from decimal import Decimal
from typing import Any

from sandbox.exchange import contract_events as events
from sandbox.exchange.contract_desk import books_of, contracts_of, terms_of
from sandbox.exchange.contract_margin import Books, brackets, most_at
from sandbox.exchange.contract_settlement import MAKER, TAKER
from sandbox.exchange.contract_terms import Terms
from sandbox.exchange.contract_wallet import ZERO, Position, Product
from sandbox.exchange.errors import Refusal
from sandbox.exchange.routes import Call
from sandbox.exchange.wire import places, short

OK = {"code": 200, "msg": "success"}
ADD = 1  # 2 reduces


def set_leverage(call: Call, product: Product) -> Any:
    """Set the leverage of a contract. Fails with -2027, -2028, -4028 and -4161."""
    terms, leverage = terms_of(call, product), call["leverage"]
    if not 1 <= leverage <= brackets(terms)[0].leverage:
        raise Refusal(-4028, f"Leverage {leverage} is not valid")
    books = books_of(call, product)
    setting = books.wallet.setting(terms.name)
    held = books.wallet.held(terms.name)
    if setting.isolated and held and leverage < setting.leverage:
        raise Refusal(
            -4161, "Leverage reduction is not supported in Isolated Margin Mode with open positions"
        )
    if any(abs(books.notional(terms, one)) > most_at(terms, leverage) for _, _, one in held):
        raise Refusal(-2027, "Exceeded the maximum allowable position at current leverage.")
    before, setting.leverage = setting.leverage, leverage
    if leverage < before and books.available(terms.margin_asset) < 0:
        setting.leverage = before
        raise Refusal(-2028, "Leverage is smaller than permitted: insufficient margin balance.")
    if leverage != before:
        _tell(call, product, events.leverage_changed(terms.name, leverage, call.now_ms))
    most = short(most_at(terms, leverage))
    name = "maxNotionalValue" if product is Product.USD else "maxQty"
    return {"symbol": terms.name, "leverage": leverage, name: most}


def set_margin_type(call: Call, product: Product) -> Any:
    """Let a contract's positions share their margin or not.

    Fails with -4046, -4047, -4048 and -4168.
    """
    terms, isolated = terms_of(call, product), call["marginType"] == "ISOLATED"
    wallet = call.account.wallet(product)
    if wallet.setting(terms.name).isolated == isolated:
        raise Refusal(-4046, "No need to change margin type.")
    if product is Product.USD and isolated and call.account.contract_mode.multi_assets:
        raise Refusal(
            -4168, "Unable to adjust to isolated-margin mode under the Multi-Assets mode."
        )
    if wallet.open_orders(terms.name):
        raise Refusal(-4047, "Margin type cannot be changed if there exists open orders.")
    if wallet.held(terms.name):
        raise Refusal(-4048, "Margin type cannot be changed if there exists position.")
    wallet.setting(terms.name).isolated = isolated
    return OK


def position_mode(call: Call) -> Any:
    """Tell whether both sides of a contract are held at a time."""
    return {"dualSidePosition": call.account.contract_mode.hedge}


def set_position_mode(call: Call) -> Any:
    """Change that, for both exchanges. Fails with -4059, -4067 and -4068."""
    mode, hedge = call.account.contract_mode, call["dualSidePosition"]
    if mode.hedge == hedge:
        raise Refusal(-4059, "No need to change position side.")
    wallets = [call.account.wallet(product) for product in Product]
    if any(wallet.open_orders() or wallet.open_algos() for wallet in wallets):
        raise Refusal(-4067, "Position side cannot be changed if there exists open orders.")
    if any(wallet.held() for wallet in wallets):
        raise Refusal(-4068, "Position side cannot be changed if there exists position.")
    mode.hedge = hedge
    return OK


def assets_mode(call: Call) -> Any:
    """Tell whether all assets are margin."""
    return {"multiAssetsMargin": call.account.contract_mode.multi_assets}


def set_assets_mode(call: Call) -> Any:
    """Change that. Fails with -4167, -4170 and -4171."""
    mode, joint = call.account.contract_mode, call["multiAssetsMargin"]
    wallet = call.account.futures
    if mode.multi_assets == joint:
        raise Refusal(
            -4171,
            "Adjusted asset mode is currently set and does not need to be adjusted repeatedly",
        )
    if wallet.open_orders():
        raise Refusal(
            -4170, "Unable to adjust Multi-Assets Mode with open orders in USDⓈ-M Futures."
        )
    if joint and any(one.isolated for one in wallet.settings.values()):
        raise Refusal(
            -4167,
            "Unable to adjust to Multi-Assets mode with symbols of USDⓈ-M Futures under"
            " isolated-margin mode.",
        )
    mode.multi_assets = joint
    _tell(call, Product.USD, events.assets_mode_changed(joint, call.now_ms))
    return OK


def change_margin(call: Call, product: Product) -> Any:
    """Add to the margin of an isolated position, or take from it.

    Fails with -4049, -4050, -4051, -4054 and -4055.
    """
    terms, amount = terms_of(call, product), call["amount"]
    side = call.get("positionSide", "BOTH")
    books = books_of(call, product)
    position = books.wallet.position(terms.name, side)
    if amount <= 0:
        raise Refusal(-4055, "Amount must be positive.")
    if not books.wallet.setting(terms.name).isolated:
        raise Refusal(-4049, "Add margin only support for isolated position.")
    if not position.amount:
        raise Refusal(-4054, "Cannot add position margin: position is 0.")
    kind = int(call["type"])
    _check_transfer(books, terms, position, amount if kind == ADD else -amount)
    position.isolated += amount if kind == ADD else -amount
    books.wallet.margin_changes.append(
        {
            "symbol": terms.name,
            "type": kind,
            "deltaType": "USER_ADJUST",
            "amount": places(amount),
            "asset": terms.margin_asset,
            "time": call.now_ms,
            "positionSide": side,
        }
    )
    call.account.update_time_ms = call.now_ms
    assets, changed = {terms.margin_asset: "0"}, ((terms.name, side),)
    _tell(call, product, events.account_update(books, "MARGIN_TRANSFER", assets, changed))
    return {
        "amount": float(amount),
        "code": 200,
        "msg": "Successfully modify position margin.",
        "type": kind,
    }


def margin_changes(call: Call, product: Product) -> Any:
    """List such changes of a contract."""
    name = terms_of(call, product).name
    kind = call.get("type")
    found = [
        one
        for one in call.account.wallet(product).margin_changes
        if one["symbol"] == name
        and kind in {None, one["type"], str(one["type"])}  # USDⓈ-M takes it as text
        and call.get("startTime", 0) <= one["time"] <= call.get("endTime", one["time"])
    ]
    return found[-call["limit"] :]


def usd_brackets(call: Call) -> Any:
    """How much leverage positions of a size may have."""
    return [
        {
            "symbol": terms.name,
            "notionalCoef": 1.0,
            "brackets": [
                {
                    "bracket": one.number,
                    "initialLeverage": one.leverage,
                    "notionalCap": int(one.cap),
                    "notionalFloor": int(one.floor),
                    "maintMarginRatio": float(one.rate),
                    "cum": float(one.discount),
                }
                for one in brackets(terms)
            ],
        }
        for terms in _asked(call, Product.USD)
    ]


def coin_brackets(call: Call) -> Any:
    """How much leverage positions of a size, in coins, may have; by contract."""
    return [
        {"symbol": terms.name, "notionalCoef": 1.0, "brackets": _coin_brackets(terms)}
        for terms in _asked(call, Product.COIN)
    ]


def pair_brackets(call: Call) -> Any:
    """How much leverage positions of a size, in coins, may have; by pair."""
    pairs = {terms.pair: terms for terms in contracts_of(call).all(Product.COIN)}
    return [
        {"pair": pair, "brackets": _coin_brackets(terms)}
        for pair, terms in pairs.items()
        if call.get("pair") in {None, pair}
    ]


def commission(call: Call, product: Product) -> Any:
    """Fees on a contract."""
    return {
        "symbol": terms_of(call, product).name,
        "makerCommissionRate": short(MAKER),
        "takerCommissionRate": short(TAKER),
        **({"rpiCommissionRate": "0.00005"} if product is Product.USD else {}),
    }


def adl_quantile(call: Call, product: Product) -> Any:
    """How soon positions would be reduced by force, 0 to 4."""
    books = books_of(call, product)
    if call.get("symbol"):
        terms_of(call, product)
    shown: dict[str, dict[str, int]] = {}
    for name, side, position in books.wallet.held(call.get("symbol")):
        terms = books.contracts.find(product, name)
        rank = 3 if books.unrealised(terms, position) > 0 else 1
        shown.setdefault(name, {"LONG": 0, "SHORT": 0, "BOTH": 0})[side] = rank
    return [{"symbol": name, "adlQuantile": ranks} for name, ranks in shown.items()]


def _check_transfer(books: Books, terms: Terms, position: Position, change: Decimal) -> None:
    if change > books.available(terms.margin_asset):
        raise Refusal(-4050, "Cross balance insufficient.")
    profit = min(books.unrealised(terms, position), ZERO)
    if change < 0 and position.isolated + change + profit < books.initial(terms, position):
        raise Refusal(-4051, "Isolated balance insufficient.")


def _coin_brackets(terms: Terms) -> list[dict[str, Any]]:
    return [
        {
            "bracket": one.number,
            "initialLeverage": one.leverage,
            "qtyCap": int(one.cap),
            "qtyFloor": int(one.floor),
            "qtylFloor": int(one.floor),
            "maintMarginRatio": float(one.rate),
            "cum": float(one.discount),
        }
        for one in brackets(terms)
    ]


def _asked(call: Call, product: Product) -> list[Terms]:
    return [terms_of(call, product)] if call.get("symbol") else contracts_of(call).all(product)


def _tell(call: Call, product: Product, event: events.Event) -> None:
    call.venue.contracts.engine.tell(call.account, product, event)
