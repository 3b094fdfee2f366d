"""Telegram's HTML, read as strictly as Telegram reads it."""

import contextlib
import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.telegram.detection import units
from sandbox.telegram.errors import TelegramError
from sandbox.telegram.html_markup import parse_html

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
TAGS = ["<b>", "</b>", "<i>", "</i>", "<pre>", "</pre>", "<code>", "</code>", "<", ">", "&", "/"]
SOUP = st.lists(st.sampled_from([*TAGS, "<a href='x'>", "</a>", "😀", "x", "&lt;", '"', "="]))

REFUSED = {
    "<b>x": 'Can\'t find end tag corresponding to start tag "b"',
    "x</b>": "Unexpected end tag at byte offset 1",
    "ä<b>x</i>": 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"',
    "a <foo>x</foo>": 'Unsupported start tag "foo" at byte offset 2',
    "1 < 2": 'Unsupported start tag "" at byte offset 2',
    "<b": "Unclosed start tag at byte offset 0",
    "<b>x</b": "Unclosed end tag at byte offset 4",
    "<span>x</span>": 'Tag "span" must have class "tg-spoiler" at byte offset 0',
    '<a "x">y</a>': 'Empty attribute name in the tag "a" at byte offset 0',
    "<a href=x_y>y</a>": "Unexpected end of name token at byte offset 8",
    '<a href="x': 'Unclosed start tag "a" at byte offset 0',
    "<tg-time>x</tg-time>": 'Tag "tg-time" must have a valid attribute "unix" at byte offset 0',
    '<tg-time unix="1" format="q">x</tg-time>': "Invalid date-time format specified",
}


@pytest.mark.parametrize(("source", "reason"), REFUSED.items())
def test_bad_markup_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    """Each mistake is named with its place in bytes."""
    with pytest.raises(TelegramError) as refused:
        parse_html(source)

    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


def test_entities_are_counted_in_utf16_units() -> None:
    """An emoji counts twice, so the bold word after it starts at 3."""
    text, entities = parse_html("😀 <b>up</b>")

    assert text == "😀 up"
    assert entities == [{"type": "bold", "offset": 3, "length": 2}]


def test_every_tag_of_a_card_becomes_its_entity() -> None:
    """The tags the bot uses carry what Telegram carries for them."""
    source = (
        "<b>a</b><strong>b</strong><i>c</i><u>d</u><s>e</s><tg-spoiler>f</tg-spoiler>"
        '<a href="https://x.y/?a=1&amp;b=2">g</a><code>h</code><pre>i</pre>'
        '<pre><code class="language-python">j</code></pre><blockquote>k</blockquote>'
        "<blockquote expandable>l</blockquote>"
        '<tg-time unix="1795160530" format="r">m</tg-time>'
    )

    text, entities = parse_html(source)

    kinds = [entity["type"] for entity in entities]
    assert text == "abcdefghijklm"
    assert kinds == [
        "bold",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "text_link",
        "code",
        "pre",
        "pre",
        "blockquote",
        "expandable_blockquote",
        "date_time",
    ]
    assert entities[6]["url"] == "https://x.y/?a=1&b=2"
    assert entities[9]["language"] == "python"
    assert entities[12] | {"offset": 0} == {
        "type": "date_time",
        "offset": 0,
        "length": 1,
        "unix_time": 1795160530,
        "date_time_format": "r",
    }


def test_nothing_is_marked_inside_code() -> None:
    """Telegram drops every other mark within monospace text."""
    assert parse_html("<pre><b>x</b></pre>")[1] == [{"type": "pre", "offset": 0, "length": 1}]


def test_an_unknown_reference_stays_as_it_is() -> None:
    """Only four names and numbers are decoded."""
    assert parse_html("&lt;&nbsp;&#65;&#x42;&amp;&copy")[0] == "<&nbsp;AB&&copy"


@given(TEXT)
def test_escaped_text_comes_back_unchanged(text: str) -> None:
    """Whatever a user or the exchange writes survives escaping, with no entity."""
    assert parse_html(html.escape(text)) == (text, [])


@given(SOUP)
def test_any_soup_is_parsed_or_refused(parts: list[str]) -> None:
    """Entities never leave the text, and nothing but a refusal is ever raised."""
    text = ""
    entities: list[dict[str, Any]] = []
    with contextlib.suppress(TelegramError):
        text, entities = parse_html("".join(parts))

    assert all(e["offset"] + e["length"] <= units(text) for e in entities)
