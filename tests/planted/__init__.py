"""Bugs planted on purpose, one at a time, and the tests that must catch each: `python -m tests.planted`."""
