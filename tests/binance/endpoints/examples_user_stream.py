"""Examples of what opens streams of user data."""

from tests.binance.endpoints.example import Arguments, Examples, Scene


async def futures_key(scene: Scene) -> Arguments:
    """Have a listen key of USDⓈ-M."""
    await scene.account.user_stream.start_futures_key()
    return {}


async def coin_futures_key(scene: Scene) -> Arguments:
    """Have a listen key of COIN-M."""
    await scene.account.user_stream.start_coin_futures_key()
    return {}


async def margin_key(scene: Scene) -> Arguments:
    """Name a listen key of margin."""
    started = await scene.account.user_stream.start_margin_key()
    return {"listen_key": started.listen_key}


async def isolated_token(scene: Scene) -> Arguments:
    """Have an isolated account, and ask for an hour of it."""
    if "SOLUSDT" not in scene.exchange.venue.margin["trader"].isolated:
        await scene.account.margin.enable_isolated("SOLUSDT")
    return {"symbol": "SOLUSDT", "is_isolated": True, "validity": 3_600_000}


EXAMPLES: Examples = {
    "account.user_stream.start_futures_key": {},
    "account.user_stream.extend_futures_key": futures_key,
    "account.user_stream.end_futures_key": futures_key,
    "account.user_stream.start_coin_futures_key": {},
    "account.user_stream.extend_coin_futures_key": coin_futures_key,
    "account.user_stream.end_coin_futures_key": coin_futures_key,
    "account.user_stream.new_margin_token": isolated_token,
    "account.user_stream.start_margin_key": {},
    "account.user_stream.extend_margin_key": margin_key,
    "account.user_stream.end_margin_key": {},
}
