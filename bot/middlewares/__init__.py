"""Steps every update passes on its way to a handler, one a file."""
