"""Every error the package raises, and the tables that map Binance's answers to them.

BinanceError
├── MissingCredentials          the endpoint wants a key and the caller has none; nothing was sent
├── ClientClosed                the client was closed by its owner; nothing was sent
├── RequestInvalid              a parameter cannot be sent as given; nothing was sent
├── CircuitOpen                 the upstream is failing; nothing was sent            (retry_after)
├── LimitReached                not now: over a limit                                (retry_after)
│   ├── BudgetExhausted         our own budget is used up; nothing was sent
│   ├── TooManyRequests         429
│   │   └── TooManyOrders       429 with -1015: unfilled orders of this account
│   └── IpBanned                418: every call of this address is refused for a while
├── NetworkError                no usable answer
│   ├── ConnectFailed           DNS, TCP or TLS failed; nothing was sent
│   ├── ConnectionLost          the socket died after sending began: outcome unknown
│   ├── RequestTimeout          no answer in time: outcome unknown
│   └── UnreadableAnswer        an answer that is not what the endpoint promises: outcome unknown
└── ApiError                    Binance answered with an error                       (status, code, message)
    ├── ServerFault             5xx, -1000, -1001, -1006, -1007: outcome unknown
    │   └── Overloaded          -1008 and the definite 503 of futures: certainly not executed
    ├── Maintenance             -1016, -1109 on futures while paused
    ├── Forbidden               403: the firewall in front of Binance refused
    ├── RegionBlocked           451: not available from this country
    ├── KeyRejected             -1002, -2014, -2015, -2017, 401: key, address or right
    ├── SignatureRejected       -1022
    ├── ClockSkewed             -1021: the timestamp was outside the window
    ├── ParameterRejected       -11xx: a parameter is wrong
    │   └── UnknownSymbol       -1121
    ├── FilterFailure           -1013 and the filters of futures
    ├── OrderRejected           -1010, -2010, -2021, -2022 … : the engine said no
    │   ├── InsufficientBalance "insufficient balance", -2018, -2019
    │   ├── DuplicateOrder      "Duplicate order sent.", -4116: this client id is already open
    │   ├── CancelRejected      -2011
    │   └── OrderNotFound       -2013; on spot -2026 (archived)
    └── NothingToChange         -4046, -4059: it is already so
"""
