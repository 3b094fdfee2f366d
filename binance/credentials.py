"""A caller's key: what proves to Binance who is asking."""
