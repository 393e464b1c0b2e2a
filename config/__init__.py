"""Wires everything, imported by nobody."""

from config.celery import app as celery

__all__ = ["celery"]
