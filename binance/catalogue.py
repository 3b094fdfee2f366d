"""Every REST endpoint Binance has, by name, through the same stages as the declared ones.

    await account.call("simple_earn.flexible_position", asset="USDT")
    await binance.call("futures.funding_rate", symbol="BTCUSDT", limit=10)

Endpoints are found by their name here (`binance.catalogue_table.names` has the rules), by the
name in Binance's own client (`simple_earn.get_flexible_product_position`), or by method and path
("GET /sapi/v1/simple-earn/flexible/position"). Answers are plain JSON values: texts stay as they
are, numbers with a fraction are `Decimal`.
"""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

from binance.catalogue_table.arguments import query_of
from binance.catalogue_table.row import Row
from binance.credentials import Credentials
from binance.error_codes import class_of
from binance.exceptions import CallNotAllowed, MissingCredentials, UnknownEndpoint
from binance.request.endpoint import ApiGroup, Core
from binance.request.pools import pool_of
from binance.request.request import Endpoint, Security

_TABLE: Final = Path(__file__).parent / "catalogue_table" / "endpoints.json"
_LONGEST_NAME: Final = 128  # characters of a name that are looked at
_ALIKE: Final = 0.5  # how alike two names must be to suggest one for the other
_NEARLY_THE_SAME: Final = 0.85


class Catalogue:
    """The endpoints, and the guarded ones among them that may be called."""

    def __init__(self, allowed: Collection[str] = ()) -> None:
        """Allow guarded endpoints by name. Fails with `UnknownEndpoint`."""
        self._allowed = frozenset(self.find(name).name for name in allowed)

    def __iter__(self) -> Iterator[Row]:
        return iter(_table().values())

    def __len__(self) -> int:
        return len(_table())

    def find(self, name: str) -> Row:
        """Give the endpoint of this name, or of this method and path. Fails with `UnknownEndpoint`.

        A path that two hosts have names neither: the error offers both.
        """
        wanted = " ".join(name[:_LONGEST_NAME].split())
        found = _table().get(wanted.lower()) or _aliases().get(wanted.lower())
        if found is None:
            at = _by_endpoint().get(wanted, ())
            if len(at) != 1:
                raise UnknownEndpoint(wanted, [row.name for row in at] or self.closest(wanted))
            (found,) = at
        return found

    def closest(self, name: str, most: int = 3) -> list[str]:
        """Give the names that were probably meant, best first."""
        wanted = name[:_LONGEST_NAME].lower()
        words = [word for word in re.split(r"[^a-z0-9]+", wanted) if word]
        holding = sorted((one for one in _table() if _holds(one, words)), key=len)
        known = _names_by_path() if "/" in wanted else _names_by_name()
        near = difflib.get_close_matches(wanted, known, n=most, cutoff=_ALIKE)
        sure = difflib.get_close_matches(wanted, near, n=most, cutoff=_NEARLY_THE_SAME)
        found = [*(known[one] for one in sure), *holding, *(known[one] for one in near)]
        return list(dict.fromkeys(found))[:most]

    def check(self, row: Row) -> None:
        """Let an endpoint through. Fails with `CallNotAllowed` when it had to be named."""
        if row.guarded and row.name not in self._allowed:
            raise CallNotAllowed(row.name)


class CataloguedCalls(ApiGroup):
    """Calls by name, for one caller with or without an account."""

    __slots__ = ("_catalogue", "_has_account")

    def __init__(
        self,
        core: Core,
        caller: int,
        credentials: Credentials | None,
        catalogue: Catalogue,
        *,
        has_account: bool,
    ) -> None:
        super().__init__(core, caller, credentials)
        self._catalogue = catalogue
        self._has_account = has_account

    async def call(self, name: str, given: Mapping[str, Any]) -> Any:
        """Check, send, and give the answer as plain JSON values.

        Fails with `UnknownEndpoint`, `CallNotAllowed`, `WrongParameters`, `MissingCredentials`
        and `HostMissing` before anything is sent, and then as any call does.
        """
        row = self._catalogue.find(name)
        self._catalogue.check(row)
        query = query_of(row, given)
        if of_account(row) and not self._has_account:
            raise MissingCredentials(row.endpoint)
        endpoint = _endpoint(row.name)
        answer = await self._send(endpoint, query, row.weight)
        _refuse_hidden_error(endpoint, answer)
        return answer


def of_account(row: Row) -> bool:
    """Tell whether an endpoint belongs to an account, so that the bot's own key will not do."""
    return row.security.signed or row.security is Security.USER_STREAM


def _refuse_hidden_error(endpoint: Endpoint, answer: Any) -> None:
    """Raise what /sapi sometimes says with a 200: an error with a negative code."""
    if not isinstance(answer, dict):
        return
    code, message = answer.get("code"), answer.get("msg")
    if isinstance(code, int) and code < 0 and isinstance(message, str):
        raise class_of(endpoint.api, 200, code, message)(200, code, message, endpoint.name)


def _holds(name: str, words: list[str]) -> bool:
    return bool(words) and all(word in name for word in words)


@cache
def _table() -> dict[str, Row]:
    """Read the table, once and not before it is needed."""
    rows = msgspec.json.decode(_TABLE.read_bytes(), type=list[Row])
    return {row.name: row for row in rows}


@cache
def _names_by_name() -> dict[str, str]:
    return {name: row.name for name, row in (*_aliases().items(), *_table().items())}


@cache
def _names_by_path() -> dict[str, str]:
    return {row.endpoint.lower(): row.name for row in _table().values()}


@cache
def _aliases() -> dict[str, Row]:
    """Give the rows by the names of Binance's own client; our names come first."""
    rows = _table().values()
    named = {f"{row.family}.{row.sdk}": row for row in rows}
    return {name: row for name, row in named.items() if name not in _table()}


@cache
def _by_endpoint() -> dict[str, tuple[Row, ...]]:
    found: dict[str, tuple[Row, ...]] = {}
    for row in _table().values():
        found[row.endpoint] = (*found.get(row.endpoint, ()), row)
    return found


@cache
def _endpoint(name: str) -> Endpoint:
    """Give what the stages want to know: one value for each endpoint, as budgets go by it."""
    row = _table()[name]
    return Endpoint(
        name=row.endpoint,
        method=row.method,
        path=row.path,
        api=row.api,
        security=row.security,
        pool=pool_of(row.api, row.endpoint, row.limit),
        decoder=msgspec.json.Decoder(float_hook=Decimal),
        cache_seconds=0.0,
        repeatable=row.read,
        urgent=False,
        teaches_limits=False,
        keyed=row.security is not Security.NONE,
        signed=row.security.signed,
        orders=row.orders,
    )
