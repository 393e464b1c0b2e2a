"""The floor's app."""

from django.apps import AppConfig


class Floor(AppConfig):
    name = "bench.floor"
    label = "floor"
