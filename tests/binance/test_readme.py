"""The program that README shows: it runs as it stands."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from binance import constants
from binance.constants import Environment
from sandbox.exchange import Exchange
from tests.binance.pretend import hosts_of

README = Path(__file__).resolve().parents[2] / "README.md"
LONGEST = 30  # lines


def example() -> str:
    """Give the only Python of the page."""
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    return str(code)


async def test_example_runs(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It asks for a price, candles and the status, gathers books, and shows what failed."""
    monkeypatch.setattr(constants, "HOSTS", {Environment.MAINNET: hosts_of(exchange)})
    program: dict[str, Any] = {}
    exec(example().replace("asyncio.run(main())", ""), program)  # noqa: S102 -- our own page
    main: Callable[[], Awaitable[None]] = program["main"]

    await main()

    shown = capsys.readouterr().out
    assert "'status': 0" in shown
    assert "3 of 3" in shown
    assert "NOSUCHUSDT GET /api/v3/ticker/bookTicker: HTTP 400 -1121" in shown


def test_example_is_short() -> None:
    """Thirty lines are enough to use the client alone."""
    assert len(example().splitlines()) <= LONGEST
