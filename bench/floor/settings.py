"""The least Django there can be, on the same database with the same connection settings."""

from config.settings import ALLOWED_HOSTS, DATA_DIR, DATABASES, SECRET_KEY

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True

__all__ = ["ALLOWED_HOSTS", "DATABASES", "DATA_DIR", "SECRET_KEY"]

DEBUG = False
INSTALLED_APPS = ["bench.floor"]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "bench.floor.urls"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
