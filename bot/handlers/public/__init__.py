"""Commands anyone with access may call."""
