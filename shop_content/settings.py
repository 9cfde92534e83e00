"""Settings, all from the environment; `.env.example` lists every one. `checks.py` verifies them at start, each with a hint."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from shop_content.embedded import Embedded

django_stubs_ext.monkeypatch()  # ModelForm[Product] and its like, at run time

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("SHOP_DATA") or BASE_DIR / ".data").resolve()

env = environ.Env()
if (BASE_DIR / ".env").exists():
    environ.Env.read_env(BASE_DIR / ".env")

# Who and where
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)  # the one-command stack: shows sign-in hints and the mails it would have sent
_secret = DATA_DIR / "secret_key"  # made by the one-command stack
SECRET_KEY = env.str("SECRET_KEY", "") or (_secret.read_text() if _secret.exists() else "")
PUBLIC_URL = env.str("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
_public = urlsplit(PUBLIC_URL)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[_public.hostname or "127.0.0.1", "127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
BEHIND_TLS = _public.scheme == "https"

INSTALLED_APPS = [
    "shop_content.audit",
    "shop_content.shops",
    "shop_content.policy",
    "shop_content.catalogue",
    "shop_content.drafts",
    "shop_content.jobs",
    "shop_content.insights",
    "shop_content.notices",
    "shop_content.storefronts",
    "shop_content.moderation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "shop_content.moderation.config.ModerationAdminConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "pgtrigger",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "shop_content.audit.middleware.ActorMiddleware",
    "shop_content.shops.languages.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "shop_content.urls"
WSGI_APPLICATION = "shop_content.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shop_content.shops.context.shop",
            ],
        },
    },
]

# Postgres and Redis: real servers by URL, else the embedded ones
EMBEDDED = Embedded(DATA_DIR)
if env.str("DATABASE_URL", ""):
    DATABASES = {"default": env.db("DATABASE_URL")}
    DATABASES["default"].setdefault("OPTIONS", {})
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": env.str("DATABASE_NAME", "postgres"),
            "USER": "postgres",
            "HOST": str(EMBEDDED.sockets),
            "PORT": "5432",
            "OPTIONS": {},
        }
    }
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["OPTIONS"]["connect_timeout"] = 5
if pool_size := env.int("DATABASE_POOL", 0):  # for the web process; never in a prefork worker
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_MAX_AGE", 60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.str("REDIS_URL", "") or EMBEDDED.redis_url

# Rate limits and locks live here: in Postgres, because Redis may be flushed at any time.
# Many entries: a full table drops the locks of accounts under attack first.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# Files
STATIC_URL = "/static/"
# Collected, hashed and compressed; else served from where they lie.
STATIC_MANIFEST = env.bool("STATIC_MANIFEST", False)
STATIC_ROOT = BASE_DIR / "staticfiles" if STATIC_MANIFEST else None
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_BUCKET = env.str("MEDIA_BUCKET", "")
MEDIA_ENDPOINT = env.str("MEDIA_ENDPOINT", "")
MEDIA_ROOT = DATA_DIR / "media"
if MEDIA_BUCKET:
    _media = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": MEDIA_BUCKET,
            "endpoint_url": MEDIA_ENDPOINT or None,
            "access_key": env.str("MEDIA_ACCESS_KEY", "") or None,
            "secret_key": env.str("MEDIA_SECRET_KEY", "") or None,
            "file_overwrite": True,
            "default_acl": None,
        },
    }
else:
    _media = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
_static_backend = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if STATIC_MANIFEST
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {"default": _media, "staticfiles": {"BACKEND": _static_backend}}
WHITENOISE_USE_FINDERS = not STATIC_MANIFEST
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# Engines: one line moves a shop from a laptop to a GPU cluster
TEXT_ENGINE = env.str("TEXT_ENGINE", "composer:")
ADAPTERS = env.dict(
    "ADAPTERS", default={}
)  # name=folder or hub name, of LoRA adapters that moderators may give to shops
TRANSLATION_ENGINE = env.str("TRANSLATION_ENGINE", "")  # empty: approved texts are not translated
IMAGE_ENGINE = env.str("IMAGE_ENGINE", "studio:")
MOOD_ENGINE = env.str("MOOD_ENGINE", "")  # text to image; empty: no mood pictures are made
CUTOUT_ENGINE = env.str("CUTOUT_ENGINE", "network:")  # what finds the product in a photo
ANSWER_BAR = env.float("ANSWER_BAR", 0.6)  # a text with a lower score, or with errors, is asked for again …
ANSWER_TRIES = env.int("ANSWER_TRIES", 3)  # … at most so often in all, then a person sees the best of them
# What a million tokens cost, read and written, by model or engine: {"openai": [0.15, 0.60]}. What is not named costs nothing.
TOKEN_PRICES = env.json("TOKEN_PRICES", default={})
TOKEN_CURRENCY = env.str("TOKEN_CURRENCY", "USD")
# Readers of what merchants and shoppers wrote
FACT_READER = env.str("FACT_READER", "embedded:")
LANGUAGE_READER = env.str("LANGUAGE_READER", "embedded:")
SENTIMENT_READER = env.str("SENTIMENT_READER", "embedded:")
TOPIC_READER = env.str("TOPIC_READER", "embedded:")
INTENT_READER = env.str("INTENT_READER", "embedded:")
# Who is named as the maker of generated pictures in their AIGC metadata (China); empty: the shop
AIGC_PRODUCER = env.str("AIGC_PRODUCER", "")
# Content Credentials (C2PA): PEM files with which pictures are signed as they leave; empty: they are not
C2PA_CERTIFICATE = env.str("C2PA_CERTIFICATE", "")  # the chain, the leaf first
C2PA_KEY = env.str("C2PA_KEY", "")
C2PA_ALGORITHM = env.str("C2PA_ALGORITHM", "es256")
C2PA_TIMESTAMPS = env.str("C2PA_TIMESTAMPS", "")  # address of an RFC 3161 authority
# What looks at photos beside the embedded measures; empty: nobody does
LABEL_READER = env.str("LABEL_READER", "rapidocr:")
PICTURE_DESCRIBER = env.str("PICTURE_DESCRIBER", "")
PICTURE_CLASSIFIER = env.str("PICTURE_CLASSIFIER", "")
PICTURE_DETECTOR = env.str("PICTURE_DETECTOR", "")
# What enlarges small products in pictures; empty: a plain filter
PICTURE_GUARD = env.str("PICTURE_GUARD", "")  # what judges painted pictures fit to be shown; empty: a person alone
UPSCALER = env.str("UPSCALER", "")
# What says how well texts and pictures belong together; empty: colours and amounts are compared, and that is all
CONSISTENCY_ENGINE = env.str("CONSISTENCY_ENGINE", "")

# Celery: Postgres is the truth, Redis only wakes workers (see jobs/tasks.py)
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_ACKS_LATE = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_PUBLISH_RETRY = False  # a web request must not hang while Redis is down
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.2,
    "socket_timeout": 5,
    "socket_connect_timeout": 3,
    "socket_keepalive": True,
    "health_check_interval": 10,
    "visibility_timeout": 3600,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
}
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 25
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_TASK_DEFAULT_QUEUE = "imports"
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {  # seconds; what is only kept for a time, and digests. Work that waits needs no clock: every worker looks for it
    "forget-sessions": {"task": "shops.forget_sessions", "schedule": 3600, "options": {"expires": 3600}},
    "forget-events": {"task": "catalogue.forget_events", "schedule": 3600, "options": {"expires": 3600}},
    "count-sales": {"task": "catalogue.count_sales", "schedule": 3600, "options": {"expires": 3600}},
    "send-digests": {"task": "notices.send_digests", "schedule": 900, "options": {"expires": 900}},
}
LEASE_SECONDS = env.float("LEASE_SECONDS", 30)  # a dead worker's work is taken over after this long
HEARTBEAT_SECONDS = env.float("HEARTBEAT_SECONDS", 5)
JOB_DEADLINE_SECONDS = env.float("JOB_DEADLINE_SECONDS", 900)  # one batch; an engine that takes longer is taken to hang
BATCH_SIZES = {"text": env.int("TEXT_BATCH", 32), "image": env.int("IMAGE_BATCH", 1)}
TICK_SECONDS = env.float("TICK_SECONDS", 3)  # every worker looks for work this often, whatever Redis forgot
SHOPPER_EVENT_DAYS = env.int("SHOPPER_EVENT_DAYS", 365)  # what shoppers viewed and bought is deleted after this long

# People
AUTH_USER_MODEL = "shops.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "shop_content.shops.accounts.AccountAdapter"
ACCOUNT_CHANGE_EMAIL = True  # one address a person
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key,15/h/key,50/d/key",  # by account: five tries, then ever longer locks
    "confirm_email": "3/m/key",
    "signup": "20/m/ip",
    "reset_password": "20/m/ip,5/m/key",
}
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "shop_content.shops.accounts.TwoFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Shop Content"
MFA_TOTP_TOLERANCE = 1  # steps of 30 s: phones' clocks drift
REQUIRE_MODERATOR_2FA = env.bool("REQUIRE_MODERATOR_2FA", not (DEBUG or DEMO))

# Mail
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Shop Content <noreply@localhost>")
if env.str("EMAIL_URL", ""):
    vars().update(env.email("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 10  # seconds; a page waits for the mail server
DIGEST_HOUR = env.int("DIGEST_HOUR", 8)  # of the shop's day; from then on the day's digests go out

# Languages
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "shop_content" / "locale"]
CONTENT_LOCALES = [("en", _("English")), ("zh-Hans", _("Simplified Chinese"))]
TIME_ZONE = env.str("TIME_ZONE", "UTC")
USE_TZ = True

# The browser's guard rails
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", BEHIND_TLS)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_HSTS_PRELOAD = BEHIND_TLS
if env.bool("TRUST_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
}
if SENTRY_DSN := env.str("SENTRY_DSN", ""):
    import sentry_sdk

    sentry_sdk.init(SENTRY_DSN, send_default_pii=False)
