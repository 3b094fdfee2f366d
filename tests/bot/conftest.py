"""Renderers write in English here, as they do for a user without another language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from aiogram.utils.i18n import I18n


@pytest.fixture
def english(tmp_path: Path) -> Iterator[None]:
    """Give renderers the language context that a middleware gives them in the bot."""
    i18n = I18n(path=tmp_path)
    with i18n.context(), i18n.use_locale("en"):
        yield
