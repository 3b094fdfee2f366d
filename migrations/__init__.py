"""The steps from one database schema to the next; `storage.upgrade` takes them at start."""
