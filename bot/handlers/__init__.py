"""One file a command; the folder decides who may call it."""
