"""The key doctor: asks Binance what a key may do before the bot keeps it."""

from dataclasses import replace
from typing import Final

from binance.client import BinanceClient
from binance.constants import Environment
from binance.credentials import Credentials
from binance.exceptions import (
    ApiError,
    BinanceError,
    ClockSkewed,
    KeyRejected,
    NetworkError,
    ServerFault,
    SignatureRejected,
)
from bot.services.key_report import KeyReport, Verdict

_BY_CODE: Final = {
    -1022: Verdict.WRONG_SECRET,
    -2008: Verdict.REJECTED,
    -2014: Verdict.MALFORMED,
}
_BY_CLASS: Final[tuple[tuple[type[BinanceError], Verdict], ...]] = (
    (SignatureRejected, Verdict.WRONG_SECRET),
    (KeyRejected, Verdict.REJECTED),
    (ClockSkewed, Verdict.CLOCK),
    (ServerFault, Verdict.NO_ANSWER),
    (NetworkError, Verdict.NO_ANSWER),
)


class KeyDoctor:
    """Examines API keys; only what Binance itself has confirmed counts as confirmed."""

    def __init__(self, binance: BinanceClient, environment: Environment) -> None:
        self._binance = binance
        self.environment = environment

    async def examine(self, credentials: Credentials, user_id: int) -> KeyReport:
        """Ask Binance about a key and judge the answer.

        Without a clear answer the verdict is against the key. Fails with the errors that say
        nothing about it: `LimitReached`, `CircuitOpen`, `Maintenance`, `RegionBlocked` …
        """
        client = self._binance.on_behalf_of(user_id)
        try:
            report = await self._ask(client, credentials)
        except BinanceError as error:
            verdict = _verdict_on(error)
            if verdict is None:
                raise
            code = error.code if isinstance(error, ApiError) else None
            report = KeyReport(environment=self.environment, verdict=verdict, error_code=code)
        return replace(report, clock_offset=client.health().clock_offset)

    async def _ask(self, client: BinanceClient, credentials: Credentials) -> KeyReport:
        if client.health().clock_offset is None:
            await client.synchronise_clock()
        account = client.account(credentials)
        if self.environment is Environment.MAINNET:
            answer = await account.wallet.api_restrictions_as_sent()
            return KeyReport.of_restrictions(self.environment, answer)
        # The test networks have no /sapi: that the key reads its account is all there is to know.
        await account.spot.account(omit_zero_balances=True)
        return KeyReport(environment=self.environment, verdict=Verdict.GOOD)


def _verdict_on(error: BinanceError) -> Verdict | None:
    if isinstance(error, ApiError) and error.code in _BY_CODE:
        return _BY_CODE[error.code]
    return next((verdict for kind, verdict in _BY_CLASS if isinstance(error, kind)), None)
