"""An account of the scripted server that may call everything."""

from collections.abc import AsyncIterator

import pytest

from binance.client import BinanceAccount, BinanceClient, ClientOptions
from binance.constants import Hosts
from binance.credentials import Credentials
from tests.binance.catalogue.samples import ROWS
from tests.binance.manual_time import ManualTime
from tests.binance.scripted_server import ScriptedServer


@pytest.fixture
def hosts(server: ScriptedServer) -> Hosts:
    """Send everything to the scripted server."""
    url = server.url
    return Hosts(url, url, url, "", "", "", "", options=url, portfolio_margin=url, alpha=url)


@pytest.fixture
async def everything(
    hosts: Hosts, credentials: Credentials, now: ManualTime
) -> AsyncIterator[BinanceAccount]:
    """Open an account that may call guarded endpoints too."""
    allowed = frozenset(row.name for row in ROWS if row.guarded)
    options = ClientOptions(hosts, weight_share=1.0, allowed_calls=allowed)
    async with BinanceClient.open(options, now.timing) as client:
        yield client.account(credentials)
