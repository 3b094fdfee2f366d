"""What endpoints are called here: the family, a dot, and the words of the path.

* The family is the product's short name: `simple_earn`, `futures`, `coin_futures`.
* The words are the path's, in snake_case, without the API's own and without those that only
  repeat the family: `GET /sapi/v1/simple-earn/flexible/position` is
  `simple_earn.flexible_position`.
* Where a path takes several methods, GET has the plain name and the others begin with theirs:
  `spot.order`, `spot.post_order`, `spot.delete_order`.
* Where Binance has a path in several versions, each ends with its own: `futures.account_v3`.
"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "derivatives-trading-coin-futures": "coin_futures",
        "derivatives-trading-options": "options",
        "derivatives-trading-portfolio-margin": "portfolio_margin",
        "derivatives-trading-portfolio-margin-pro": "portfolio_margin_pro",
        "derivatives-trading-usds-futures": "futures",
        "margin-trading": "margin",
        "w3w-prediction": "prediction",
    }
)
"""Families whose name is not the product's in snake_case."""

_REPEATED = (  # beginnings of paths that only repeat the family
    "futures/data/",
    "public/alpha-trade/",
    "public/wallet-direct/buw/wallet/cex/alpha/all/",
    "algo/",
    "c2c/",
    "convert/",
    "copyTrading/",
    "dci/",
    "equity/",
    "fiat/",
    "giftcard/",
    "loan/vip/",
    "loan/",
    "margin/",
    "mining/",
    "nft/",
    "pay/",
    "portfolio/",
    "rebate/",
    "simple-earn/",
    "sub-account/",
    "w3w/wallet/prediction/",
)
_KEEP = frozenset({"convert/", "margin/", "portfolio/"})  # words of their own outside of /sapi
_API = re.compile(r"/(?:(?:api|sapi|fapi|dapi|eapi|papi)|bapi/defi)/v(\d+)/")
_WORD_ENDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[/\-]+")


class Address(NamedTuple):
    """What Binance calls an endpoint."""

    product: str
    method: str
    path: str


def family_of(product: str) -> str:
    """Give the family of a product: `simple-earn` is `simple_earn`."""
    return FAMILIES.get(product, product.replace("-", "_"))


def names_of(addresses: Iterable[Address]) -> dict[Address, str]:
    """Name every endpoint. Fails with `ValueError` when two would get the same name."""
    every = list(addresses)
    methods: dict[tuple[str, str], set[str]] = {}
    versions: dict[tuple[str, str, str], set[str]] = {}
    for one in every:
        methods.setdefault((one.product, _unversioned(one.path)), set()).add(one.method)
        versions.setdefault((one.product, one.method, _unversioned(one.path)), set()).add(one.path)
    named: dict[str, Address] = {}
    for one in every:
        words = _words(one)
        if one.method != "GET" and len(methods[one.product, _unversioned(one.path)]) > 1:
            words = f"{one.method.lower()}_{words}"
        if len(versions[one.product, one.method, _unversioned(one.path)]) > 1:
            words = f"{words}_v{_version(one.path)}"
        name = f"{family_of(one.product)}.{words}"
        if name in named:
            raise ValueError(f"{name} would be {named[name]} and {one}")
        named[name] = one
    return {address: name for name, address in named.items()}


def snake(name: str) -> str:
    """Turn Binance's spelling into ours: `startTime` is `start_time`."""
    return "_".join(filter(None, _WORD_ENDS.split(name))).lower()


def _words(address: Address) -> str:
    path = _unversioned(address.path)
    of_sapi = address.path.startswith("/sapi/")
    for beginning in _REPEATED:
        if path.startswith(beginning) and (of_sapi or beginning not in _KEEP):
            path = path.removeprefix(beginning)
            break
    return snake(path)


def _unversioned(path: str) -> str:
    return _API.sub("", path).lstrip("/")


def _version(path: str) -> str:
    found = _API.match(path)
    return found[1] if found else "1"
