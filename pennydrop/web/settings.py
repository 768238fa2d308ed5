"""Settings. What a host may set is an environment variable; docs/how-to/host-it.md lists them."""

import os
from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF

from pennydrop.core.vault.roots import load_roots
from pennydrop.web.mail import mail_server
from pennydrop.web.places import database_from_url, find_places, sqlite_database

# Lets Django's generic classes take type arguments at run time.
django_stubs_ext.monkeypatch()


def flag(name: str, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


PLACES = find_places()
for place in (PLACES.home, PLACES.keys, PLACES.scratch, PLACES.scratch / "static"):
    place.mkdir(parents=True, exist_ok=True, mode=0o700)

# One root key, one paper copy: everything secret is derived from it.
ROOTS = load_roots(PLACES.keys)
SECRET_KEY = ROOTS.derive_text("django")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("PENNYDROP_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
HTTPS = flag("PENNYDROP_HTTPS", False)
LEAVE_URL = os.environ.get("PENNYDROP_LEAVE_URL", "https://www.bbc.co.uk/weather")
KEY_COPY = os.environ.get("PENNYDROP_KEYS_COPY", "")
KEY_COPY_DAYS = int(os.environ.get("PENNYDROP_KEYS_COPY_DAYS", "7"))
SMALL_NUMBER = 10

ROOMS = ["listen", "understand", "publish", "support", "inform", "connect"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "pennydrop.core.ui",
    "pennydrop.core.people",
    "pennydrop.core.vault",
    "pennydrop.core.audit",
    "pennydrop.core.erasure",
    "pennydrop.core.documents",
    *[f"pennydrop.rooms.{room}" for room in ROOMS],
    "pennydrop.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pennydrop.web.languages.LanguageByAddress",
    "csp.middleware.CSPMiddleware",
    "pennydrop.web.middleware.NoStore",
    "pennydrop.web.tablet.SharedTablet",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pennydrop.web.middleware.ClosedByDefault",
    "allauth.account.middleware.AccountMiddleware",
    "pennydrop.core.people.middleware.SecondFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pennydrop.web.middleware.SaysWhatIsMade",
]
ROOT_URLCONF = "pennydrop.web.urls"
WSGI_APPLICATION = "pennydrop.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pennydrop.web.context.page",
            ]
        },
    }
]
FORM_RENDERER = "pennydrop.core.ui.forms.Renderer"

# --- the two databases -------------------------------------------------------------------------
DATABASE_URL = os.environ.get("DATABASE_URL", "")
KEYS_URL = os.environ.get("PENNYDROP_KEYS_URL", "")
DATABASES = {
    "default": database_from_url(DATABASE_URL)
    if DATABASE_URL
    else sqlite_database(PLACES.home / "pennydrop.sqlite3", journal="WAL"),
    # No write-ahead log and no versions: a destroyed key must not be found in a journal.
    "keys": database_from_url(KEYS_URL)
    if KEYS_URL
    else sqlite_database(PLACES.keys / "keys.sqlite3", journal="DELETE"),
}
DATABASE_ROUTERS = ["pennydrop.core.vault.router.KeysApart"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- accounts ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["pennydrop.web.signins.Backend"]
SESSION_ENGINE = "pennydrop.web.signins"
PASSWORD_HASHERS = [
    "pennydrop.core.people.hashers.Argon2id",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "pennydrop.core.people.adapter.ClosedSignup"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
# Limits go by user name: no address is kept, so none can be limited by.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/10m/key", "reauthenticate": "10/m/user"}
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "pennydrop.core.people.adapter.SealedSecrets"
MFA_TOTP_ISSUER = "Pennydrop"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/today/"
LOGOUT_REDIRECT_URL = "/"

# --- e-mail: only where a host says how --------------------------------------------------------
MAIL = os.environ.get("PENNYDROP_MAIL", "")
MAIL_FROM = os.environ.get("PENNYDROP_MAIL_FROM", "") if MAIL else ""
MAIL_SERVER = mail_server(MAIL)
EMAIL_BACKEND = MAIL_SERVER.backend
EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.host, MAIL_SERVER.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL_SERVER.encrypted, MAIL_SERVER.starts_plain
EMAIL_TIMEOUT = 20
# Where this site is found, for links in e-mails, feeds and papers: a job knows no request.
_NAMED = HTTPS or "PENNYDROP_HOSTS" in os.environ  # then another server's port is the one seen
_HERE = ALLOWED_HOSTS[0] + ("" if _NAMED else f":{os.environ.get('PORT', '8000')}")
SITE = os.environ.get("PENNYDROP_SITE", f"http{'s' if HTTPS else ''}://{_HERE}")

# --- sessions, cookies, headers ----------------------------------------------------------------
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 8 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
# Not "no-referrer": browsers would then send `Origin: null`, and our origin check needs it.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# --- files, uploads, static --------------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = str(PLACES.scratch)
FILE_UPLOAD_PERMISSIONS = 0o600
# Whole, or it would move with the language that stands before every other address.
STATIC_URL = "/static/"
STATIC_ROOT = PLACES.scratch / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# --- jobs: the database is the queue -------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# No access log, no address, no user agent; tracebacks are scrubbed of local values.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"scrub": {"()": "pennydrop.web.logs.Scrub"}},
    "formatters": {"plain": {"()": "pennydrop.web.logs.PlainFormatter"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "filters": ["scrub"], "formatter": "plain"}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": [], "propagate": False},
        "django.db.backends": {"handlers": [], "propagate": False},
        "django_tasks": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
DEFAULT_EXCEPTION_REPORTER = "pennydrop.web.logs.WordlessReporter"
BASE = Path(__file__).resolve().parents[1]
