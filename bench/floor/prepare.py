"""`python -m bench.floor.prepare` makes the floor's one table."""

import os

import django
from django.apps import apps
from django.db import connection

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.floor.settings"
django.setup()

with connection.schema_editor() as editor:
    editor.create_model(apps.get_app_config("floor").get_model("Row"))
