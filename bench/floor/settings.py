"""The least Django there can be, on the same database with the same connection settings."""

from config.settings import ALLOWED_HOSTS, DATA_DIR, DATABASES, DEFAULT_AUTO_FIELD, SECRET_KEY, USE_TZ

__all__ = ["ALLOWED_HOSTS", "DATABASES", "DATA_DIR", "DEFAULT_AUTO_FIELD", "SECRET_KEY", "USE_TZ"]

DEBUG = False
INSTALLED_APPS = ["bench.floor"]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "bench.floor.urls"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
