"""Deposits and withdrawals where the law wants to know both ends; only to be read here.

https://developers.binance.com/docs/wallet/travel-rule
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime

from binance.models.wallet_travel_rule import (
    Countries,
    QuestionnaireRequirements,
    Regions,
    RuledDeposit,
    RuledDepositV2,
    RuledWithdrawal,
    Vasp,
)
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.parameters import Listed
from binance.request.request import Security


class WalletTravelRule(ApiGroup):
    """Histories of accounts of local entities; others are refused."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/localentity/deposit/history", security=Security.USER_DATA)
    async def ruled_deposits(
        self,
        tr_id: Listed | None = None,
        tx_id: Listed | None = None,
        tran_id: Listed | None = None,
        network: str | None = None,
        coin: str | None = None,
        travel_rule_status: int | None = None,
        pending_questionnaire: bool | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        offset: int | None = None,
        limit: int | None = None,
    ) -> list[RuledDeposit]:
        """Deposits under the travel rule, as the first version tells them; at most 1000.

        At most 90 days between the times. Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint("GET", "/sapi/v2/localentity/deposit/history", security=Security.USER_DATA)
    async def ruled_deposits_v2(
        self,
        deposit_id: int | None = None,
        tx_id: Listed | None = None,
        network: str | None = None,
        coin: str | None = None,
        retrieve_questionnaire: bool | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        offset: int | None = None,
        limit: int | None = None,
    ) -> list[RuledDepositV2]:
        """Deposits under the travel rule; at most 1000, and 90 days between the times.

        Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint("GET", "/sapi/v1/localentity/withdraw/history", security=Security.USER_DATA)
    async def ruled_withdrawals(
        self,
        tr_id: Listed | None = None,
        tx_id: Listed | None = None,
        withdraw_order_id: Listed | None = None,
        network: str | None = None,
        coin: str | None = None,
        travel_rule_status: int | None = None,
        offset: int | None = None,
        limit: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
    ) -> list[RuledWithdrawal]:
        """Withdrawals under the travel rule, as the first version tells them; at most 1000.

        At most 90 days between the times. Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint("GET", "/sapi/v2/localentity/withdraw/history", security=Security.USER_DATA)
    async def ruled_withdrawals_v2(
        self,
        tr_id: Listed | None = None,
        tx_id: Listed | None = None,
        withdraw_order_id: Listed | None = None,
        network: str | None = None,
        coin: str | None = None,
        travel_rule_status: int | None = None,
        offset: int | None = None,
        limit: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
    ) -> list[RuledWithdrawal]:
        """Withdrawals under the travel rule; at most 1000, and 90 days between the times.

        Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint("GET", "/sapi/v1/localentity/vasp", security=Security.USER_DATA)
    async def vasps(self) -> list[Vasp]:
        """Exchanges that take part in the travel rule. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/localentity/country/list", security=Security.USER_DATA)
    async def countries(self) -> Countries:
        """Which countries may deposit and withdraw. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/localentity/region/list", security=Security.USER_DATA)
    async def regions(self, country_code: str) -> Regions:
        """Which regions of a country may deposit and withdraw. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/localentity/questionnaire-requirements", security=Security.USER_DATA)
    async def questionnaire_requirements(self) -> QuestionnaireRequirements:
        """Whose questionnaire the account must answer. Fails with `KeyRejected`."""
