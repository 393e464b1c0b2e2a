"""Settings: one file, everything that differs between machines comes from the environment.

Without any variable this is an embedded Encore: SQLite, an embedded broker, one data folder, this machine only.
"""

import hashlib
import importlib
import os
import tempfile
from pathlib import Path

import dj_database_url

from config.document import SPECTACULAR_SETTINGS as SPECTACULAR_SETTINGS
from config.files import HASHED, add_headers
from config.given import data_folder, port
from config.logs import logging_settings
from config.policies import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY
from config.secrets import secret_key, vapid_key
from config.signing_in import *  # noqa: F403 - how people sign in, read by allauth
from config.signing_in import second_factor_roles

ROOT = Path(__file__).resolve().parent.parent
DATA_DIR = data_folder(os.environ.get("DATA_DIR"), otherwise=ROOT / "var")
PORT = port(os.environ.get("PORT"))
# Hosts that may be asked for. Unset: this machine alone, and only then may the demonstration be made.
# INSIDE_HOSTS: as what parts of the same network ask for it, as Prometheus does; no proxy leads there.
PUBLIC_HOSTS, INSIDE_HOSTS = (
    [host.strip() for host in os.environ.get(name, "").split(",") if host.strip()]
    for name in ("ENCORE_HOSTS", "ENCORE_INSIDE_HOSTS")
)
ALLOWED_HOSTS = PUBLIC_HOSTS + INSIDE_HOSTS if PUBLIC_HOSTS else ["localhost", "127.0.0.1", "[::1]"]
IS_PUBLIC = bool(PUBLIC_HOSTS)
SECOND_FACTOR_ROLES = second_factor_roles(is_public=IS_PUBLIC)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in PUBLIC_HOSTS]

DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY") or secret_key(DATA_DIR)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.headless",
    "django_celery_beat",
    "django_structlog",
    "csp",
    "audits",
]

MIDDLEWARE = [
    "config.express.Express",
    "django_structlog.middlewares.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "config.policies.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "config.problems.ProblemMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

# The database: DATABASE_URL, else SQLite tuned for many readers and one writer at a time.
if os.environ.get("DATABASE_URL"):
    DATABASES = {"default": dj_database_url.config(conn_max_age=None, conn_health_checks=True)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "config.fair",
            "NAME": str(DATA_DIR / "encore.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=20000;PRAGMA temp_store=2;"
                    "PRAGMA wal_autocheckpoint=8000; PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456"
                ),
            },
        }
    }
# Rate limits live in the database, not in Redis: a visit must be received while Redis is dead.
# Room for what a flood of guesses leaves behind: the 300 lines of the default would soon push out those of others,
# and with them the counts of who is being guessed at, and which codes were used.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "audits_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# The broker: REDIS_URL, else the embedded one on a socket whose path must stay short (107 bytes).
_socket_name = hashlib.sha256(str(DATA_DIR).encode()).hexdigest()[:12]
BROKER_SOCKET = Path(tempfile.gettempdir()) / f"encore-{_socket_name}.sock"
CELERY_BROKER_URL = os.environ.get("REDIS_URL") or f"redis+socket://{BROKER_SOCKET}"
CELERY_TASK_IGNORE_RESULT = CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 2,
    "socket_timeout": 30,
    "visibility_timeout": 3600,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.2,
}
CELERY_TASK_DEFAULT_QUEUE = "reactions"
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_SCHEDULE = {
    # An announcement that nobody heard is made again, on a queue where no rush of lines is before it. With no worker
    # up they don't pile up; a minute, because a slow receiver of mail may hold the worker for so long.
    "sweep": {"task": "audits.sweep", "schedule": 10.0, "options": {"expires": 60, "queue": "messages"}},
    # mail, push and webhooks on a queue of their own: a slow receiver never delays a grade
    "deliver": {"task": "audits.deliver", "schedule": 5.0, "options": {"expires": 5, "queue": "messages"}},
}
CELERY_TIMEZONE = "UTC"

# People
AUTH_USER_MODEL = "audits.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# A shopper's phone stays signed in: a visit may be weeks away from the last time she had signal.
SESSION_COOKIE_AGE = 60 * 60 * 24 * 180
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PUBLIC
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = IS_PUBLIC
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_PUBLIC else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_PUBLIC else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_PUBLIC
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Words and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("ar", "العربية")]
TIME_ZONE = "UTC"

# Files: what the phone sent, under its hash, never served from here directly
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if os.environ.get("S3_BUCKET"):
    importlib.import_module(
        "config.bucket"
    )  # says now, not at the first photo, that the extra s3 isn't installed
    STORAGES["default"] = {
        "BACKEND": "config.bucket.Bucket",
        "OPTIONS": {"name": os.environ["S3_BUCKET"], "endpoint": os.environ.get("S3_ENDPOINT") or None},
    }
EXPORT_DIR = DATA_DIR / "exports"
FRONTEND_DIR = ROOT / "frontend" / "dist"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns where it is missing; nothing is ever put there
WHITENOISE_ROOT = FRONTEND_DIR if FRONTEND_DIR.is_dir() else None
WHITENOISE_ADD_HEADERS_FUNCTION = add_headers
WHITENOISE_IMMUTABLE_FILE_TEST = HASHED
WHITENOISE_MIMETYPES = {".webmanifest": "application/manifest+json"}

# Phones whose app is older are asked to update before they send (426); empty: none is too old
MINIMUM_APP = os.environ.get("ENCORE_MINIMUM_APP", "")

# What one request may weigh
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "audits.doors.TokenAuthentication",
        "audits.doors.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["audits.doors.SignedIn"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["audits.doors.Document"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "config.problems.as_problem",
    "UNAUTHENTICATED_USER": None,
    "COERCE_DECIMAL_TO_STRING": True,
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("SMTP_HOST") or "localhost"
EMAIL_PORT = int(os.environ.get("SMTP_PORT") or 25)
EMAIL_HOST_USER = os.environ.get("SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("SMTP_TLS") == "1"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM") or f"encore@{(PUBLIC_HOSTS or ['localhost'])[0]}"
# Messages: where their links lead, the key that signs web push, whether webhooks may reach inside networks
ENCORE_URL = os.environ.get("ENCORE_URL") or (
    f"https://{PUBLIC_HOSTS[0]}" if PUBLIC_HOSTS else f"http://localhost:{PORT}"
)
VAPID_KEY = os.environ.get("VAPID_KEY") or vapid_key(DATA_DIR)
ALLOW_PRIVATE_TARGETS = os.environ.get("ENCORE_PRIVATE_TARGETS") == "1"

# Logs tell what was asked for, never by whom or from where
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None
LOGGING = logging_settings(os.environ.get("LOG_LEVEL") or "WARNING")
CSRF_FAILURE_VIEW = "config.problems.csrf_failure"
