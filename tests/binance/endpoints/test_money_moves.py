"""Calls that move money: inside the account only, sent once, refused with a class."""

from collections.abc import AsyncIterator
from decimal import Decimal
from operator import attrgetter

import pytest
import pytest_asyncio

from binance.client import BinanceAccount, BinanceClient, ClientOptions
from binance.credentials import Credentials, KeyType
from binance.earn_enums import RedeemSpeed, StableCoin, StakedEth
from binance.exceptions import BinanceError, InsufficientBalance, KeyRejected
from binance.wallet_enums import TransferType
from sandbox.exchange import Exchange
from tests.binance.endpoints.declared import declared
from tests.binance.endpoints.example import Arguments
from tests.binance.pretend import hosts_of

MUCH = Decimal(10**7)
ONE = Decimal(1)
MOVES: dict[str, Arguments] = {
    "wallet.transfer": {"type": TransferType.MAIN_FUNDING, "asset": "USDT", "amount": ONE},
    "wallet.convert_dust": {"asset": ["TRX"]},
    "wallet.convert_dust_to": {"asset": ["VET"], "target_asset": "USDC"},
    "wallet.set_bnb_burn": {"spot_bnb_burn": True},
    "earn.subscribe_flexible": {"product_id": "USDT001", "amount": ONE},
    "earn.redeem_flexible": {"product_id": "USDT001", "amount": ONE},
    "earn.subscribe_locked": {"project_id": "Bnb*30", "amount": ONE},
    "earn.subscribe_bfusd": {"asset": StableCoin.USDT, "amount": ONE},
    "earn.redeem_bfusd": {"amount": ONE, "type": RedeemSpeed.FAST},
    "earn.subscribe_rwusd": {"asset": StableCoin.USDT, "amount": ONE},
    "earn.redeem_rwusd": {"amount": ONE, "type": RedeemSpeed.STANDARD},
    "staking.stake_eth": {"amount": ONE},
    "staking.redeem_eth": {"amount": Decimal("0.1"), "asset": StakedEth.WBETH},
    "staking.stake_sol": {"amount": ONE},
    "staking.redeem_sol": {"amount": ONE},
    "staking.claim_sol_boosts": {},
    "staking.set_soft_staking": {"soft_staking": False},  # a GET
    "staking.subscribe_chain": {"project_id": "Lista-30d", "amount": ONE},
}
TOO_MUCH: dict[str, Arguments] = {
    "wallet.transfer": {**MOVES["wallet.transfer"], "amount": MUCH},
    "earn.subscribe_flexible": {"product_id": "USDC001", "amount": MUCH / 4},
    "earn.subscribe_locked": {"project_id": "Bnb*90", "amount": Decimal(400)},
    "earn.redeem_bfusd": {"amount": MUCH, "type": RedeemSpeed.FAST},
    "staking.stake_sol": {"amount": MUCH},
    "staking.redeem_sol": {"amount": MUCH},
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def exchange() -> AsyncIterator[Exchange]:
    """Serve all tests here; each leaves enough for the others."""
    pretend = Exchange(moving=False)
    await pretend.start()
    yield pretend
    await pretend.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def account(exchange: Exchange) -> AsyncIterator[BinanceAccount]:
    """Give the trader's account, with a key that may move money inside it."""
    key = exchange.create_key(
        "trader", permits_universal_transfer=True, enable_spot_and_margin_trading=True
    )
    credentials = Credentials(key.api_key, key.secret or "", KeyType.HMAC)
    async with BinanceClient.open(ClientOptions(hosts_of(exchange))) as client:
        yield client.account(credentials)


def test_no_typed_method_withdraws() -> None:
    """Nothing that is declared sends money, or codes for money, out of the account."""
    paths = {one.endpoint.path for one in declared().values() if not one.endpoint.repeatable}

    assert not [path for path in paths if "withdraw" in path.lower() or "giftcard" in path]
    assert "/sapi/v1/asset/transfer" in paths  # the control: what moves inside is there


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("name", MOVES)
async def test_move_is_sent_once(account: BinanceAccount, exchange: Exchange, name: str) -> None:
    """When the answer is lost the call is not repeated, and its outcome is unknown."""
    before = len(exchange.requests)
    exchange.faults.inject("/sapi/*", "reset", times=None, executed=True)
    with pytest.raises(BinanceError) as lost:
        await attrgetter(name)(account)(**MOVES[name])
    exchange.faults.clear()

    assert len(exchange.requests) == before + 1
    assert lost.value.outcome_unknown


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("name", TOO_MUCH)
async def test_too_much(account: BinanceAccount, name: str) -> None:
    """More than there is has one class, whatever number Binance gives it."""
    with pytest.raises(InsufficientBalance):
        await attrgetter(name)(account)(**TOO_MUCH[name])


@pytest.mark.asyncio(loop_scope="module")
async def test_transfer_without_the_right(exchange: Exchange) -> None:
    """A key that may not transfer is refused as a key."""
    ready = exchange.accounts["trader"]
    credentials = Credentials(ready.api_key, ready.secret, KeyType.HMAC)
    async with BinanceClient.open(ClientOptions(hosts_of(exchange))) as client:
        with pytest.raises(KeyRejected):
            await client.account(credentials).wallet.transfer(**MOVES["wallet.transfer"])
