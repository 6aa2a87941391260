"""Settings of the portal, read from the environment.

Nothing here depends on the machine: ``./run`` and the container image give the addresses of
PostgreSQL and Valkey, the secret key and the data folder. Demonstration data and sign-ins exist
only under ``DEMO=1``; ``DEBUG`` has nothing to do with it.
"""

from pathlib import Path

import environ
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from assembly.observing import logging_of, report_errors_to
from assembly.servers import broker_from, database_from, origins_of

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
PORTAL_DATA = Path(env.str("PORTAL_DATA", default=str(BASE_DIR / ".data")))
# While ./run is up it says here how to reach it, so that manage.py speaks to the same database.
if "DATABASE_URL" not in env.ENVIRON and (PORTAL_DATA / "environment").is_file():
    env.read_env(PORTAL_DATA / "environment")

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="insecure-only-for-tests-and-commands-never-for-serving-pages")
# Personal values are sealed and hashed under these, id:64 hexadecimal digits, the first makes new ones
# (assembly/people/keys.py). The known ones serve tests and commands; a deployment with them is refused.
KNOWN_PERSONAL_KEYS = (f"known:{'5e' * 32}", f"known:{'a5' * 32}")
PERSONAL_KEYS = env.list("PERSONAL_KEYS", default=[KNOWN_PERSONAL_KEYS[0]])
PERSONAL_HASH_KEYS = env.list("PERSONAL_HASH_KEYS", default=[KNOWN_PERSONAL_KEYS[1]])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PORTAL_ADDRESS = env.str("PORTAL_ADDRESS", default="http://localhost:8000").rstrip("/")

INSTALLED_APPS = [
    "assembly.law",
    "assembly.common",
    "assembly.outbox",
    "assembly.audit",
    "assembly.people",
    "assembly.documents",
    "assembly.bodies",
    "assembly.deadlines",
    "assembly.chairman",
    "assembly.meetings",
    "assembly.voting",
    "assembly.decisions",
    "sessions",
    "council",
    "regions",
    "expert_council",
    "secretariat",
    "secretariat.programmes",
    "secretariat.formations",
    "assembly.portal",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "guardian",
    "pgtrigger",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "django_htmx",
    "template_partials",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "assembly.common.front.FrontMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "assembly.common.sight.SightMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "assembly.people.middleware.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "assembly.urls"
WSGI_APPLICATION = "assembly.wsgi.application"
ASGI_APPLICATION = "assembly.asgi.application"
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
                "assembly.common.context_processors.portal",
            ],
        },
    }
]


