"""Every typed endpoint of the package, found by walking the client and an account."""

import asyncio

from binance.client import BinanceClient, ClientOptions
from binance.constants import HOSTS, Environment
from binance.credentials import Credentials, KeyType
from binance.request.endpoint import ApiGroup, Declaration


def declared() -> dict[str, Declaration]:
    """Give the declarations by the way to them: `spot.depth`, `account.spot.account`."""
    return asyncio.run(_walk())


async def _walk() -> dict[str, Declaration]:
    async with BinanceClient.open(ClientOptions(HOSTS[Environment.MAINNET])) as client:
        account = client.account(Credentials("nobody", "nothing", KeyType.HMAC))
        return {**_of(client, ""), **_of(account, "account.")}


def _of(owner: object, way: str) -> dict[str, Declaration]:
    groups = {name: group for name, group in vars(owner).items() if isinstance(group, ApiGroup)}
    return {
        f"{way}{name}.{method}": getattr(type(group), method).declaration
        for name, group in groups.items()
        for method in dir(type(group))
        if hasattr(getattr(type(group), method), "declaration")
    }
