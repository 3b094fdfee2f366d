"""What a symbol allows, and to whom; what an order is made of."""

from typing import Any

import pytest

from binance.enums import OrderType, SymbolStatus
from binance.filters import Field, OrderDraft, Purpose, Standing, prepare
from tests.binance.filters.listings import D, contract, limit, market, rules_broken, stop, symbol

LIMIT_ONLY = symbol(order_types=[OrderType.LIMIT])


@pytest.mark.parametrize("status", ["END_OF_DAY", "HALT", "BREAK", "CANCEL_ONLY", "NOVEL"])
def test_symbol_that_does_not_trade(status: str) -> None:
    """Every status but TRADING refuses orders."""
    problems = prepare(limit(symbol(status=SymbolStatus(status)))).problems

    assert [(one.rule, one.detail, one.code, one.words) for one in problems] == [
        ("STATUS", status, -1013, "Market is closed.")
    ]


@pytest.mark.parametrize(
    ("names", "trades"), [({"status": None}, True), ({"contract_status": "SETTLING"}, False)]
)
def test_contract_that_does_not_trade(names: dict[str, Any], trades: bool) -> None:
    """COIN-M tells the status under another name."""
    own = {"status": None} | {name: value and SymbolStatus(value) for name, value in names.items()}

    assert prepare(limit(contract(**own))).acceptable is trades


@pytest.mark.parametrize(
    ("sets", "held", "refused"),
    [
        ([["SPOT", "MARGIN"]], {"SPOT"}, False),
        ([["SPOT", "MARGIN"]], {"TRD_GRP_002"}, True),
        ([["SPOT", "TRD_GRP_004"], ["TRD_GRP_005", "TRD_GRP_006"]], {"TRD_GRP_004"}, True),
        ([["SPOT", "TRD_GRP_004"], ["TRD_GRP_005"]], {"TRD_GRP_004", "TRD_GRP_005"}, False),
        ([], set(), False),
        ([[]], set(), False),
    ],
)
def test_permission_sets(sets: list[list[str]], held: set[str], refused: bool) -> None:
    """One permission of each set is needed."""
    info = symbol(permission_sets=sets)
    problems = prepare(limit(info), standing=Standing(permissions=frozenset(held))).problems

    assert [one.rule for one in problems] == ["PERMISSIONS"][:refused]
    assert all(one.code == -2010 for one in problems)


def test_unknown_permissions_are_told() -> None:
    """Without the account's permissions the sets are not checked."""
    notes = prepare(limit(symbol(permission_sets=[["SPOT"]]))).notes

    assert ("PERMISSIONS", "permissions") in [(one.rule, one.missing) for one in notes]


