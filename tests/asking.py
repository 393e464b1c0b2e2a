"""Runs one SQL question against the database of the environment and prints the rows as JSON."""

import json
import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sys.argv[1])
        print(json.dumps(cursor.fetchall(), default=str))
