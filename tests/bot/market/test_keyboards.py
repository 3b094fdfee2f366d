"""Buttons: what they carry fits, and what they copy is plain."""

from decimal import Decimal

import pytest
from aiogram.types import InlineKeyboardMarkup
from hypothesis import given
from hypothesis import strategies as st

from bot import keyboards
from bot.keyboards import BookCard, FillsCard, InfoCard, OrdersPage, PriceCard, PriceTable
from bot.services.symbol_catalogue import handle, handles

pytestmark = pytest.mark.usefixtures("english")


def labels(markup: InlineKeyboardMarkup | None) -> list[list[str]]:
    """Give the labels of a keyboard."""
    return [[button.text for button in row] for row in markup.inline_keyboard] if markup else []


def carried(markup: InlineKeyboardMarkup | None) -> list[str]:
    """Give what the buttons of a keyboard carry."""
    rows = markup.inline_keyboard if markup else []
    return [button.callback_data for row in rows for button in row if button.callback_data]


@pytest.mark.parametrize(
    ("command", "data"),
    [("p", PriceCard), ("book", BookCard), ("info", InfoCard), ("fills", FillsCard)],
)
def test_a_suggestion_repeats_the_command(command: str, data: type[PriceCard]) -> None:
    """The button of a symbol leads to the card that was asked for."""
    markup = keyboards.symbol_choices(command, ["SOLUSDT"])

    assert labels(markup) == [["SOLUSDT"]]
    assert data.unpack(carried(markup)[0]).symbol == handle("SOLUSDT")


def test_suggestions_stand_in_threes() -> None:
    """Four symbols make two rows; none make no keyboard; other commands lead to the price."""
    assert labels(keyboards.symbol_choices("pf", ["A", "B", "C", "D"])) == [["A", "B", "C"], ["D"]]
    assert keyboards.symbol_choices("p", []) is None
    assert carried(keyboards.symbol_choices("pf", ["A"]))[0].startswith("p:")


def test_prices_are_copied_plain() -> None:
    """A copied price has no separators, no exponent and no trailing zeros."""
    row = keyboards.price_card("BTCUSDT", Decimal("97412.3500")).inline_keyboard[0]

    assert row[1].text == "📋 97412.35"
    assert row[1].copy_text is not None
    assert row[1].copy_text.text == "97412.35"


def test_pages_offer_only_their_neighbours() -> None:
    """The first page has no way back, the last none on, and a single page neither."""
    rows = [labels(keyboards.orders_page(number, 3, None))[0] for number in range(3)]

    assert rows == [["🔄 Refresh", "▶"], ["◀", "🔄 Refresh", "▶"], ["◀", "🔄 Refresh"]]
    assert labels(keyboards.orders_page(0, 1, "BTCUSDT")) == [["🔄 Refresh"]]


def test_more_is_offered_until_there_is_no_more() -> None:
    """Buttons for more or fewer rows follow what is shown."""
    assert [b.text for b in keyboards.book_card("A", 5).inline_keyboard[0]][1] == "More levels"
    assert [b.text for b in keyboards.book_card("A", 15).inline_keyboard[0]][1] == "Fewer levels"
    assert "More" in labels(keyboards.fills_card("A", 5, shown=5))[0]
    assert "More" not in labels(keyboards.fills_card("A", 20, shown=20))[0]
    assert "More" not in labels(keyboards.fills_card("A", 5, shown=4))[0]


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), min_size=10, max_size=10))
def test_ten_names_of_any_script_fit(names: list[str]) -> None:
    """Ten symbols fit the 64 bytes of a button and come back in order."""
    data = carried(keyboards.price_table(names))[0]

    assert len(data.encode()) <= 64
    assert handles(PriceTable.unpack(data).symbols) == [handle(name) for name in names]


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30), st.integers(0, 10**9))
def test_any_page_of_any_symbol_fits(name: str, number: int) -> None:
    """A page number and a symbol fit whatever they are."""
    data = carried(keyboards.orders_page(number, number + 1, name))

    assert all(len(each.encode()) <= 64 for each in data)
    assert OrdersPage.unpack(data[-1]).symbol == handle(name)
