"""A user's mining accounts at Binance Pool.

https://developers.binance.com/docs/mining

Reselling hash rate gives it to another account: it has no method here, on purpose.
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime

from binance.models.envelope import Envelope
from binance.models.mining import (
    AccountHashrates,
    HashrateResales,
    MiningAccountEarnings,
    MiningAlgorithm,
    MiningBonuses,
    MiningCoin,
    MiningEarnings,
    MiningStatistics,
    MiningWorkers,
    ResaleEarnings,
    WorkerHashrates,
)
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


class Mining(ApiGroup):
    """Workers, hash rates and earnings of one user; not available on the testnet.

    `algo` is an algorithm (`algorithms` lists them), `user_name` a mining account.
    """

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/mining/pub/algoList", security=Security.MARKET_DATA)
    async def algorithms(self) -> Envelope[list[MiningAlgorithm]]:
        """List what may be mined with. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/mining/pub/coinList", security=Security.MARKET_DATA)
    async def coins(self) -> Envelope[list[MiningCoin]]:
        """List what may be mined. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/mining/worker/detail", security=Security.USER_DATA)
    async def worker(
        self, algo: str, user_name: str, worker_name: str
    ) -> Envelope[list[WorkerHashrates]]:
        """Tell how fast a worker was, by the hour and by the day.

        Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint("GET", "/sapi/v1/mining/worker/list", security=Security.USER_DATA)
    async def workers(
        self,
        algo: str,
        user_name: str,
        page_index: int = 1,
        sort: int | None = None,
        sort_column: int | None = None,
        worker_status: int | None = None,
    ) -> Envelope[MiningWorkers]:
        """List workers; `sort` 0 upwards, 1 downwards; `worker_status` 0 all, 1 those at work.

        `sort_column` 1 name, 2 hash rate, 3 of the day, 4 refused shares, 5 last share. Fails with
        `KeyRejected`, `ApiError`.
        """

    @endpoint("GET", "/sapi/v1/mining/payment/list", security=Security.USER_DATA)
    async def earnings(
        self,
        algo: str,
        user_name: str,
        coin: str | None = None,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        page_index: int = 1,
        page_size: int = 20,
    ) -> Envelope[MiningEarnings]:
        """Earnings day by day; 10 to 200 on a page. Fails with `KeyRejected`, `ApiError`."""

    @endpoint("GET", "/sapi/v1/mining/payment/other", security=Security.USER_DATA)
    async def bonuses(
        self,
        algo: str,
        user_name: str,
        coin: str | None = None,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        page_index: int = 1,
        page_size: int = 20,
    ) -> Envelope[MiningBonuses]:
        """Bonuses, day by day; 10 to 200 on a page. Fails with `KeyRejected`, `ApiError`."""

    @endpoint("GET", "/sapi/v1/mining/payment/uid", security=Security.USER_DATA)
    async def account_earnings(
        self,
        algo: str,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        page_index: int = 1,
        page_size: int = 20,
    ) -> Envelope[MiningAccountEarnings]:
        """Referrals, refunds and rebates; 10 to 200 on a page. Fails with `KeyRejected`."""

    @endpoint(
        "GET", "/sapi/v1/mining/hash-transfer/config/details/list", security=Security.USER_DATA
    )
    async def resales(self, page_index: int = 1, page_size: int = 20) -> Envelope[HashrateResales]:
        """Hash rate that is or was resold; 10 to 200 on a page. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/mining/hash-transfer/profit/details", security=Security.USER_DATA)
    async def resale_earnings(
        self, config_id: int, page_index: int = 1, page_size: int = 20
    ) -> Envelope[ResaleEarnings]:
        """Earnings of one resale; 10 to 200 on a page. Fails with `KeyRejected`, `ApiError`."""

    @endpoint("POST", "/sapi/v1/mining/hash-transfer/config/cancel", security=Security.USER_DATA)
    async def cancel_resale(self, config_id: int, user_name: str) -> Envelope[bool]:
        """End a resale, so that the hash rate is one's own again.

        Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint("GET", "/sapi/v1/mining/statistics/user/status", security=Security.USER_DATA)
    async def statistics(self, algo: str, user_name: str) -> Envelope[MiningStatistics]:
        """Tell how a mining account is doing. Fails with `KeyRejected`, `ApiError`."""

    @endpoint("GET", "/sapi/v1/mining/statistics/user/list", security=Security.USER_DATA)
    async def hash_rates(self, algo: str, user_name: str) -> Envelope[list[AccountHashrates]]:
        """Tell how fast a mining account was, by the hour and by the day.

        Fails with `KeyRejected`, `ApiError`.
        """
