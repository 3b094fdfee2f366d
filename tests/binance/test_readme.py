"""The programs that README shows: they run as they stand."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from binance import constants
from binance.constants import Environment
from binance.credentials import Credentials, KeyType
from sandbox.exchange import Exchange
from tests.binance.pretend import hosts_of

README = Path(__file__).resolve().parents[2] / "README.md"
ORDER = {"symbol": "BTCUSDT", "side": "BUY", "type": "MARKET", "quantity": "0.00100"}
LONGEST = (30, 20)  # lines that are not empty


def example(number: int) -> str:
    """Give a program of the page."""
    programs = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert len(programs) == len(LONGEST)
    return str(programs[number])


def loaded(number: int, exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Give what a program defines, on the pretend exchange instead of the real one."""
    monkeypatch.setattr(constants, "HOSTS", {Environment.MAINNET: hosts_of(exchange)})
    program: dict[str, Any] = {}
    exec(example(number).replace("asyncio.run(main())", ""), program)  # noqa: S102 -- our own page
    return program


async def test_calls_run(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It asks for a price, candles and the status, gathers books, and shows what failed."""
    main: Callable[[], Awaitable[None]] = loaded(0, exchange, monkeypatch)["main"]

    await main()

    shown = capsys.readouterr().out
    assert "'status': 0" in shown
    assert "3 of 3" in shown
    assert "NOSUCHUSDT GET /api/v3/ticker/bookTicker: HTTP 400 -1121" in shown


async def test_streams_run(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It shows a trade of the market, then what is filled in the account."""
    program = loaded(1, exchange, monkeypatch)
    trader = exchange.accounts["trader"]
    program["KEY"] = Credentials(trader.api_key, trader.secret, KeyType.HMAC)
    running = asyncio.create_task(program["main"]())
    shown, price = "", 50_000
    async with asyncio.timeout(60):
        while " at " not in shown:
            price += 1
            if "BTCUSDT 5" in shown:
                exchange.app.place("trader", **ORDER)
            exchange.set_price("BTCUSDT", str(price))
            await asyncio.sleep(0)
            shown += capsys.readouterr().out
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert shown.startswith("BTCUSDT 5")
    assert "\nBUY BTCUSDT 0.00100" in shown


@pytest.mark.parametrize(("number", "longest"), [*enumerate(LONGEST)])
def test_examples_are_short(number: int, longest: int) -> None:
    """Thirty lines are enough for calls, twenty to follow a market and an account."""
    assert sum(bool(line) for line in example(number).splitlines()) <= longest
