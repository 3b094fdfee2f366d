"""The steps from one database schema to the next; `storage.migration` runs them at start."""
