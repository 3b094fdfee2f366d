"""What a call does besides answering: what it changes, how many orders it makes.

And which calls must be named beforehand to be made at all.
"""

from collections.abc import Mapping
from types import MappingProxyType

MUTATING_GETS = frozenset(
    {
        "GET /sapi/v1/soft-staking/set",  # switches soft staking on or off
        # Each of these has a file made; Binance makes only a few a month for an account.
        "GET /dapi/v1/income/asyn",
        "GET /dapi/v1/order/asyn",
        "GET /dapi/v1/trade/asyn",
        "GET /fapi/v1/income/asyn",
        "GET /fapi/v1/order/asyn",
        "GET /fapi/v1/trade/asyn",
        "GET /papi/v1/um/income/asyn",
        "GET /papi/v1/um/order/asyn",
        "GET /papi/v1/um/trade/asyn",
    }
)
"""Calls that are not reads although they look like it."""

READING_POSTS = frozenset(
    {
        "POST /sapi/v1/asset/dust-btc",
        "POST /sapi/v1/asset/dust-convert/query-convertible-assets",
        "POST /sapi/v1/asset/get-funding-asset",
        "POST /sapi/v1/w3w/wallet/prediction/otc/blocktrade/detail",
        "POST /sapi/v1/w3w/wallet/prediction/otc/blocktrade/events",
        "POST /sapi/v1/w3w/wallet/prediction/otc/blocktrade/list",
        "POST /sapi/v1/w3w/wallet/prediction/otc/blocktrade/preview",
        "POST /sapi/v1/w3w/wallet/prediction/otc/blocktrade/reserved-balances",
        "POST /sapi/v3/asset/getUserAsset",
    }
)
"""Calls that change nothing although they look like it."""

GUARDED = frozenset(
    {
        # Withdrawals, and what makes them easier.
        "POST /sapi/v1/account/enableFastWithdrawSwitch",
        "POST /sapi/v1/capital/withdraw/apply",
        "POST /sapi/v1/localentity/broker/withdraw/apply",
        "POST /sapi/v1/localentity/withdraw/apply",
        "POST /sapi/v2/fiat/withdraw",
        "POST /sapi/v1/w3w/wallet/prediction/withdraw/apply",
        # To other accounts and wallets.
        "POST /sapi/v1/managed-subaccount/deposit",
        "POST /sapi/v1/managed-subaccount/withdraw",
        "POST /sapi/v1/mining/hash-transfer/config",
        "POST /sapi/v1/sub-account/futures/internalTransfer",
        "POST /sapi/v1/sub-account/futures/move-position",
        "POST /sapi/v1/sub-account/futures/transfer",
        "POST /sapi/v1/sub-account/margin/transfer",
        "POST /sapi/v1/sub-account/transfer/subToMaster",
        "POST /sapi/v1/sub-account/transfer/subToSub",
        "POST /sapi/v1/sub-account/universalTransfer",
        "POST /sapi/v1/w3w/wallet/prediction/deposit/apply",
        "POST /sapi/v1/w3w/wallet/prediction/transfer/inbound",
        "POST /sapi/v1/w3w/wallet/prediction/transfer/outbound",
        # Codes that are money for whoever holds them.
        "POST /sapi/v1/giftcard/buyCode",
        "POST /sapi/v1/giftcard/createCode",
        # Keys, their rights and the addresses they are open to.
        "DELETE /sapi/v1/margin/apiKey",
        "DELETE /sapi/v1/sub-account/subAccountApi",
        "DELETE /sapi/v1/sub-account/subAccountApi/ipRestriction/ipList",
        "POST /sapi/v1/margin/apiKey",
        "POST /sapi/v1/margin/exit-special-key-mode",
        "POST /sapi/v1/sub-account/subAccountApi",
        "POST /sapi/v1/sub-account/subAccountApiPermission",
        "POST /sapi/v2/sub-account/subAccountApi/ipRestriction",
        "PUT /sapi/v1/margin/apiKey/ip",
    }
)
"""Calls that take money out of the account or decide who may: refused unless they are named."""

ORDERS: Mapping[str, int] = MappingProxyType(
    {
        "POST /api/v3/order": 1,
        "POST /api/v3/order/cancelReplace": 1,
        "POST /api/v3/order/oco": 2,
        "POST /api/v3/orderList/oco": 2,
        "POST /api/v3/orderList/opo": 2,
        "POST /api/v3/orderList/opoco": 3,
        "POST /api/v3/orderList/oto": 2,
        "POST /api/v3/orderList/otoco": 3,
        "POST /api/v3/sor/order": 1,
        "POST /dapi/v1/algoOrder": 1,
        "POST /dapi/v1/batchOrders": 5,
        "POST /dapi/v1/order": 1,
        "PUT /dapi/v1/batchOrders": 5,
        "PUT /dapi/v1/order": 1,
        "POST /eapi/v1/batchOrders": 10,
        "POST /eapi/v1/order": 1,
        "POST /fapi/v1/algoOrder": 1,
        "POST /fapi/v1/batchOrders": 5,
        "POST /fapi/v1/order": 1,
        "PUT /fapi/v1/batchOrders": 5,
        "PUT /fapi/v1/order": 1,
        "POST /papi/v1/cm/conditional/order": 1,
        "POST /papi/v1/cm/order": 1,
        "PUT /papi/v1/cm/order": 1,
        "POST /papi/v1/margin/order": 1,
        "POST /papi/v1/margin/order/oco": 2,
        "POST /papi/v1/um/algo/order": 1,
        "POST /papi/v1/um/order": 1,
        "PUT /papi/v1/um/order": 1,
        "POST /sapi/v1/margin/order": 1,
        "POST /sapi/v1/margin/order/oco": 2,
        "POST /sapi/v1/margin/order/oto": 2,
        "POST /sapi/v1/margin/order/otoco": 3,
    }
)
"""How many orders a call may count as; the largest number where it depends on the parameters."""


def is_read(endpoint: str) -> bool:
    """Tell whether a call ("GET /api/v3/account") changes nothing and may be repeated."""
    if endpoint in READING_POSTS:
        return True
    return endpoint.startswith("GET ") and endpoint not in MUTATING_GETS