@pytest.mark.parametrize(
    ("draft", "rules"),
    [
        (limit(LIMIT_ONLY), set()),
        (stop(LIMIT_ONLY), {"ORDER_TYPES"}),
        (limit(symbol(iceberg_allowed=False), iceberg_qty=D(1)), {"ICEBERG"}),
        (limit(symbol(iceberg_allowed=False), iceberg_qty=D(0)), set()),
        (
            market(symbol(quote_order_qty_market_allowed=False), quote_quantity=D(1)),
            {"QUOTE_ORDER_QTY"},
        ),
        (stop(symbol(allow_trailing_stop=False), trailing_delta=50), {"TRAILING_STOP"}),
        (limit(symbol(oco_allowed=False), purpose=Purpose.OCO), {"OCO_ALLOWED"}),
        (limit(symbol(oto_allowed=False), purpose=Purpose.OTO), {"OTO_ALLOWED"}),
        (limit(symbol(oco_allowed=False), purpose=Purpose.OTOCO), {"OCO_ALLOWED"}),
        (limit(symbol(opo_allowed=False), purpose=Purpose.OPO), {"OPO_ALLOWED"}),
        (
            limit(symbol(opo_allowed=False, oco_allowed=False), purpose=Purpose.OPOCO),
            {"OPO_ALLOWED", "OCO_ALLOWED"},
        ),
        (
            limit(symbol(cancel_replace_allowed=False), purpose=Purpose.CANCEL_REPLACE),
            {"CANCEL_REPLACE_ALLOWED"},
        ),
        (limit(symbol(amend_allowed=False), purpose=Purpose.AMEND), {"AMEND_ALLOWED"}),
        (
            limit(symbol(peg_instructions_allowed=False), price=None, peg_price_type="MARKET_PEG"),
            {"PEG_INSTRUCTIONS"},
        ),
        (
            limit(
                symbol(allowed_self_trade_prevention_modes=["NONE"]),
                self_trade_prevention_mode="DECREMENT",
            ),
            {"SELF_TRADE_PREVENTION"},
        ),
        (limit(symbol(), self_trade_prevention_mode="NOVEL"), set()),
    ],
)
def test_capabilities(draft: OrderDraft, rules: set[str]) -> None:
    """Each flag of the symbol holds; what it does not tell is allowed."""
    assert rules_broken(draft) == rules


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"peg_price_type": "PRIMARY_PEG"}, None),
        ({"peg_price_type": "MARKET_PEG", "time_in_force": "IOC"}, None),
        ({"peg_price_type": "PRIMARY_PEG", "time_in_force": "IOC"}, Field.TIME_IN_FORCE),
        ({"peg_price_type": "PRIMARY_PEG", "peg_offset_value": 100}, None),
        ({"peg_price_type": "PRIMARY_PEG", "peg_offset_value": 101}, Field.PEG_OFFSET_VALUE),
        (
            {"peg_price_type": "MARKET_PEG", "type": "LIMIT_MAKER", "time_in_force": None},
            Field.PEG_PRICE_TYPE,
        ),
        (
            {"peg_price_type": "PRIMARY_PEG", "type": "MARKET", "time_in_force": None},
            Field.PEG_PRICE_TYPE,
        ),
    ],
)
def test_pegged_orders(changes: dict[str, Any], field: Field | None) -> None:
    """Pegs belong to limit orders and make the price dispensable."""
    own = changes | {name: OrderType(changes[name]) for name in ("type",) if name in changes}
    problems = prepare(limit(symbol(), **{"price": None} | own)).problems

    assert [one.field for one in problems] == ([] if field is None else [field])


SPOT, FUTURES = symbol(), contract()


@pytest.mark.parametrize(
    ("draft", "code", "field"),
    [
        (limit(SPOT, price=None), -1102, Field.PRICE),
        (limit(SPOT, time_in_force=None), -1102, Field.TIME_IN_FORCE),
        (limit(SPOT, quantity=None), -1102, Field.QUANTITY),
        (limit(SPOT, stop_price=D(1)), -1106, Field.STOP_PRICE),
        (limit(SPOT, type=OrderType.LIMIT_MAKER), -1106, Field.TIME_IN_FORCE),
        (market(SPOT), -1102, Field.QUANTITY),
        (market(SPOT, quantity=D(1), quote_quantity=D(1)), -1106, Field.QUOTE_QUANTITY),
        (market(SPOT, quantity=D(1), price=D(1)), -1106, Field.PRICE),
        (limit(SPOT, iceberg_qty=D(1), time_in_force="IOC"), -1013, Field.ICEBERG_QTY),
        (limit(SPOT, iceberg_qty=D(0), time_in_force="FOK"), -1013, Field.ICEBERG_QTY),
        (stop(SPOT, stop_price=None), -1102, Field.STOP_PRICE),
        (stop(SPOT, stop_price=None, trailing_delta=50), None, None),
        (stop(SPOT, price=D(1)), -1106, Field.PRICE),
        (limit(FUTURES, price=None, price_match="QUEUE"), None, None),
        (market(FUTURES, quote_quantity=D(1)), -1102, Field.QUANTITY),
        (stop(FUTURES, type=OrderType.STOP_MARKET, quantity=None), -1102, Field.QUANTITY),
        (
            stop(FUTURES, type=OrderType.STOP_MARKET, quantity=None, close_position=True),
            None,
            None,
        ),
        (stop(FUTURES, type=OrderType.STOP), -1102, Field.PRICE),
        (
            stop(FUTURES, type=OrderType.TRAILING_STOP_MARKET, stop_price=None),
            -1102,
            Field.CALLBACK_RATE,
        ),
        (limit(SPOT, type=OrderType("NOVEL")), None, None),
    ],
)
def test_composition(draft: OrderDraft, code: int | None, field: Field | None) -> None:
    """Each type needs its parts and takes no others; of an unknown type nothing is said."""
    problems = prepare(draft).problems

    assert (field is None) == (problems == ())
    assert field is None or (code, field) in [(one.code, one.field) for one in problems]
