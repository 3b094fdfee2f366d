"""Sockets to Binance: market streams, the WebSocket API, user data, order books.

What everything stands on, in the order in which it is best read:

* `rules`: what Binance asks of a socket of each kind, and how patient we are.
* `connect_budget`: connection attempts of this address, ≤ 200 in any five minutes whatever happens.
* `dialler`: the shared aiohttp session; opens sockets within the budget, never while the gate of
  the request layer is shut, one probe at a time while a host is down.
* `pace`: the turns of messages sent on one socket.
* `socket`: one life of a socket, from the upgrade to its end. `await socket.send(text)`,
  `socket.number` (1, 2, … in its connection: ids that Binance gives belong to one socket).
* `connection`: a socket that is kept up. Give it a `Handler`:

      class Accounts(Handler):
          async def opened(self, socket): ...       # log on, subscribe; then the socket is in use
          def received(self, socket, raw): ...      # each text frame, as bytes; must not raise
          def current(self, socket): ...            # from now on this socket is the one
          def failed(self, socket): ...             # a fresh one ended before it came into use
          def lost(self, socket, closing): ...      # it ended unasked; another is coming
          def tick(self, socket): ...               # every few seconds

      connection = Connection(dialler, url, Accounts(), WS_API_RULES)   # url: async () -> str
      connection.open()                             # returns at once; connects in the background
      await connection.up()                         # waits until a socket is in use
      await connection.send(text)                   # on the one in use; fails with ConnectionLost
      connection.renew("serverShutdown")            # a new socket first, then the old one closes
      connection.drop(Ending.STALE)                 # the socket in use is worth nothing: another
      await connection.close()

  It reconnects with jitter, renews itself before 24 hours (23 h 30 ± 10 min), finds half-open
  sockets (nothing heard for 1.5 heartbeats, own ping included) and answers pings. While `opened`
  of a replacement runs the old socket still delivers; if `opened` fails or does not return in
  time, the replacement is closed and tried again later.

Above it, market streams by reference count, in the order in which they are best read: `streams`
(names that cannot be misspelt; one file for each market), `kinds` (what a name says), `gap`,
`subscription` (a consumer's queue), `topic` (a stream its consumers share), `commands`,
`stream_connection` (one shared socket), `delivery`, `back_fill` with `waiting`, `manager`.
A consumer reads typed events and `Gap`s from its `Subscription`:

    async with binance.streams.subscribe("btcusdt@depth@100ms") as events:
        async for event in events:
            match event:
                case Gap(until=None): ...    # data stopped: reason, since, stream, last_id
                case Gap(): ...              # flows again since `until`, or so many were dropped
                case Depth(): ...
"""
