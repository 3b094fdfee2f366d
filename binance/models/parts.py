"""Parameters that belong together and travel one by one."""

import msgspec


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen struct of parameters.

    Each travels under the name of the argument and its own: `stop_price` of the argument
    `working` is Binance's `workingStopPrice`. None stays at home.
    """
