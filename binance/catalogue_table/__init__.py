"""The table of every REST endpoint Binance has, and the script that makes it."""
