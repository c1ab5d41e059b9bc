"""How is the web application put together?"""

import os
from datetime import timedelta
from pathlib import Path

from django.utils.csp import CSP

from instep import ROOMS
from instep.warehouse.home import Home
from instep.web.database import database
from instep.web.edition import edition
from instep.web.secret import secret_key

PACKAGE = Path(__file__).parent.parent
HOME = Home.from_environment().create()

DEBUG = os.environ.get("INSTEP_DEBUG") == "1"
DEMO = os.environ.get("INSTEP_DEMO") == "1"
SECRET_KEY = secret_key(HOME.path)
ALLOWED_HOSTS = os.environ.get("INSTEP_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("INSTEP_ORIGINS", "").split(",") if origin]

# A room is an app as soon as it has pages or decisions.
WEB_SIDE = ("apps.py", "models.py", "urls.py", "templates")
APPS = [f"instep.{room}" for room in ROOMS if any((PACKAGE / room / part).exists() for part in WEB_SIDE)]
INSTALLED_APPS = [
    *APPS,
    "instep.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "instep.web.turn.TurnMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "instep.web.zone.ZoneMiddleware",
    "instep.web.not_built.NotBuiltMiddleware",
]
ROOT_URLCONF = "instep.web.urls"
WSGI_APPLICATION = "instep.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "instep.web.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "instep.web.templatetags.components",
                "instep.web.templatetags.kept",
                "instep.web.templatetags.values",
            ],
        },
    }
]

DATABASES = {"default": database(os.environ.get("INSTEP_DATABASE_URL", ""), HOME.database)}
AUTH_USER_MODEL = "team.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{rule}Validator"}
    for rule in ("MinimumLength", "CommonPassword", "UserAttributeSimilarity")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "instep.web.sign_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False

# Nothing inline and nothing from elsewhere, neither script nor style.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
BEHIND_TLS = os.environ.get("INSTEP_TLS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_LIMIT = int(os.environ.get("INSTEP_UPLOAD_MB", "512")) * 1024 * 1024
LONG_WORK_IN_THIS_PROCESS = False

# Each edition of the static files has its own address, so browsers never ask for a file twice.
STATIC_URL = f"/static/{edition(PACKAGE.glob('*/static'))}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else int(timedelta(days=365).total_seconds())

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "instep.web.discreet.Line",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING"}, "django.server": {"handlers": [], "level": "INFO"}},
}

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
