"""Fixtures for what people read about their keys."""

from collections.abc import Iterator

import pytest
from aiogram.utils.i18n import I18n


@pytest.fixture
def english(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Write texts in English."""
    i18n = I18n(path=tmp_path_factory.mktemp("locales"))
    with i18n.context(), i18n.use_locale("en"):
        yield
