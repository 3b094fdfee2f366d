"""Declarations are read when somebody looks at them, not when their module is imported."""

# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

import pytest

from binance.models.market import ServerTime
from binance.request.endpoint import ApiGroup, declared, endpoint


class Shop(ApiGroup):
    """Two endpoints, one of which cannot be."""

    __slots__ = ()

    @endpoint("GET", "/api/v3/time")
    async def time(self) -> ServerTime:
        """Tell the time."""

    @endpoint("GET", "/api/v3/odd")
    async def odd(self, number: float) -> ServerTime:
        """Take what cannot be sent."""


class Branch(Shop):
    """Inherits them."""

    __slots__ = ()


def test_first_look_makes_the_method() -> None:
    """Whoever looks gets the same method, over a class that inherits it too, with its own name."""
    first = Branch.time

    assert vars(Shop)["time"] is first is Shop.time
    assert first.__name__ == "time"
    assert declared(first) is declared(Shop.time)


def test_impossible_declaration_fails_when_looked_at() -> None:
    """A parameter that cannot be sent is refused, each time anew."""
    for _ in range(2):
        with pytest.raises(TypeError, match="float"):
            declared(Shop.odd)
