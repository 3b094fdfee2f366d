"""Who the sub-accounts are and what they may do."""

from typing import Any

from sandbox.exchange.routes import Call
from sandbox.exchange.sub_account_book import DAY_MS, ZERO, Sub, SubBook
from sandbox.exchange.wire import places

KEY = "a1" * 32  # the one key a sub-account has


def book_of(call: Call) -> SubBook:
    """Give the sub-accounts of whoever calls."""
    return call.venue.sub_accounts.of(call.account.name)


def named(call: Call) -> Sub:
    """Give the sub-account a call names. Fails with -12022."""
    return book_of(call).find(call["email"])


def accounts(call: Call) -> Any:
    """List sub-accounts; none of them is frozen."""
    found = [] if call.get("isFreeze") == "true" else book_of(call).chosen(call.get("email"))
    size, page = call["limit"], call["page"]
    return {
        "subAccounts": [
            {
                "subUserId": one.id,
                "email": one.email,
                "remark": one.remark,
                "isFreeze": False,
                "createTime": call.now_ms - one.days * DAY_MS,
                "isManagedSubAccount": one.managed,
                "isAssetManagementSubAccount": False,
            }
            for one in found[(page - 1) * size : page * size]
        ]
    }


def create(call: Call) -> Any:
    """Open a virtual sub-account."""
    name = call["subAccountString"]
    return {"email": book_of(call).open(f"{name}_virtual@example.com", name).email}


def enable_futures(call: Call) -> Any:
    """Let a sub-account trade futures. Fails with -12022."""
    sub = named(call)
    sub.futures = True
    return {"email": sub.email, "isFuturesEnabled": True}


def enable_options(call: Call) -> Any:
    """Let a sub-account trade options. Fails with -12022."""
    sub = named(call)
    sub.options = True
    return {"email": sub.email, "isEOptionsEnabled": True}


def status(call: Call) -> Any:
    """Tell what is switched on."""
    return [
        {
            "email": one.email,
            "isSubUserEnabled": True,
            "isUserActive": True,
            "insertTime": call.now_ms - one.days * DAY_MS,
            "isMarginEnabled": True,
            "isFutureEnabled": one.futures,
            "mobile": 1570791523523,
        }
        for one in book_of(call).chosen(call.get("email"))
    ]


def statistics(call: Call) -> Any:
    """Tell what was traded: a little, yesterday."""
    subs = book_of(call).chosen(call.get("email"))
    totals = [
        f"recent30{asset}{market}Total"
        for asset in ("Btc", "Busd")
        for market in ("", "Futures", "Margin")
    ]
    return {
        **dict.fromkeys(totals, places(sum((one.worth(call.venue.market) for one in subs), ZERO))),
        "tradeInfoVos": [
            {
                "userId": one.id,
                "btc": 0.01,
                "btcFutures": 0,
                "btcMargin": 0,
                "busd": 670.5,
                "busdFutures": 0,
                "busdMargin": 0,
                "date": call.now_ms // DAY_MS * DAY_MS - DAY_MS,
            }
            for one in subs
        ],
    }


def api_keys(call: Call) -> Any:
    """List the keys of a sub-account. Fails with -12022."""
    row = {
        "email": named(call).email,
        "apiName": "bot",
        "apikey": KEY,
        "canTrade": True,
        "canMarginLoanRepay": False,
        "canFuturesTrade": False,
        "canUniversalTransfer": False,
        "canVanillaOptions": False,
        "timestamp": call.now_ms - DAY_MS,
    }
    rows = [row] if call.get("subAccountApiKey", KEY) == KEY else []
    return {"total": len(rows), "rows": rows}


def ip_restriction(call: Call) -> Any:
    """Tell from where a key may be used. Fails with -12022."""
    named(call)
    return {
        "ipRestrict": "true",
        "ipList": ["69.210.67.14", "8.34.21.10"],
        "updateTime": call.now_ms - DAY_MS,
        "apiKey": call["subAccountApiKey"],
    }
