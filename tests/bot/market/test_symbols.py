"""Which symbol a text means, and how the list of symbols is kept."""

import asyncio
import time
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binance.exceptions import BinanceError, RequestTimeout
from binance.models.market import ExchangeInfo
from bot.arguments import StaleButton
from bot.services.symbol_catalogue import handle, handles
from bot.services.symbols import SymbolDirectory, SymbolNotFound
from tests.bot.market.examples import BTC, CHINESE, ETHBTC, HALTED, LISTED, catalogue


class Source:
    """Where a directory reads its symbols: counts the readings, fails or waits when told."""

    def __init__(self) -> None:
        self.readings = 0
        self.error: BinanceError | None = None
        self.open = asyncio.Event()
        self.open.set()

    async def exchange_info(self) -> ExchangeInfo:
        """Give the symbols."""
        self.readings += 1
        await self.open.wait()
        if self.error is not None:
            raise self.error
        return ExchangeInfo(symbols=list(LISTED))


class Clock:
    """A clock that moves when told, in seconds."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Give the time."""
        return self.now


def directory(source: Source, clock: Callable[[], float]) -> SymbolDirectory:
    """Give a directory whose list is fresh for ten minutes."""
    return SymbolDirectory(source, fresh_seconds=600, clock=clock)


@pytest.mark.parametrize(
    ("typed", "quote", "name"),
    [
        ("btc", "USDT", "BTCUSDT"),
        ("BTCUSDT", "BTC", "BTCUSDT"),
        ("eth/btc", "USDT", "ETHBTC"),
        ("ETH-BTC", "USDT", "ETHBTC"),
        ("eth_btc", "USDT", "ETHBTC"),
        ("ethbtc", "USDT", "ETHBTC"),
        ("eth", "BTC", "ETHBTC"),
        ("sol", "USDC", "SOLUSDC"),
        ("币安人生", "USDT", "币安人生USDT"),
        ("１２３４５６", "USDT", "１２３４５６USDT"),
        ("bİtc", "USDT", None),
        ("DOGE", "TRY", None),
        ("btc/", "USDT", None),
        ("/", "USDT", None),
    ],
)
def test_what_people_type_finds_its_symbol(typed: str, quote: str, name: str | None) -> None:
    """A name, a base asset in the user's quote asset, or a pair with any separator."""
    found = catalogue().find(typed, quote)

    assert (found.symbol if found else None) == name


def test_a_turkish_keyboard_types_a_dotted_capital_i() -> None:
    """The capital i of a Turkish keyboard means the plain one."""
    listed = catalogue()
    info = listed.find("usdt/try", "USDT")

    assert info is not None
    assert listed.find("USDT/TRY".replace("I", "İ"), "USDT") is info
    assert listed.closest("bİnb", "USDT") == listed.closest("BINB", "USDT")


@pytest.mark.parametrize(
    ("typed", "closest"),
    [
        ("sol/try", ("SOLUSDT", "SOLUSDC", "SOLBTC")),
        ("SOLL", ("SOLUSDT", "SOLVUSDT", "BTCUSDT")),
        ("so", ("SOLUSDT", "SOLVUSDT", "BTCUSDT")),
        ("DGOE", ("DOGEUSDT", "LDOUSDT", "BTCUSDT")),
        ("dgoeusdt", ("DOGEUSDT", "LDOUSDT", "BTCUSDT")),
        ("usdt", ("USDTTRY", "BTCUSDT", "ETHUSDT")),
        ("币安", ("币安人生USDT", "BTCUSDT", "ETHUSDT")),
        ("xyzzy", ("BTCUSDT", "ETHUSDT", "SOLUSDT")),
    ],
)
def test_an_unknown_symbol_suggests_three(typed: str, closest: tuple[str, ...]) -> None:
    """The same base first, then beginnings, then spelling, then what many ask for."""
    assert catalogue().closest(typed, "USDT") == closest


def test_what_does_not_trade_is_found_but_not_suggested() -> None:
    """A halted symbol can be asked about by name; nobody is sent there."""
    listed = catalogue()

    assert listed.find("lunc", "USDT") == HALTED
    assert HALTED.symbol not in listed.closest("lun", "USDT")
    assert ("LUNC", "USDT") not in listed.pairs


def test_popular_symbols_are_priced_in_the_users_quote() -> None:
    """What is not listed in the quote asset comes in the one most people use."""
    names = [info.symbol for info in catalogue().popular("BTC")]

    assert names == ["BTCUSDT", "ETHBTC", "SOLBTC", "BNBUSDT", "DOGEUSDT"]


def test_a_button_names_its_symbol() -> None:
    """The handle leads back to the symbol, whatever script its name is in."""
    listed = catalogue()
    joined = "".join(handle(info.symbol) for info in (BTC, CHINESE, ETHBTC))

    assert [listed.by_handle(each) for each in handles(joined)] == [BTC, CHINESE, ETHBTC]
    assert listed.by_handle("??????") is None


def test_handles_do_not_meet() -> None:
    """Among five thousand names no two share a handle."""
    names = [f"{base}{quote}" for base in range(1250) for quote in ("USDT", "BTC", "EUR", "TRY")]
    assert len({handle(name) for name in names}) == len(names)


