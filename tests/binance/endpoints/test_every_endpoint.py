"""Every typed endpoint over a real socket: sent as Binance documents it, read with its model."""

import asyncio
import importlib
import inspect
import json
import pkgutil
from collections.abc import AsyncIterator, Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from binance import private, public
from binance.client import BinanceClient, ClientOptions
from binance.credentials import Credentials, KeyType
from binance.request.endpoint import ApiGroup, Declaration
from binance.request.timing import Timing
from sandbox.exchange import Exchange, gateway
from sandbox.exchange.keys import Rights
from tests.binance.endpoints.declared import declared
from tests.binance.endpoints.example import Examples, Scene
from tests.binance.pretend import hosts_of

DECLARED = declared()


def examples() -> Iterator[tuple[str, Any]]:
    """Give the examples of every family, one file each."""
    for path in sorted(Path(__file__).parent.glob("examples_*.py")):
        found: Examples = importlib.import_module(f"tests.binance.endpoints.{path.stem}").EXAMPLES
        yield from found.items()


EXAMPLES = dict(examples())


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene() -> AsyncIterator[Scene]:
    """Open an exchange, a client, and the trader's account with a key that may do everything.

    One exchange serves all examples: each brings about what it needs.
    """
    exchange = Exchange(moving=False)
    exchange.venue.limits.weights["futures"] = 1_000_000  # files of contracts weigh 1000 each
    await exchange.start()
    rights: dict[str, Any] = dict.fromkeys(Rights().names(), True)
    key = exchange.create_key("trader", **rights)
    credentials = Credentials(key.api_key, key.secret or "", KeyType.HMAC)
    options = ClientOptions(hosts_of(exchange), credentials=credentials, weight_share=1.0)
    async with BinanceClient.open(options, Timing(sleep=lambda _: asyncio.sleep(0))) as client:
        await client.learn_limits()
        yield Scene(client, client.account(credentials), exchange)
    await exchange.stop()


@pytest.fixture
def bodies(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Keep what the exchange answers."""
    kept: list[object] = []
    write = gateway._json

    def keep(value: object) -> bytes:
        kept.append(value)
        return write(value)

    monkeypatch.setattr(gateway, "_json", keep)
    return kept


def test_every_endpoint_has_an_example() -> None:
    """A typed endpoint nobody calls here cannot be merged, and no example is left over."""
    assert set(EXAMPLES) == set(DECLARED)


@pytest.mark.asyncio(loop_scope="module")
async def test_every_group_can_be_reached(scene: Scene) -> None:
    """A declaration in a group that no client and no account has would escape the examples."""
    groups = {
        kind
        for package in (public, private)
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
        if issubclass(kind, ApiGroup) and kind is not ApiGroup and kind.__module__ == module.name
    }
    owners: list[Any] = [scene.binance, scene.account]
    reached = {
        base
        for owner in owners
        for one in vars(owner).values()
        if isinstance(one, ApiGroup)
        for base in type(one).__mro__
    }

    assert len(groups) > 30
    assert groups <= reached


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("name", sorted(DECLARED), ids=str)
async def test_endpoint(name: str, scene: Scene, bodies: list[object]) -> None:
    """The sandbox takes the call, counts the weight we counted, and its answer is read.

    Unknown fields are put into the answer everywhere: it is still read.
    """
    example = EXAMPLES[name]
    arguments = example if isinstance(example, dict) else await example(scene)
    declaration = DECLARED[name]
    exchange = scene.exchange
    exchange.venue.limits.forgive()
    before = len(exchange.requests)
    bodies.clear()

    answer = await attrgetter(name)(_root(scene, name))(**arguments)

    (seen,) = exchange.requests[before:]
    assert (seen.method, seen.path) == (declaration.endpoint.method, declaration.endpoint.path)
    assert seen.status == 200
    assert answer != []
    assert seen.weight == cost(declaration, arguments)
    novel = json.dumps(surprising(bodies[-1]), ensure_ascii=False).encode()
    assert type(declaration.endpoint.decoder.decode(novel)) is type(answer)


def cost(declaration: Declaration, arguments: dict[str, Any]) -> int:
    """Give what we count for a call."""
    if isinstance(declaration.weight, int):
        return declaration.weight
    signature = declaration.signature
    return declaration.weight(signature.by_name(signature.values((), arguments)))


def surprising(value: object) -> object:
    """Put a field nobody knows into every object of an answer."""
    if isinstance(value, dict):
        known = {name: surprising(one) for name, one in value.items()}
        return known if _is_map(value) else {**known, "novelty": {"a": [1, None]}}
    return [surprising(one) for one in value] if isinstance(value, list) else value


def _is_map(value: dict[str, object]) -> bool:
    """Tell whether the names are data, as assets are, and not fields."""
    return bool(value) and all(name.isupper() or not name.isascii() for name in value)


def _root(scene: Scene, name: str) -> object:
    return scene if name.startswith("account.") else scene.binance
