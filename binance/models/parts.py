"""Parameters that belong together and travel one by one."""


class Parts:
    """A frozen dataclass of parameters.

    Each travels under the name of the argument and its own: `stop_price` of the argument
    `working` is Binance's `workingStopPrice`. None stays at home.
    """

    __slots__ = ()
