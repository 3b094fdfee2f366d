"""The request layer, one stage a file.

Outermost first: Metrics → Cache → Retry → CircuitBreaker → RaiseForError → RateLimiter →
Signer → HttpTransport. `pipeline` puts them together, `endpoint` declares what goes through.
"""
