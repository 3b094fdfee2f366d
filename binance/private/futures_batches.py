"""Several orders in one call: how they are sent, as a list of JSON objects.

https://developers.binance.com/docs/derivatives/usds-margined-futures/trade/rest-api/Place-Multiple-Orders
"""

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated
from urllib.parse import quote

import msgspec

from binance.models.futures_batches import ContractChange, NewContractOrder
from binance.request.parameters import encoder_of, wire_name

_amount = encoder_of(Decimal)
_moment = encoder_of(datetime)


def _texts(value: NewContractOrder | ContractChange) -> dict[str, str]:
    given = ((one.name, getattr(value, one.name)) for one in dataclasses.fields(value))
    return {wire_name(name): _text(one) for name, one in given if one is not None}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return _moment(value)
    return _amount(value) if isinstance(value, Decimal) else str(value)


def _objects(values: Sequence[NewContractOrder | ContractChange]) -> str:
    if not values:
        raise ValueError("must not be empty")
    return quote(msgspec.json.encode([_texts(one) for one in values]), safe="")


def _numbers(values: Sequence[int]) -> str:
    if not values:
        raise ValueError("must not be empty")
    return quote(msgspec.json.encode(list(values)), safe="")


NewContractOrders = Annotated[Sequence[NewContractOrder], _objects]
"""At most five orders to place."""

ContractChanges = Annotated[Sequence[ContractChange], _objects]
"""At most five orders to change."""

Ids = Annotated[Sequence[int], _numbers]
"""At most ten ids."""
