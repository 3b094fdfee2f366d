"""Endpoints of one user's account."""
