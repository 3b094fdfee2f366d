"""Money from and to the world outside, as the pretend exchange tells of it."""

from decimal import Decimal

import pytest

from binance.client import BinanceAccount, BinanceClient
from binance.credentials import Credentials
from binance.exceptions import UnreadableAnswer
from tests.binance.scripted_server import Answer, ScriptedServer


async def test_histories_keep_their_digits(account: BinanceAccount) -> None:
    """Deposits are told from withdrawals, purchases from sales; amounts are exact."""
    cash = account.cash
    came, went = [(await cash.fiat_orders(kind)).data for kind in ("0", "1")]
    bought, sold = [(await cash.fiat_payments(kind)).data[0] for kind in ("0", "1")]
    traded = await cash.c2c_trades()
    loan = (await cash.loans()).rows[0]

    assert [str(one.amount) for one in (*came, *went)] == ["1000.00", "150.00"]
    assert (bought.obtain_amount, sold.source_amount) == (Decimal("0.0032"), Decimal("0.01"))
    assert [one.trade_type for one in traded.data] == ["BUY", "SELL"]
    assert traded.total == 2
    assert str(loan.total_debt) == "500.12345678"
    assert loan.current_ltv == Decimal("0.55")


async def test_refusal_inside_a_200(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """An answer without rows is an error that names path and field, not an empty history."""
    server.otherwise = lambda _: Answer('{"code": "100001002", "success": false, "data": null}')
    with pytest.raises(UnreadableAnswer, match=r"GET /sapi/v1/fiat/payments: .*\$\.data"):
        await client.account(credentials).cash.fiat_payments("0")
