"""What is measured in a process of its own. Django is set up here, before a module of this package imports a model."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()
