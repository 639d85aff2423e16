"""Settings of the site. Sections: paths, security, applications, database, tasks, pages, API, logging.

Values that differ between installations come from tracker/env.py; nothing else here reads the environment.
"""

import os
from typing import Any

import pghistory
from csp.constants import NONE, SELF
from whitenoise.compress import Compressor

from tracker import embedded
from tracker.env import BASE_DIR, read_environment

ENV = read_environment(os.environ)

# --- Paths ---------------------------------------------------------------------------------------------------------

VAR = ENV.var
MEDIA_ROOT = VAR / "media"
STATIC_ROOT = VAR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
ASGI_APPLICATION = "tracker.asgi.application"

# --- Security ------------------------------------------------------------------------------------------------------

PRODUCTION = ENV.production
DEBUG = ENV.debug
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = list(ENV.allowed_hosts)
CSRF_TRUSTED_ORIGINS = list(ENV.csrf_trusted_origins)

SECURE_SSL_REDIRECT = ENV.https
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # probes come over plain HTTP from the machine itself
SECURE_HSTS_SECONDS = 31_536_000 if ENV.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.trust_proxy else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = ENV.https
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = ENV.https
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
# Whether all subdomains speak HTTPS and whether browsers may preload that is for the owner of the domain to say, at the
# proxy; claiming it here could lock visitors out of other sites of the same domain.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000

# --- Applications --------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "health_check",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "tracker",
    "negotiations",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # a long timeline goes over the wire in a tenth; it pads against BREACH
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

# --- Database ------------------------------------------------------------------------------------------------------

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **(ENV.database or embedded.database_entry(VAR)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Looked up in the history is the row that an entry is of, and nothing else.
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_index=True)

# --- Tasks ---------------------------------------------------------------------------------------------------------

REDIS_URL = ENV.redis_url
CELERY_BROKER_FOLDER = VAR / "broker"
TASK_SOFT_TIME_LIMIT = 60
TASK_TIME_LIMIT = 90
SWEEP_SECONDS = 2.0
# Who fetches, said honestly, and where its operator can be reached.
FETCH_CONTACT = ENV.contact
FETCH_USER_AGENT = f"Parley/0.1 (tracker of diplomatic negotiations{'; ' + FETCH_CONTACT if FETCH_CONTACT else ''})"

# Seconds between two requests to one host, across all workers.
FETCH_SPACING = ENV.fetch_spacing
# Nothing more is fetched while as many texts wait to be read.
MOST_TEXTS_WAITING = 500

# A language model that reads beside the rules; none unless MODEL_URL is set.
MODEL_URL = ENV.model_url
MODEL_NAME = ENV.model_name
MODEL_KEY = ENV.model_key
MODEL_TIMEOUT = ENV.model_timeout
MODEL_TOKENS_A_DAY = ENV.model_tokens_a_day

# Who bears it may read the figures at /health/pipeline/ without an account; empty: nobody.
METRICS_TOKEN = ENV.metrics_token

# What `manage.py serve` starts.
SERVE_BIND = ENV.bind
SERVE_PORT = ENV.port
SERVE_WEB_WORKERS = ENV.web_workers
SERVE_TASK_WORKERS = ENV.task_workers

CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL and REDIS_URL.startswith("redis")
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# --- Pages ---------------------------------------------------------------------------------------------------------

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "tracker.static_files.GzippedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")  # for those who look for faults
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False

# --- API -----------------------------------------------------------------------------------------------------------

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],  # the record is public, and read-only here
    "DEFAULT_RENDERER_CLASSES": ["negotiations.api.rendering.JsonRenderer"],
    "DEFAULT_THROTTLE_CLASSES": [
        "negotiations.api.permissions.VisitorThrottle",
        "negotiations.api.permissions.MemberThrottle",
    ],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "negotiations.api.schema.ApiSchema",
    "EXCEPTION_HANDLER": "negotiations.api.errors.answer_error",
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": 1 if ENV.trust_proxy else 0,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Parley",
    "DESCRIPTION": "Diplomatic negotiations as a record: who talked with whom, who stands where, and the words for it.",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "Stance": "negotiations.vocabulary.Stance.choices",
        "Attribution": "negotiations.vocabulary.Attribution.choices",
        "Modality": "negotiations.vocabulary.Modality.choices",
        "Precision": "negotiations.vocabulary.Precision.choices",
        "Role": "negotiations.vocabulary.Role.choices",
        "Rank": "negotiations.vocabulary.Rank.choices",
        "ReactionAnswer": "negotiations.vocabulary.Answer.choices",
        "Relation": "negotiations.vocabulary.Relation.choices",
        "Outcome": "negotiations.vocabulary.Outcome.choices",
        "RoundStatus": "negotiations.vocabulary.RoundStatus.choices",
        "Format": "negotiations.vocabulary.Format.choices",
        "Initiator": "negotiations.vocabulary.Initiator.choices",
        "Strategy": "negotiations.vocabulary.Strategy.choices",
        "Stage": "negotiations.vocabulary.Stage.choices",
        "ActorKind": "negotiations.vocabulary.ActorKind.choices",
        "AliasKind": "negotiations.vocabulary.AliasKind.choices",
        "Reliability": "negotiations.vocabulary.Reliability.choices",
        "Credibility": "negotiations.vocabulary.Credibility.choices",
        "Standing": "negotiations.models.Standing.choices",
        "SourceKind": "negotiations.models.SourceKind.choices",
        "Topic": "negotiations.models.Topic.choices",
        "ShownSummaryState": "negotiations.api.rounds.SHOWN_STATES",
        "StatementKind": "negotiations.api.evidence.STATEMENT_KINDS",
        "EntryKind": "negotiations.api.timeline.EntryKind.choices",
    },
}

# --- Logging -------------------------------------------------------------------------------------------------------

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": ENV.log_level},
    # A line for every sweep, every two seconds, would bury what matters.
    "loggers": {
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},
    },
}
