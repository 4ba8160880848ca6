"""Every setting, read once from the environment. `docs/operate/settings.md` lists them; a test keeps the two equal."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from polku.kit import seal, sql
from polku.kit.env import Settings

_read = Settings()
ROOT = Path(__file__).parent

# --- where things are ---------------------------------------------------------------------------------------------
DATA_DIR = Path(_read.text("POLKU_DATA_DIR", "./data", unit="folder", meaning="Where everything is kept.")).absolute()
DATABASE_URL = _read.url(
    "POLKU_DATABASE_URL",
    f"sqlite:///{DATA_DIR}/polku.db",
    schemes=("sqlite", "postgresql", "postgres"),
    meaning="The relational database: SQLite in the data folder, or a PostgreSQL server.",
)
COLUMNS_URL = _read.url(
    "POLKU_COLUMNS_URL",
    f"chdb://{DATA_DIR}/columns",
    schemes=("chdb", "clickhouse", "clickhouses"),
    meaning="The column store: embedded in the data folder, or a ClickHouse server.",
)
PORT = _read.number("POLKU_PORT", 8600, unit="port", least=1, most=65535, meaning="The port of `polku serve`.")
HOST = _read.text("POLKU_HOST", "127.0.0.1", unit="address", meaning="The address that `polku serve` listens on.")
BASE_URL = _read.url(
    "POLKU_BASE_URL",
    f"http://127.0.0.1:{PORT}",
    schemes=("http", "https"),
    meaning="The address under which browsers and customers reach this installation.",
).rstrip("/")
SECRET_KEY = _read.text(
    "POLKU_SECRET_KEY",
    "",
    unit="secret",
    meaning="Signs sessions and links. Made on first start and kept in the data folder as `secret.key`.",
) or (seal.read_key(DATA_DIR) or "not-yet-made: polku init makes one")

# --- intake -------------------------------------------------------------------------------------------------------
FUTURE_TOLERANCE_S = _read.number(
    "POLKU_FUTURE_TOLERANCE_S", 3600, unit="seconds", meaning="An event further ahead of the server's clock is refused."
)
INTAKE_QUEUE_MB = _read.number(
    "POLKU_INTAKE_QUEUE_MB", 64, unit="MB", least=1, meaning="Accepted bytes that may wait for the disk; beyond: 503."
)
REFUSALS_KEPT = _read.number(
    "POLKU_REFUSALS_KEPT", 10_000, unit="events", least=100, meaning="Refused events that are kept for the Events page."
)
DISK_RESERVE_MB = _read.number(
    "POLKU_DISK_RESERVE_MB", 200, unit="MB", meaning="Free disk below which the intake answers 503 and doctor warns."
)

# --- imports by page ------------------------------------------------------------------------------------------------
IMPORT_MB = _read.number("POLKU_IMPORT_MB", 512, unit="MB", least=1, meaning="The largest file that may be uploaded.")
IMPORTS_KEPT_D = _read.number(
    "POLKU_IMPORTS_KEPT_D", 7, unit="days", least=1, meaning="How long files wait that were uploaded and not imported."
)

# --- the till -------------------------------------------------------------------------------------------------------
TILL_UNDO_MIN = _read.number(
    "POLKU_TILL_UNDO_MIN", 15, unit="minutes", meaning="So long a manager can undo what was done at a till."
)

# --- outgoing HTTP -------------------------------------------------------------------------------------------------
ALLOW_PRIVATE_ADDRESSES = _read.yes(
    "POLKU_ALLOW_PRIVATE_ADDRESSES",
    False,
    meaning="Let addresses that members type (webhooks, pictures, sign-in) lead into private networks.",
)

# --- e-mail -------------------------------------------------------------------------------------------------------
DNS_SERVER = _read.server(
    "POLKU_DNS_SERVER", meaning="The name server that is asked about sending domains. Empty: the system's own."
)

# --- Django -------------------------------------------------------------------------------------------------------
DEBUG = _read.yes("POLKU_DEBUG", False, meaning="Show errors in the browser. For development only.")
TIME_ZONE = "UTC"
USE_TZ = True
ALLOWED_HOSTS = _read.text(
    "POLKU_ALLOWED_HOSTS", "*", unit="names, comma-separated", meaning="Host names that pages answer to."
).split(",")
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "polku",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "polku.doors.web.lighter.Lighter",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "polku.doors.web.policy.ContentSecurityPolicy",
    "polku.doors.web.entrance.SignInRequired",
    "polku.doors.web.presence.Presence",
]
ROOT_URLCONF = "polku.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "doors" / "web" / "templates", ROOT / "doors" / "public" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "polku.doors.web.frame.frame",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "polku.doors.web.widgets.tags"],
            "libraries": {},
        },
    }
]
DATABASES = {"default": sql.django_database(DATABASE_URL)}
AUTH_USER_MODEL = "polku.Member"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 10}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "name"), "max_similarity": 0.6}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_I18N = True
LANGUAGE_CODE = "en"
# Those that are complete. locale/ holds the beginnings of others; whoever asks for one of them would get dates in that
# language and sentences in English.
LANGUAGES = [("en", _("English")), ("ja", _("Japanese"))]
LOCALE_PATHS = [ROOT / "locale"]
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "doors" / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https:")
SESSION_IDLE_H = _read.number(
    "POLKU_SESSION_IDLE_H",
    72,
    unit="hours",
    least=1,
    meaning="A member not seen for so long must sign in again.",
)
SESSION_MOST_D = _read.number(
    "POLKU_SESSION_MOST_D",
    30,
    unit="days",
    least=1,
    meaning="A sign-in ends after so long, however busy it was.",
)
SESSION_COOKIE_AGE = SESSION_MOST_D * 86_400
CSRF_TRUSTED_ORIGINS = [BASE_URL]
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000  # a builder of rules to which rows were added and added
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["console"],
        "level": _read.text("POLKU_LOG_LEVEL", "WARNING", unit="level", meaning="DEBUG, INFO, WARNING or ERROR."),
    },
}

SETTINGS = _read.declared
READ = _read
