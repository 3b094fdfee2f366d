"""Commands for users with a stored key; they receive `account`."""
