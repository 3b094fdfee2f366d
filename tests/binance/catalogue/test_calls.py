"""Calls by name over real sockets: every endpoint arrives as the table says."""

from decimal import Decimal

import pytest

from binance.catalogue import of_account
from binance.catalogue_table.arguments import query_of
from binance.client import BinanceAccount, BinanceClient, ClientOptions
from binance.constants import HOSTS, Environment, Hosts
from binance.credentials import Credentials
from binance.exceptions import (
    CallNotAllowed,
    HostMissing,
    MissingCredentials,
    UnknownEndpoint,
    WrongParameters,
)
from binance.request.request import Security
from tests.binance.catalogue.samples import ROWS, sample
from tests.binance.conftest import OpenClient
from tests.binance.manual_time import ManualTime
from tests.binance.scripted_server import Answer, ScriptedServer


@pytest.mark.parametrize("family", sorted({row.family for row in ROWS}))
async def test_every_endpoint_can_be_called(
    family: str,
    everything: BinanceAccount,
    server: ScriptedServer,
    credentials: Credentials,
    now: ManualTime,
) -> None:
    """Method, path, key, signature and every parameter arrive; once, and with the answer."""
    server.otherwise = lambda _: Answer('{"ok": [1.10, "0.10", 5]}')
    for row in (row for row in ROWS if row.family == family):
        given = {name: sample(one) for name, one in row.parameters.items()}
        now.passed += 60  # a fresh budget
        answer = await everything.call(row.name, **given)
        seen = server.seen.pop()

        assert answer == {"ok": [Decimal("1.10"), "0.10", 5]}
        assert str(answer["ok"][0]) == "1.10"
        assert (seen.method, seen.path) == (row.method, row.path)
        keyed = row.security is not Security.NONE
        assert seen.headers.get("x-mbx-apikey") == (credentials.api_key if keyed else None)
        assert seen.query.startswith(query_of(row, given))
        added = set(seen.parameters) - set(row.parameters)
        stamped = {"recvWindow", "timestamp", "signature"}
        assert added == (stamped if row.security.signed else set())
        assert not server.seen


async def test_weight_and_budget_come_from_the_table(
    hosts: Hosts, credentials: Credentials, now: ManualTime
) -> None:
    """A call spends its largest weight of the budget that is its own."""
    async with BinanceClient.open(ClientOptions(hosts), now.timing) as client:
        account = client.account(credentials)
        await account.call("simple_earn.flexible_position", asset="USDT")
        await client.call("futures.klines", symbol="BTCUSDT", interval="1h")
        await client.call("futures.basis", pair="BTC", contractType="PERPETUAL", period="5m")
        await client.call("futures.funding_rate")
        await account.call("options.account_block_trade_list", underlying="BTCUSDT")
        await account.call("portfolio_margin.um_income")
        await client.call("alpha.token_list")
        weight = {name: use.used for name, use in client.health().weight.items()}

    assert weight["GET /sapi/v1/simple-earn/flexible/position"] == 150
    assert weight["futures"] == 10
    assert weight["futures data"] == 1
    assert weight["funding"] == 1
    assert weight["options"] == 5
    assert weight["portfolio margin"] == 30
    assert weight["alpha"] == 1


async def test_guarded_endpoints_are_refused(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """What moves money out goes nowhere, whatever it is called, unless it was named beforehand."""
    account = client.account(credentials)
    guarded = [row for row in ROWS if row.guarded]
    for row in guarded:
        given = {name: sample(one) for name, one in row.parameters.items()}
        for name in (row.name, row.name.upper(), row.endpoint):
            with pytest.raises(CallNotAllowed, match="was not allowed by name"):
                await account.call(name, **given)

    assert len(guarded) >= 30
    assert server.seen == []


async def test_allowing_one_allows_no_other(
    hosts: Hosts, credentials: Credentials, server: ScriptedServer, now: ManualTime
) -> None:
    """Allowed by any of its names, an endpoint is called; its neighbours are not."""
    options = ClientOptions(hosts, allowed_calls=frozenset({"wallet.withdraw"}))
    given = {"coin": "USDT", "address": "a", "amount": "1"}
    async with BinanceClient.open(options, now.timing) as client:
        account = client.account(credentials)
        await account.call("wallet.capital_withdraw_apply", **given)
        with pytest.raises(CallNotAllowed):
            await account.call("fiat.withdraw")

    assert [one.path for one in server.seen] == ["/sapi/v1/capital/withdraw/apply"]


async def test_allowing_an_unknown_name_stops_the_start(hosts: Hosts) -> None:
    """A misspelt permission is an error at once, not a refusal on the day it is needed."""
    with pytest.raises(UnknownEndpoint, match="no such endpoint"):
        async with BinanceClient.open(
            ClientOptions(hosts, allowed_calls=frozenset({"wallet.wthdraw"}))
        ):
            pass


async def test_nothing_wrong_is_sent(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """Unknown names and wrong parameters end before the network, with what was meant."""
    account = client.account(credentials)
    with pytest.raises(UnknownEndpoint) as unknown:
        await account.call("simple_earn.flexible_postion", asset="USDT")
    with pytest.raises(WrongParameters) as wrong:
        await account.call("simple_earn.flexible_position", aset="USDT")

    assert unknown.value.closest[0] == "simple_earn.flexible_position"
    assert wrong.value.problems[0].closest[0] == "asset"
    assert server.seen == []
    assert client.health().weight == {}


async def test_the_bots_own_key_opens_no_account(
    open_client: OpenClient, credentials: Credentials, server: ScriptedServer
) -> None:
    """Endpoints of an account are not called with the key of the bot."""
    async with open_client(credentials=credentials) as client:
        for row in (row for row in ROWS if of_account(row) and not row.guarded):
            given = {name: sample(one) for name, one in row.parameters.items()}
            with pytest.raises(MissingCredentials):
                await client.call(row.name, **given)

    assert server.seen == []


async def test_key_without_a_signature_is_the_bots(
    open_client: OpenClient, credentials: Credentials, server: ScriptedServer
) -> None:
    """Market data that wants a key gets the bot's own, or the call ends before the network."""
    async with open_client(credentials=credentials) as client:
        await client.call("margin.all_pairs")
    async with open_client() as client:
        with pytest.raises(MissingCredentials):
            await client.call("margin.all_pairs")
    (seen,) = server.seen

    assert seen.headers["x-mbx-apikey"] == credentials.api_key
    assert "signature" not in seen.query


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        (Environment.TESTNET, "wallet.system_status"),
        (Environment.TESTNET, "portfolio_margin.ping"),
        (Environment.TESTNET, "alpha.token_list"),
        (Environment.DEMO, "wallet.system_status"),
        (Environment.DEMO, "options.time"),
        (Environment.DEMO, "portfolio_margin.ping"),
    ],
)
async def test_environment_without_the_host(environment: Environment, name: str) -> None:
    """Where Binance has no such host, the error says so and nothing is sent."""
    async with BinanceClient.open(ClientOptions(HOSTS[environment])) as client:
        with pytest.raises(HostMissing, match="is not available in this environment"):
            await client.call(name)


def test_mainnet_has_every_host() -> None:
    """Each of the APIs has its host there."""
    hosts = HOSTS[Environment.MAINNET]

    assert hosts.has_sapi
    assert (hosts.options, hosts.portfolio_margin, hosts.alpha) == (
        "https://eapi.binance.com",
        "https://papi.binance.com",
        "https://www.binance.com",
    )
