"""What Binance answers, as frozen, typed values."""
