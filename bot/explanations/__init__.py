"""What each expected error means to the person it happens to, in three lines."""
