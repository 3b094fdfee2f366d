"""The page of endpoints, docs/binance.md, written from declarations and table: `make docs`."""

import sys
from collections.abc import Iterable, Iterator
from typing import Any, Final, cast

from binance import reference_sockets, reference_streams
from binance.catalogue import Catalogue
from binance.catalogue_table.row import Row
from binance.client import BinanceAccount, BinanceClient
from binance.credentials import Credentials, KeyType
from binance.request.endpoint import ApiGroup, Declaration

_INTRODUCTION: Final = """# Binance's REST endpoints

Written by `make docs` from the declarations and from the table of endpoints.

Every one of the {total} endpoints can be called by name, through the same limits, retries and
signatures; {typed} of them also have a method of their own, with typed parameters and answers.

```python
prices = await binance.call("spot.ticker_price", symbol="BTCUSDT")
position = await account.call("simple_earn.flexible_position", asset="USDT")
candles = await binance.spot.klines("BTCUSDT", Interval.HOUR_1)
```

## Names

* A name is the family, a dot, and the words of the path without those that only repeat the family:
  `GET /sapi/v1/simple-earn/flexible/position` is `simple_earn.flexible_position`.
* Where a path takes several methods, GET has the plain name and the others begin with theirs:
  `spot.order`, `spot.post_order`, `spot.delete_order`.
* Where Binance has a path in several versions, each ends with its own: `futures.account_v3`.
* The names of Binance's own client are understood too
  (`simple_earn.get_flexible_product_position`), and so are method and path
  (`"GET /sapi/v1/simple-earn/flexible/position"`), except for the few paths that two hosts have.

Parameters are named as Binance does (`startTime`) or in snake_case (`start_time`). Unknown, missing
and wrong ones are one error, before anything is sent. Answers are plain JSON values; numbers with a
fraction are `Decimal`. The weight is what Binance documents; where it depends on the parameters,
the largest figure is counted.
"""
_COVERAGE: Final = """## Coverage

| family | typed | by catalogue | reads | writes | under |
|---|--:|--:|--:|--:|---|
"""
_GUARDED: Final = """## Calls that must be allowed by name

These take money out of an account or decide who may. They fail with `CallNotAllowed` unless
`ClientOptions(allowed_calls=…)` names them, and none of them has a typed method.

| name | endpoint |
|---|---|
"""


def page() -> str:
    """Give the whole page as Markdown."""
    rows = sorted(Catalogue(), key=lambda row: row.name)
    typed = {(one.endpoint.api, one.endpoint.name) for one in declarations()}
    sections = [
        _INTRODUCTION.format(total=len(rows), typed=_typed(rows, typed)),
        _COVERAGE + "\n".join(_coverage(rows, typed)) + "\n",
        _GUARDED
        + "\n".join(f"| `{row.name}` | `{row.endpoint}` |" for row in rows if row.guarded)
        + "\n",
        reference_streams.section(),
        reference_sockets.section().rstrip("\n"),
    ]
    return "\n".join(sections) + "\n"


def declarations() -> Iterator[Declaration]:
    """Give every typed endpoint of the client and of an account."""
    nobody = cast("Any", None)
    someone = Credentials("nobody", "nothing", KeyType.HMAC)
    for owner in (BinanceClient(nobody, None, 0), BinanceAccount(nobody, someone, 0)):
        groups = [group for group in vars(owner).values() if isinstance(group, ApiGroup)]
        for group in groups:
            methods = [getattr(type(group), name) for name in dir(type(group))]
            yield from (one.declaration for one in methods if hasattr(one, "declaration"))


def _coverage(rows: list[Row], typed: set[tuple[Any, str]]) -> Iterator[str]:
    families = sorted({row.family for row in rows})
    for family in families:
        own = [row for row in rows if row.family == family]
        yield _line(f"`{family}`", own, typed)
    yield _line("**all**", rows, typed)


def _line(title: str, rows: list[Row], typed: set[tuple[Any, str]]) -> str:
    reads = sum(row.read for row in rows)
    under = " ".join(sorted({f"`/{row.path.split('/')[1]}`" for row in rows}))
    counts = (_typed(rows, typed), len(rows), reads, len(rows) - reads)
    return "| " + " | ".join([title, *map(str, counts), under]) + " |"


def _typed(rows: Iterable[Row], typed: set[tuple[Any, str]]) -> int:
    return sum((row.api, row.endpoint) in typed for row in rows)


def main() -> None:
    """Write the page to standard output."""
    sys.stdout.write(page())


if __name__ == "__main__":
    main()