# The role that a process works under: migrations as portal_owner, everything else as portal_app.
DATABASE_ROLE = env.str("DATABASE_ROLE", default="portal_app")
DATABASES = {
    "default": database_from(
        env.str("DATABASE_URL", default="postgres://portal@localhost/portal"),
        options=f"-c statement_timeout={env.int('STATEMENT_TIMEOUT_MS', default=30_000)} "
        f"-c lock_timeout={env.int('LOCK_TIMEOUT_MS', default=10_000)} "
        # How like a mistyped word must be to what is written: one wrong letter in six still is.
        "-c pg_trgm.word_similarity_threshold=0.35" + (f" -c role={DATABASE_ROLE}" if DATABASE_ROLE else ""),
        test_name=env.str("PORTAL_TEST_DB", default="test_portal"),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="redis://localhost:6379/0")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "portal",
    }
}
CELERY_BROKER_URL = broker_from(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 900
CELERY_TIMEZONE = "Asia/Almaty"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    "outbox": {"task": "outbox.drain", "schedule": 10.0},
    "audit": {"task": "audit.seal_heads", "schedule": 60.0},
    "documents": {"task": "documents.render_waiting", "schedule": 20.0},
    "seals": {"task": "documents.seal_waiting", "schedule": 20.0},
    "signatures": {"task": "documents.check_signatures", "schedule": crontab(minute="*/10", hour="1-5")},
    "people-letters": {"task": "people.make_letters", "schedule": 20.0},
    "regional-reports": {"task": "regions.open_reports", "schedule": crontab(hour=6, minute=30)},
    "imports": {"task": "bodies.write_imports", "schedule": 5.0},
    "imports-forgotten": {"task": "bodies.remove_old_imports", "schedule": 600.0},
    "reminders": {"task": "deadlines.run_reminders", "schedule": crontab(hour=9, minute=0)},
    "reminders-made-up": {"task": "deadlines.run_reminders", "schedule": crontab(minute=30, hour="9-18")},
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
PASSWORD_HASHERS = [
    "assembly.people.hashers.PortalArgon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:desk"
LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_ADAPTER = "assembly.people.adapters.PortalAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "login": "assembly.people.forms.SignInForm",
    "change_password": "assembly.people.forms.PasswordChangeForm",
    "reset_password": "assembly.people.forms.PasswordResetForm",
    "reset_password_from_key": "assembly.people.forms.NewPasswordForm",
    "reauthenticate": "assembly.people.forms.PasswordAgainForm",
}
# The second factor: codes of an application, passkeys, recovery codes shown once.
MFA_ADAPTER = "assembly.people.adapters_mfa.PortalMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "assembly.people.forms_factor.SecondFactorForm",
    "reauthenticate": "assembly.people.forms_factor.SecondFactorAgainForm",
    "activate_totp": "assembly.people.forms_factor.ApplicationForm",
    "add_webauthn": "assembly.people.forms_factor.PasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
# Addresses are the Secretariat's own register, proven by the letter of invitation.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
# One step of 30 seconds before and after: clocks of telephones differ. A code still counts once.
MFA_TOTP_TOLERANCE = 1
# By setting, not by law: how long a proof of one's identity holds for changes of the sign-in itself.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 15
# Limits by account hold everywhere; those by address are lifted for the networks of the halls, where
# hundreds of members sign in within minutes behind one address.
SIGN_IN_PAUSE_MINUTES = 5
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": f"30/m/ip,5/{SIGN_IN_PAUSE_MINUTES}m/key",
    "reset_password": "20/m/ip,3/10m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "letter_code": "10/10m/ip",
    "address_change": "10/h/user",
    "reauthenticate": "10/m/user",
}
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
HALL_NETWORKS = env.list("HALL_NETWORKS", default=[])
# What a front says of a visitor (X-Forwarded-For) is believed from these addresses or networks alone.
IS_BEHIND_FRONT = env.bool("BEHIND_FRONT", default=False)
FRONT_ADDRESSES = env.list("FRONT_ADDRESSES", default=["127.0.0.1", "::1"]) if IS_BEHIND_FRONT else []
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("FRONT_COUNT", default=1) if IS_BEHIND_FRONT else 0
# By setting, not by law: how long the links of letters hold.
INVITATION_DAYS = 14
LETTER_DAYS = 30
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24
GUARDIAN_RAISE_403 = True
ANONYMOUS_USER_NAME = None

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", _("Kazakh")), ("ru", _("Russian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "assembly.formats"
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
USE_TZ = True
TIME_ZONE = "Asia/Almaty"

