"""What margin offers a user: assets, pairs, rates, levels.

https://developers.binance.com/docs/margin_trading/market-data
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from binance.enums import MarginType
from binance.models.margin_market import (
    CollateralRatio,
    CrossMarginData,
    Inventory,
    IsolatedMarginData,
    IsolatedTier,
    LeverageBracket,
    LimitPricePairs,
    LiquidationRatio,
    MarginAssetInfo,
    MarginDelisting,
    MarginListing,
    MarginPair,
    PriceIndex,
    RestrictedAssets,
)
from binance.private.margin_weights import cross_data_weight, isolated_data_weight
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.pools import Limit
from binance.request.request import Security


class MarginMarket(ApiGroup):
    """Assets, pairs, rates and levels; a key is wanted for all of it."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/margin/allAssets", security=Security.MARKET_DATA)
    async def all_assets(self, asset: str | None = None) -> list[MarginAssetInfo]:
        """All assets, or one, and what may be done with them. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/margin/allPairs", security=Security.MARKET_DATA)
    async def all_pairs(self, symbol: str | None = None) -> list[MarginPair]:
        """All cross margin pairs, or one. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/margin/isolated/allPairs", weight=10, security=Security.MARKET_DATA)
    async def isolated_pairs(self, symbol: str | None = None) -> list[MarginPair]:
        """All isolated margin pairs, or one. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/margin/priceIndex", weight=10, security=Security.MARKET_DATA)
    async def price_index(self, symbol: str) -> PriceIndex:
        """Price debts are measured with. Fails with `KeyRejected`, `UnknownSymbol`."""

    @endpoint(
        "GET",
        "/sapi/v1/margin/crossMarginCollateralRatio",
        weight=100,
        security=Security.MARKET_DATA,
    )
    async def collateral_ratios(self) -> list[CollateralRatio]:
        """How much of each asset counts as collateral. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/margin/leverageBracket", security=Security.MARKET_DATA)
    async def leverage_brackets(self) -> list[LeverageBracket]:
        """Leverage by debt in cross margin pro. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/margin/isolatedMarginTier", security=Security.USER_DATA)
    async def isolated_tiers(self, symbol: str, tier: int | None = None) -> list[IsolatedTier]:
        """Leverage and limits of an isolated pair. Fails with `KeyRejected`, `UnknownSymbol`."""

    @endpoint(
        "GET",
        "/sapi/v1/margin/crossMarginData",
        weight=cross_data_weight,
        security=Security.USER_DATA,
    )
    async def cross_margin_data(
        self, vip_level: int | None = None, coin: str | None = None
    ) -> list[CrossMarginData]:
        """Rates and limits of all assets or one, at one's own VIP level unless told otherwise.

        Fails with `KeyRejected`.
        """

    @endpoint(
        "GET",
        "/sapi/v1/margin/isolatedMarginData",
        weight=isolated_data_weight,
        security=Security.USER_DATA,
    )
    async def isolated_margin_data(
        self, vip_level: int | None = None, symbol: str | None = None
    ) -> list[IsolatedMarginData]:
        """Rates and limits of all isolated pairs or one, at one's own VIP level unless told.

        Fails with `KeyRejected`.
        """

    @endpoint(
        "GET",
        "/sapi/v1/margin/available-inventory",
        weight=50,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def available_inventory(
        self,
        type: MarginType,  # noqa: A002 -- Binance's name of it
    ) -> Inventory:
        """How much Binance has to lend. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/margin/limit-price-pairs", security=Security.MARKET_DATA)
    async def limit_price_pairs(self) -> LimitPricePairs:
        """Pairs whose limit prices are held to the index. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/margin/restricted-asset", security=Security.MARKET_DATA)
    async def restricted_assets(self) -> RestrictedAssets:
        """Assets with too many positions already. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/margin/risk-based-liquidation-ratio", security=Security.MARKET_DATA)
    async def liquidation_ratios(self) -> list[LiquidationRatio]:
        """How far a liquidation goes for each asset. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/margin/list-schedule", weight=100, security=Security.MARKET_DATA)
    async def listings(self) -> list[MarginListing]:
        """Assets and pairs that margin will offer, and when. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/margin/delist-schedule", weight=100, security=Security.MARKET_DATA)
    async def delistings(self) -> list[MarginDelisting]:
        """Assets and pairs that margin will no longer offer. Fails with `KeyRejected`."""
