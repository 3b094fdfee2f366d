"""Orders before they are sent: what Binance would refuse is found out here, and rounded if it can.

prepared = prepare(
    OrderDraft(symbol=info, side=Side.BUY, type=OrderType.LIMIT, time_in_force=TimeInForce.GTC,
               quantity=Decimal("0.42208"), price=Decimal("67250.004")),
    Market(last_price=last, average_price=average),
)
prepared.order       # the draft with quantities rounded down and prices to the tick
prepared.changes     # "0.42208 → 0.422, step 0.001", as data
prepared.problems    # what Binance would refuse, with the nearest value it would take
prepared.notes       # what could not be checked: unknown filters, facts that were not given

Nothing here sends, waits or reads a clock; the same arguments give the same result.
"""

from binance.filters.draft import OrderDraft, Purpose
from binance.filters.facts import Market, OpenOrders, Standing
from binance.filters.prepare import prepare
from binance.filters.result import Change, Field, Note, NoteKind, Prepared, Problem, ProblemKind

__all__ = (
    "Change",
    "Field",
    "Market",
    "Note",
    "NoteKind",
    "OpenOrders",
    "OrderDraft",
    "Prepared",
    "Problem",
    "ProblemKind",
    "Purpose",
    "Standing",
    "prepare",
)