@given(st.text(st.characters(), max_size=30))
def test_any_text_may_be_looked_up(typed: str) -> None:
    """No text breaks the look-up, and an unknown one always gets three suggestions."""
    listed = catalogue()

    assert listed.find(typed, "USDT") is None or typed
    assert len(listed.closest(typed, "USDT")) == 3


def test_suggesting_among_all_of_binance_is_quick() -> None:
    """The worst text among six hundred bases holds the loop for less than 50 ms."""
    letters = "ABCDEFGHIJKLMNOPQRST"
    bases = ["".join(each) for each in combinations(letters, 3)][:600]
    listed = catalogue()
    listed._by_base |= {base: [] for base in bases}

    began = time.process_time()
    listed.closest("ABCDEFGHIJKLMNOPQRSTABCDEFGHIJ", "USDT")

    assert time.process_time() - began < 0.05


async def test_an_unknown_symbol_names_what_was_typed() -> None:
    """The error carries the text and the suggestions for the buttons."""
    with pytest.raises(SymbolNotFound) as caught:
        await directory(Source(), Clock()).resolve("SOLL")

    assert caught.value.typed == "SOLL"
    assert caught.value.suggestions == ("SOLUSDT", "SOLVUSDT", "BTCUSDT")


async def test_a_button_of_a_removed_symbol_is_stale() -> None:
    """A handle that no symbol has any more is a typed error."""
    with pytest.raises(StaleButton):
        await directory(Source(), Clock()).by_handle("gone__")

    assert await directory(Source(), Clock()).by_handle(handle("BTCUSDT")) == BTC


async def test_many_first_callers_read_the_list_once() -> None:
    """A hundred commands at once cost one exchangeInfo."""
    source = Source()
    symbols = directory(source, Clock())

    found = await asyncio.gather(*(symbols.resolve("btc") for _ in range(100)))

    assert source.readings == 1
    assert found == [BTC] * 100


async def test_the_list_is_read_again_after_a_while() -> None:
    """Fresh for ten minutes, then read again; never in between."""
    source, clock = Source(), Clock()
    symbols = directory(source, clock)

    await symbols.resolve("btc")
    clock.now += 599
    await symbols.resolve("btc")
    before = source.readings
    clock.now += 2
    await symbols.resolve("btc")

    assert (before, source.readings) == (1, 2)


async def test_nobody_else_waits_while_the_list_is_renewed() -> None:
    """One caller renews an old list; the others get the old one at once."""
    source, clock = Source(), Clock()
    symbols = directory(source, clock)
    await symbols.resolve("btc")
    clock.now += 601
    source.open.clear()
    renewing = asyncio.create_task(symbols.resolve("btc"))
    await asyncio.sleep(0)

    found = await symbols.resolve("eth/btc")

    assert found == ETHBTC
    assert not renewing.done()
    source.open.set()
    assert await renewing == BTC
    assert source.readings == 2


async def test_an_old_list_is_better_than_none() -> None:
    """When the renewal fails the old list serves, and is tried again after half a minute."""
    source, clock = Source(), Clock()
    symbols = directory(source, clock)
    await symbols.resolve("btc")
    source.error = RequestTimeout("GET /api/v3/exchangeInfo")
    clock.now += 601

    assert await symbols.resolve("btc") == BTC
    assert await symbols.resolve("btc") == BTC
    assert source.readings == 2
    clock.now += 31
    assert await symbols.resolve("btc") == BTC
    assert source.readings == 3


async def test_without_any_list_the_error_is_told() -> None:
    """The first reading that fails fails the command, and the next command tries again."""
    source = Source()
    source.error = RequestTimeout("GET /api/v3/exchangeInfo")
    symbols = directory(source, Clock())

    with pytest.raises(RequestTimeout):
        await symbols.resolve("btc")

    source.error = None
    assert await symbols.resolve("btc") == BTC


async def test_those_who_waited_fail_together() -> None:
    """A hundred commands that wait for a list Binance cannot give ask once, not in turn."""
    source = Source()
    source.open.clear()
    source.error = RequestTimeout("GET /api/v3/exchangeInfo")
    symbols = directory(source, Clock())
    waiting = [asyncio.create_task(symbols.resolve("btc")) for _ in range(100)]
    await asyncio.sleep(0)
    source.open.set()

    outcomes = await asyncio.gather(*waiting, return_exceptions=True)

    assert {type(outcome) for outcome in outcomes} == {RequestTimeout}
    assert source.readings == 1


async def test_a_caller_who_leaves_does_not_block_the_others() -> None:
    """Cancelling the caller that reads lets the next one read."""
    source = Source()
    source.open.clear()
    symbols = directory(source, Clock())
    first = asyncio.create_task(symbols.resolve("btc"))
    await asyncio.sleep(0)
    second = asyncio.create_task(symbols.resolve("btc"))
    await asyncio.sleep(0)

    first.cancel()
    source.open.set()

    assert await second == BTC
    assert source.readings == 2
