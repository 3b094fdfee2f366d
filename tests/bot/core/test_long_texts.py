"""Splitting: nothing is lost, nothing is too long, no tag is broken."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.long_texts import cut, plain, split_html, units

TAG = re.compile(r"<(/?)([a-z]+)[^>]*>")
words = st.text(alphabet="abc 币😀&lt;\n", max_size=30).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)


def wrapped(tag: str) -> st.SearchStrategy[str]:
    """Make texts inside a tag."""
    return words.map(lambda text: f"<{tag}>{text}</{tag}>")


html_texts = st.lists(
    st.one_of(words, wrapped("b"), wrapped("pre"), wrapped("i"), words.map(lambda t: t + "\n")),
    max_size=40,
).map("".join)


def balanced(piece: str) -> bool:
    """Tell whether every tag is closed in order."""
    stack: list[str] = []
    for closing, name in TAG.findall(piece):
        if not closing:
            stack.append(name)
        elif not stack or stack.pop() != name:
            return False
    return not stack


def test_short_text_stays_whole() -> None:
    """What fits is one piece, unchanged."""
    assert split_html("<b>hi</b>\n") == ["<b>hi</b>\n"]


def test_pieces_end_at_line_ends() -> None:
    """Lines stay whole where they can."""
    text = "\n".join(f"line {number}" for number in range(1_000))

    pieces = split_html(text)

    assert "\n".join(pieces) == text
    assert all(units(piece) <= 4096 for piece in pieces)


def test_tags_are_closed_and_reopened() -> None:
    """A table that goes on in the next message is a table there too."""
    table = "\n".join(f"row {number:04}" for number in range(900))

    pieces = split_html(f"<b>Title</b>\n<pre>{table}</pre>\nend")

    assert len(pieces) > 1
    assert all(map(balanced, pieces))
    assert pieces[1].startswith("<pre>row")


def test_line_without_end_is_split_too() -> None:
    """A line longer than a message is cut between characters, never inside an entity."""
    pieces = split_html("&amp;" * 5_000)

    assert "".join(map(plain, pieces)) == "&" * 5_000
    assert all(piece.replace("&amp;", "") == "" for piece in pieces)


def test_astral_characters_count_twice() -> None:
    """Telegram counts UTF-16 code units."""
    assert units("😀a") == 3
    assert [units(piece) for piece in split_html("😀" * 3_000)] == [4096, 1904]


def test_alert_is_cut_with_an_ellipsis() -> None:
    """What cannot be continued ends visibly."""
    assert cut("😀" * 10, 5) == "😀😀…"
    assert cut("short", 5) == "short"


@given(text=html_texts, limit=st.integers(min_value=10, max_value=60))
def test_any_text_survives(text: str, limit: int) -> None:
    """The visible characters arrive in order, in pieces that fit and close their tags."""
    pieces = split_html(text, limit)
    visible = re.sub(r"\s", "", plain(text))

    assert re.sub(r"\s", "", "".join(map(plain, pieces))) == visible
    assert all(units(plain(piece)) <= limit or len(pieces) == 1 for piece in pieces)
    assert all(map(balanced, pieces))
