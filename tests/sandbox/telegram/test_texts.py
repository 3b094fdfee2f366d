"""What counts as a text: lengths, white space, what is found by itself."""

import pytest

from sandbox.telegram.errors import TelegramError
from sandbox.telegram.texts import caption, message_text


def refusal(source: str, mode: str = "HTML") -> str:
    """Give why a text is refused."""
    with pytest.raises(TelegramError) as refused:
        message_text(source, mode, None)
    return refused.value.description


def test_the_limit_counts_after_parsing() -> None:
    """4096 visible characters pass whatever their markup; one more does not."""
    assert message_text("<b>" + "x" * 4096 + "</b>", "HTML", None).text == "x" * 4096
    assert refusal("x" * 4097) == "Bad Request: message is too long"
    assert refusal("😀" * 2049) == "Bad Request: message is too long"


def test_a_caption_is_shorter() -> None:
    """A caption ends at 1024."""
    assert caption("x" * 1024, "", None).text == "x" * 1024
    with pytest.raises(TelegramError, match="message caption is too long"):
        caption("x" * 1025, "", None)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
        ("<b></b>", "text must be non-empty"),
        ("\ud800", "strings must be encoded in UTF-8"),
    ],
)
def test_nothing_is_not_a_text(source: str, reason: str) -> None:
    """Empty, blank and undecodable texts are refused, each in its own words."""
    assert refusal(source) == f"Bad Request: {reason}"


def test_an_unknown_parse_mode_is_refused() -> None:
    """Only HTML and plain text are known here."""
    assert refusal("x", "Markdown") == "Bad Request: unsupported parse_mode"


def test_white_space_at_the_ends_goes_and_entities_move_along() -> None:
    """Telegram trims; the bold word stays bold."""
    content = message_text("\n  <b>up </b>\n", "HTML", None)

    assert content.text == "up"
    assert content.entities == ({"type": "bold", "offset": 0, "length": 2},)


def test_commands_links_and_mentions_are_found_outside_of_code() -> None:
    """A pair such as BTC/USDT is no command, and code stays code."""
    content = message_text(
        "/p btc, BTC/USDT, https://x.y/z. @somebody <code>/no</code>", "HTML", None
    )

    found = [
        (entity["type"], content.text[entity["offset"] :][: entity["length"]])
        for entity in content.entities
    ]
    assert found == [
        ("bot_command", "/p"),
        ("url", "https://x.y/z"),
        ("mention", "@somebody"),
        ("code", "/no"),
    ]


def test_given_entities_are_checked() -> None:
    """An entity beyond the end of the text is refused."""
    beyond = [{"type": "bold", "offset": 0, "length": 3}]
    with pytest.raises(TelegramError, match="entity ends after the end"):
        message_text("ab", "", beyond)
