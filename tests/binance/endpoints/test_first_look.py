"""Declarations are read when somebody looks at them, not when their module is imported."""

# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

import pytest

from binance.models.market import ServerTime
from binance.request.endpoint import ApiGroup, declared, endpoint
from binance.request.request import Api


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


class Counter(ApiGroup):
    """An endpoint that several APIs have."""

    __slots__ = ()

    @endpoint("GET", "/{api}/v1/time", weight={"fapi": 1, "dapi": 2})
    async def time(self) -> ServerTime:
        """Tell the time."""


class Here(Counter):
    """Has it at one."""

    __slots__ = ()
    api = Api.FUTURES


class There(Counter):
    """Has it at another."""

    __slots__ = ()
    api = Api.COIN_FUTURES


def test_one_declaration_serves_several_apis() -> None:
    """Each class has its own path, host and weight, whoever is looked at first."""
    here, there = Here.time, There.time
    endpoints = [declared(here), declared(there)]
    weights = [vars(one)["declaration"].weight for one in (here, there)]

    assert [one.path for one in endpoints] == ["/fapi/v1/time", "/dapi/v1/time"]
    assert [one.api for one in endpoints] == [Api.FUTURES, Api.COIN_FUTURES]
    assert weights == [1, 2]
    assert Here.time is here


def test_a_group_of_no_api_has_no_such_endpoint() -> None:
    """Looked at where nobody said which API, the declaration fails."""
    with pytest.raises(AttributeError, match="api"):
        declared(Counter.time)
