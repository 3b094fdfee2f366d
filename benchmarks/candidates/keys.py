"""The key every candidate signs with; it opens nothing anywhere."""

API_KEY = "b" * 64
SECRET = "e" * 64
PAYLOAD = b"symbol=BTCUSDT&recvWindow=5000&timestamp=1795000000000"
USERS = 20  # people with a key of their own in the database; the warm-up reads each row
