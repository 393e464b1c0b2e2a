"""The one Django app."""

from django.apps import AppConfig


class Audits(AppConfig):
    name = "audits"
    default_auto_field = "django.db.models.BigAutoField"
