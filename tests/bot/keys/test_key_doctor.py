"""The doctor believes only clear answers of Binance."""

from datetime import timedelta
from typing import Any

import pytest

from binance.constants import Environment
from binance.credentials import Credentials, KeyType
from binance.exceptions import BinanceError
from bot.services.key_doctor import KeyDoctor
from bot.services.key_report import KeyReport, Verdict
from tests.bot.keys.pretend_api import PretendApi, client_of

CREDENTIALS = Credentials("A1" * 32, "s2" * 32, KeyType.HMAC)
RIGHTS = "/sapi/v1/account/apiRestrictions"
ACCOUNT = "/api/v3/account"
SAFE = {
    "ipRestrict": True,
    "createTime": 1_698_645_219_000,
    "enableReading": True,
    "enableWithdrawals": False,
    "enableInternalTransfer": False,
    "permitsUniversalTransfer": False,
    "enableSpotAndMarginTrading": True,
    "enableFutures": False,
}
BALANCES = {
    "balances": [],
    "canTrade": True,
    "canWithdraw": True,
    "canDeposit": True,
    "accountType": "SPOT",
    "updateTime": 1_698_645_219_000,
}


async def examine(
    api: PretendApi, environment: Environment = Environment.MAINNET, patience: float = 5
) -> KeyReport:
    """Let a doctor examine the key against the pretend API."""
    async with client_of(api, patience=patience) as client:
        return await KeyDoctor(client, environment).examine(CREDENTIALS, 42)


def refusal(code: int, message: str = "no") -> dict[str, Any]:
    """Give an error as Binance writes it."""
    return {"code": code, "msg": message}


async def test_a_safe_key_is_accepted_with_all_its_facts() -> None:
    """Rights, address restriction, age and clock offset are in the report."""
    api = PretendApi({RIGHTS: (200, SAFE)}, clock_ahead=2.0)

    report = await examine(api)

    assert report.accepted
    assert report.may_trade
    assert report.ip_restricted is True
    assert report.switches["enable_spot_and_margin_trading"] is True
    assert report.clock_offset is not None
    assert abs(report.clock_offset - timedelta(seconds=2)) < timedelta(seconds=1)


async def test_a_key_that_may_withdraw_is_refused() -> None:
    """One dangerous right in the answer decides."""
    report = await examine(PretendApi({RIGHTS: (200, {**SAFE, "enableWithdrawals": True})}))

    assert report.verdict is Verdict.DANGEROUS
    assert report.dangerous == ("enable_withdrawals",)


async def test_a_right_unknown_to_the_model_is_seen() -> None:
    """A right that Binance adds later is in the report and refused."""
    report = await examine(PretendApi({RIGHTS: (200, {**SAFE, "enableRockets": True})}))

    assert report.dangerous == ("enable_rockets",)


@pytest.mark.parametrize(
    ("status", "code", "verdict"),
    [
        (401, -2014, Verdict.MALFORMED),
        (400, -2014, Verdict.MALFORMED),
        (401, -2015, Verdict.REJECTED),
        (400, -2015, Verdict.REJECTED),
        (400, -2008, Verdict.REJECTED),
        (401, -1002, Verdict.REJECTED),
        (400, -1022, Verdict.WRONG_SECRET),
        (400, -1021, Verdict.CLOCK),
        (500, -1000, Verdict.NO_ANSWER),
        (503, -1001, Verdict.NO_ANSWER),
        (400, -1007, Verdict.NO_ANSWER),
    ],
)
@pytest.mark.parametrize("environment", [Environment.MAINNET, Environment.TESTNET])
async def test_causes_are_told_apart_by_code(
    status: int, code: int, verdict: Verdict, environment: Environment
) -> None:
    """Each code has its verdict, and none of them keeps the key."""
    answer = (status, refusal(code))

    report = await examine(PretendApi({RIGHTS: answer, ACCOUNT: answer}), environment)

    assert report.verdict is verdict
    assert report.error_code == code
    assert not report.accepted


@pytest.mark.parametrize(
    "answer",
    [
        (502, "<html>bad gateway</html>"),
        (200, "<html>a proxy's greeting</html>"),
        (200, []),
        (200, "true"),
        (200, None),
    ],
)
async def test_no_usable_answer_keeps_nothing(answer: tuple[int, Any]) -> None:
    """Error pages, answers of the wrong shape and silence are no confirmation."""
    report = await examine(PretendApi({RIGHTS: answer}), patience=0.5)

    assert report.verdict is Verdict.NO_ANSWER


@pytest.mark.parametrize("status", [429, 418, 403, 451])
async def test_what_says_nothing_about_the_key_is_left_to_the_error_table(status: int) -> None:
    """Limits, bans, firewalls and blocked regions are raised, and so keep nothing."""
    with pytest.raises(BinanceError):
        await examine(PretendApi({RIGHTS: (status, refusal(-1003))}), patience=0.5)


@pytest.mark.parametrize("environment", [Environment.TESTNET, Environment.DEMO])
async def test_on_test_networks_the_account_is_read_instead(environment: Environment) -> None:
    """There is no /sapi there; that the key reads its account is all there is to know."""
    api = PretendApi({ACCOUNT: (200, BALANCES)})

    report = await examine(api, environment)

    assert report.accepted
    assert report.switches == {}
    assert report.ip_restricted is None
    assert not [path for path in api.seen if path.startswith("/sapi")]


async def test_the_report_holds_no_secret() -> None:
    """Neither key nor secret is in the report or in what is stored of it."""
    report = await examine(PretendApi({RIGHTS: (200, SAFE)}))

    assert CREDENTIALS.secret not in repr(report)
    assert CREDENTIALS.api_key not in repr(report) + repr(report.facts())
