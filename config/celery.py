"""The Celery application: two tasks live in `audits.tasks`, everything else is reached through the journal."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("encore")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.imports = ["audits.tasks", "config.demonstration"]
