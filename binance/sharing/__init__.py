"""Ways in which several processes behind one address share budgets, stops and public answers.

`redis` is one; it is imported only where it is used, since the library costs memory. What is
shared is said in `binance.request.sharing`.
"""