STATIC_URL = "static/"
STATIC_ROOT = PORTAL_DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static", PORTAL_DATA / "assets"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PORTAL_DATA / "files"), "base_url": None},
    },
    "staticfiles": {
        "BACKEND": env.str("STATIC_STORAGE", default="django.contrib.staticfiles.storage.StaticFilesStorage")
    },
}
# Django permits each download; the front sends the bytes (X-Accel-Redirect). Without a front Django sends them too.
FILES_ARE_SENT_BY_FRONT = env.bool("X_ACCEL", default=False)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="dummymail://")
vars().update(EMAIL_CONFIG)
if DEMO and not env.str("EMAIL_URL", default=""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(PORTAL_DATA / "mail")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portal@assembly.example")

# Signatures: docs/signature.md. The demonstration makes its own seal, and believes it.
DEMONSTRATION_SEAL = PORTAL_DATA / "seal"
_made = f"{DEMONSTRATION_SEAL}/{{}}" if DEMO and (DEMONSTRATION_SEAL / "seal.p12").is_file() else ""
SEAL_PKCS12 = env.str("SEAL_PKCS12", default=_made.format("seal.p12"))
SEAL_PASSPHRASE_FILE = env.str("SEAL_PASSPHRASE_FILE", default=_made.format("passphrase"))
SEAL_TSA_URL = env.str("SEAL_TSA_URL", default="")
SIGNATURE_TRUST = env.str("SIGNATURE_TRUST", default=_made.format("trust"))
SIGNATURE_FETCHES = env.str("SIGNATURE_FETCHES", default="") == "1"
NCANODE_URL = env.str("NCANODE_URL", default="")
NCANODE_TIMEOUT_SECONDS = env.int("NCANODE_TIMEOUT_SECONDS", default=15)
NCALAYER_URL = env.str("NCALAYER_URL", default="wss://127.0.0.1:13579/")
PDF_IS_ON = env.str("PORTAL_PDF", default="on") != "off"

IS_SERVED_BY_HTTPS = env.bool("HTTPS", default=False)
SECURE_SSL_REDIRECT = IS_SERVED_BY_HTTPS
# Asked from inside, past the front and its https.
SECURE_REDIRECT_EXEMPT = [r"^health/(live|ready)$", r"^metrics$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_FRONT else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_SERVED_BY_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_SERVED_BY_HTTPS
SECURE_HSTS_PRELOAD = IS_SERVED_BY_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = IS_SERVED_BY_HTTPS
CSRF_COOKIE_SECURE = IS_SERVED_BY_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_NAME = "portal_sign_in"
CSRF_FAILURE_VIEW = "assembly.common.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
# Where pages find the live process: a path behind the front, or an address of its own; empty: pages ask for themselves.
LIVE_ADDRESS = env.str("LIVE_ADDRESS", default="").rstrip("/")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'", *origins_of(LIVE_ADDRESS)],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")
}

# Requests a minute from one address to the open data; empty for no limit.
API_RATE = env.str("API_RATE", default="300/min")
REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "EXCEPTION_HANDLER": "assembly.common.api.refusals.refuse",
    "NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Portal of the Assembly of People of Kazakhstan",
    "DESCRIPTION": (
        "Open data: Sessions, sittings, agendas, polls with their arithmetic, decisions and addresses with what "
        "became of them, compositions, regions. Read by everybody, without a key. Official texts come in Kazakh, "
        "Russian and English side by side; null where a text does not exist, never another language instead. "
        "Refusals are worded in the language of `Accept-Language`. See `docs/api.md`."
    ),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "Organ": "assembly.bodies.enums.PUBLIC_ORGANS",
        "SeatRole": "assembly.bodies.enums.SeatRole",
        "SessionKind": "sessions.enums.SessionKind",
        "SessionState": "sessions.api.PUBLIC_STATES",
        "SittingState": "assembly.meetings.enums.MeetingState",
        "ItemState": "assembly.meetings.api.ITEM_STATES",
        "PollKind": "assembly.voting.enums.PollKind",
        "PollForm": "assembly.voting.enums.PollForm",
        "Outcome": "assembly.voting.enums.Outcome",
        "Choice": "assembly.voting.enums.Choice",
        "DecisionState": "assembly.decisions.api.serializers.STATES",
        "PointState": "assembly.decisions.api.serializers.POINT_STATES",
        "ConsiderationState": "assembly.decisions.api.serializers.CONSIDERATION_STATES",
    },
    "TAGS": [
        {"name": "sessions", "description": "Sessions of the Assembly (п. 7); named by their numbers"},
        {"name": "sittings", "description": "Sittings, their quorum (п. 9, 14) and agendas"},
        {"name": "polls", "description": "Closed polls: rule, figures, arithmetic (п. 10, 15)"},
        {"name": "decisions", "description": "Decisions and what became of them"},
        {"name": "addresses", "description": "Addresses of the Assembly (п. 11)"},
        {"name": "compositions", "description": "Who sits in the Assembly and the Council on a day"},
        {"name": "regions", "description": "The twenty regions and their assemblies (п. 18)"},
    ],
}

LOG_FORMAT = env.str("LOG_FORMAT", default="plain")
LOGGING = logging_of(form=LOG_FORMAT, level=env.str("LOG_LEVEL", default="INFO"))
if LOG_FORMAT == "json":
    MIDDLEWARE.insert(0, "assembly.common.request_log.RequestLogMiddleware")
SENTRY_DSN = env.str("SENTRY_DSN", default="")
report_errors_to(SENTRY_DSN)
# Numbers cost a little at each request, so they are counted only where somebody may read them.
METRICS_NETWORKS = env.list("METRICS_NETWORKS", default=[])
METRICS_FOLDER = env.str("PROMETHEUS_MULTIPROC_DIR", default="")
if METRICS_NETWORKS:
    MIDDLEWARE.insert(0, "django_prometheus.middleware.PrometheusBeforeMiddleware")
    MIDDLEWARE.append("django_prometheus.middleware.PrometheusAfterMiddleware")
    if METRICS_FOLDER:
        Path(METRICS_FOLDER).mkdir(parents=True, exist_ok=True)
SILENCED_SYSTEM_CHECKS: list[str] = []
