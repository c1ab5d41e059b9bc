"""The smallest Django project that keeps events, on the same SQLite settings as the collector."""

import os

SECRET_KEY = "a benchmark"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["benchmarks.reference"]
ROOT_URLCONF = "benchmarks.reference.urls"
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ["REFERENCE_DATABASE"],
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "pragma journal_mode = wal; pragma synchronous = full;",
        },
    }
}
USE_TZ = True
