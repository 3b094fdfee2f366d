"""What the bot says when a secret turns up where it was not asked for."""

import pytest

from bot.key_texts import secret_removed
from bot.services.secret_shapes import SecretKind

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize(
    ("kind", "private", "advice"),
    [
        (SecretKind.BINANCE_KEY, True, "I was not waiting for one"),
        (SecretKind.BINANCE_KEY, False, "others may have seen it"),
        (SecretKind.BOT_TOKEN, True, "others may have seen it"),
        (SecretKind.BOT_TOKEN, False, "others may have seen it"),
    ],
)
def test_the_advice_fits_the_place(kind: SecretKind, private: bool, advice: str) -> None:
    """A key sent to the bot alone, but too late, was seen by nobody: the way on is told."""
    said = secret_removed(kind, still_visible=False, private=private)

    assert advice in said
    assert "I deleted your message and stored nothing" in said


def test_what_could_not_be_deleted_is_said_first() -> None:
    """Whoever must delete it by hand reads so before any other advice."""
    said = secret_removed(SecretKind.BINANCE_KEY, still_visible=True, private=True)

    assert said.index("delete it yourself now") < said.index("/setkey")
