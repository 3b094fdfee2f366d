"""Conditional orders on contracts over REST: place, cancel, look up, list."""

from typing import Any

from sandbox.exchange import contract_views as views
from sandbox.exchange.contract_desk import contracts_of, terms_of
from sandbox.exchange.contract_engine import unknown_order
from sandbox.exchange.contract_entry import Entry
from sandbox.exchange.contract_history import page, span_checked
from sandbox.exchange.contract_wallet import KEPT_ALGO, AlgoOrder, Product
from sandbox.exchange.errors import Refusal, needs_one_of
from sandbox.exchange.routes import Call


def place(call: Call, product: Product) -> Any:
    """Place a conditional order."""
    entry = Entry(contracts_of(call), call.account, product, call.now_ms)
    algo = call.venue.contracts.algos.place(call.account, entry.algo(call.params))
    return views.algo(algo)


def cancel(call: Call, product: Product) -> Any:
    """Cancel a conditional order that was not triggered."""
    algo = _find(call, product)
    if algo is None or not algo.is_open:
        raise unknown_order()
    call.venue.contracts.algos.cancel(call.account, algo)
    return {
        "algoId": algo.algo_id,
        "clientAlgoId": algo.client_algo_id,
        "code": "200",
        "msg": "success",
    }


def cancel_all(call: Call, product: Product) -> Any:
    """Cancel every conditional order of a contract."""
    name = terms_of(call, product).name
    for algo in call.account.wallet(product).open_algos(name):
        call.venue.contracts.algos.cancel(call.account, algo)
    return {"code": 200, "msg": "The operation of cancel all open order is done."}


def look_up(call: Call, product: Product) -> Any:
    """Tell how a conditional order stands."""
    algo = _find(call, product)
    if algo is None:
        raise Refusal(-2013, "Order does not exist.")
    return _shown(call, product, algo)


def open_orders(call: Call, product: Product) -> Any:
    """List the conditional orders that wait, of one contract or of all."""
    if call.get("symbol"):
        terms_of(call, product)
    return [
        _shown(call, product, algo)
        for algo in call.account.wallet(product).algos.values()
        if algo.status in KEPT_ALGO
        and call.get("symbol") in {None, algo.order.symbol}
        and call.get("algoId") in {None, algo.algo_id}
    ]


def all_orders(call: Call, product: Product) -> Any:
    """List the conditional orders of a contract, old and waiting."""
    span_checked(call, days=7)
    name = terms_of(call, product).name
    rows = [
        (algo.time_ms, algo.algo_id, _shown(call, product, algo))
        for algo in call.account.wallet(product).algos.values()
        if algo.order.symbol == name
    ]
    return page(call, rows, "algoId")


def _shown(call: Call, product: Product, algo: AlgoOrder) -> Any:
    return views.algo_query(algo, contracts_of(call).find(product, algo.order.symbol))


def _find(call: Call, product: Product) -> AlgoOrder | None:
    """Find the conditional order a call names. Fails with -1102."""
    number, named = call.get("algoId"), call.get("clientAlgoId")
    if number is None and named is None:
        raise needs_one_of("algoId", "clientAlgoId")
    own = call.account.wallet(product).algos
    if number is not None:
        return own.get(number)
    alike = [one for one in own.values() if one.client_algo_id == named]
    return next((one for one in alike if one.is_open), alike[-1] if alike else None)
