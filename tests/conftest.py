"""Fixtures for every test: the sandbox, the running bot, the people who talk to it."""
