"""Values for the parameters of any endpoint."""

from decimal import Decimal
from typing import Any

from binance.catalogue import Catalogue
from binance.catalogue_table.row import Parameter

ROWS = list(Catalogue())
SAMPLES: dict[str, Any] = {
    "int": 1,
    "decimal": Decimal("0.10"),
    "text": "BTCUSDT",
    "bool": True,
    "ints": [1],
    "texts": ["BTCUSDT"],
    "object": {"a": "b"},
    "objects": [{"a": "b"}],
}


def sample(parameter: Parameter) -> Any:
    """Give a value a parameter takes."""
    return parameter.choices[0] if parameter.choices else SAMPLES[parameter.kind]
