"""The request layer: everything the bot sends to Binance by HTTP passes here, one stage a file.

Outermost first; each stage calls the next and sees what comes back.

| stage            | file              | what it does                                           |
|------------------|-------------------|--------------------------------------------------------|
|                  | `endpoint`        | makes a method of a declaration, builds the `Request`  |
| `Metrics`        | `metrics`         | counts every call and how it ended                     |
| `Cache`          | `cache`           | shares public answers, asks once (`single_flight`)     |
| `Retry`          | `retry`           | repeats reads; sets the clock when a time was refused  |
| `CircuitBreaker` | `circuit_breaker` | leaves a failing upstream alone, asks it with a ping   |
| `RaiseForError`  | `error_mapping`   | turns answers into models or typed errors              |
| `RateLimiter`    | `rate_limiter`    | lets through what the budget allows; reads the headers |
| `Signer`         | `signer`          | stamps and signs each attempt anew                     |
| `HttpTransport`  | `transport`       | sends it once and names what went wrong                |

What the stages stand on, in the order in which it is best read:

* `request`: the values that travel. `signature`, `parameters`: how a method becomes a query.
* `pools`: which budgets there are. `window`: one of them, counted as Binance counts.
  `shared_window`: one that all users share, and how it is shared. `ledger`: all of them.
* `sharing`: what several processes tell one another. `lease`: a part of a budget taken in advance,
  `leases`: all of them. `stops`, `shared_cache`: the gate and the answers of others. `shared`
  puts that together.
* `gate`: nothing is sent after a 429 or 418 (`retry_after` tells whether and for how long).
  `waiting_line`, `waiting_room`: who waits, and who goes next.
* `clock`: Binance's time. `pings`: the questions the layer asks for itself.
* `connections`, `connector`: the sockets. `deadlines`: ends what takes too long. `timing`: the
  clocks tests replace.
* `meter`, `gauges`, `health`: what Prometheus and /status read.

`pipeline` puts them together. Each wait ends by the deadline in the request; each error is one of
`binance.exceptions`. What an operator should know is reported to a listener (`binance.events`).
"""
