#!/usr/bin/env python
"""Commands of Encore: `manage.py help` lists them."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import DatabaseError

NOT_SET_UP = "CommandError: the database is not set up; run `manage.py migrate` first"


def is_not_set_up(trouble: DatabaseError) -> bool:
    """Whether a table is missing, in the words of SQLite or by PostgreSQL's code for it."""
    return "no such table" in str(trouble) or getattr(trouble.__cause__, "sqlstate", None) == "42P01"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except DatabaseError as trouble:
        if not is_not_set_up(trouble):
            raise
        raise SystemExit(NOT_SET_UP) from None
