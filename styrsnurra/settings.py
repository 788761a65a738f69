"""Settings, all from the environment. `docs/drift.md` lists every variable.

STYRSNURRA_LAGE chooses what may be left out: `produktion` (the default) demands everything and is strict;
`demo`, `utveckling` and `test` fill in what is safe on one's own machine.
"""

import sys
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

LAGE = "test" if "pytest" in sys.modules else env.str("STYRSNURRA_LAGE", default="produktion")
LAGEN = ("produktion", "demo", "utveckling", "test")
if LAGE not in LAGEN:
    raise ImproperlyConfigured(f"STYRSNURRA_LAGE={LAGE!r} is not one of {', '.join(LAGEN)}.")
LOKALT = LAGE != "produktion"


def kravs(namn: str, forklaring: str, lokalt: str | None = None) -> str:
    """The variable `namn`; locally `lokalt` stands in for it. Raises a clear error when it is missing."""
    varde = env.str(namn, default="")
    if varde:
        return varde
    if LOKALT and lokalt is not None:
        return lokalt
    raise ImproperlyConfigured(f"{namn} is missing: {forklaring}. See docs/drift.md.")


DEBUG = LAGE == "utveckling" and env.bool("DEBUG", default=False)
SECRET_KEY = kravs(
    "HEMLIG_NYCKEL", "a long random string that signs sessions", lokalt="endast-for-egen-maskin" * 3
)
SECRET_KEY_FALLBACKS = env.list("HEMLIG_NYCKEL_TIDIGARE", default=[])
ALLOWED_HOSTS = env.list(
    "TILLATNA_VARDAR", default=["127.0.0.1", "localhost", "testserver"] if LOKALT else []
)
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "TILLATNA_VARDAR is missing: the host names the site answers to, comma-separated."
    )
CSRF_TRUSTED_ORIGINS = env.list("BETRODDA_URSPRUNG", default=[])

INSTALLED_APPS = [
    "kommunikation",
    "atgarder",
    "uppfoljning",
    "planering",
    "kkik",
    "verktyg",
    "organisation",
    "styrsnurra.gemensamt",
    "organisation.adminapp.Adminapp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_celery_beat",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "organisation.sessionsgrans.Sessionsgrans",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "styrsnurra.urls"
WSGI_APPLICATION = "styrsnurra.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
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
                "organisation.kontext.sidram",
            ],
        },
    },
]

# --- Data -------------------------------------------------------------------------------------------------
# The application connects with a role that may only read and insert in the log; migrations run as the owner
# (DATABASE_AGARE_URL), chosen by the launcher or by whoever deploys.
DATABASES = {
    "default": {
        **env.db_url_config(
            kravs("DATABASE_URL", "postgres://role:password@host/database, PostgreSQL 15 or later")
        ),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

BROKER_URL = kravs("BROKER_URL", "redis://host:6379/0 or redis+socket:///path?virtual_host=0")


def _cache_url(broker: str) -> str:
    """The cache lives in the broker's server, in the database after the broker's own."""
    if broker.startswith("redis+socket://"):
        sokvag, _, fraga = broker.removeprefix("redis+socket://").partition("?virtual_host=")
        return f"unix://{sokvag}?db={int(fraga or 0) + 1}"
    stam, _, index = broker.rpartition("/")
    return f"{stam}/{int(index) + 1}" if index.isdigit() else f"{broker.rstrip('/')}/1"


CACHES = {
    "default": {
        "BACKEND": "styrsnurra.gemensamt.cache.TaligCache",
        "LOCATION": env.str("CACHE_URL", default=_cache_url(BROKER_URL)),
        "KEY_PREFIX": "styrsnurra",
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
}

# --- People -----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "organisation.Person"
AUTHENTICATION_BACKENDS = ["organisation.behorighet.RollBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "organisation:logga_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "organisation:logga_in"
if LAGE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# --- Language ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["styrsnurra.formats"]

# --- Files ------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATISK_KATALOG", default=str(BASE_DIR / "var" / "statiskt")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "styrsnurra.gemensamt.frontend.Paketfiler",
]
STATICFILES_LAGRING = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if LAGE in ("test", "utveckling")
    else "styrsnurra.gemensamt.frontend.Lagring"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATICFILES_LAGRING},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = LAGE in ("test", "utveckling")
WHITENOISE_AUTOREFRESH = LAGE in ("test", "utveckling")
MEDIA_ROOT = BASE_DIR / "var" / "media"

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# --- Security ---------------------------------------------------------------------------------------------
# BAKOM_TLS=nej is for a demo on 127.0.0.1 over plain http; production has no reason to set it.
BAKOM_TLS = env.bool("BAKOM_TLS", default=not LOKALT)
SECURE_SSL_REDIRECT = BAKOM_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BAKOM_TLS else None
SECURE_HSTS_SECONDS = 63072000 if BAKOM_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BAKOM_TLS
SECURE_HSTS_PRELOAD = BAKOM_TLS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BAKOM_TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 10  # a working day, counted from the log-in
SESSION_VILOTID = 60 * 60 * 2  # seconds without a page before one must log in again
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
# How many proxies stand before the application; the client's address is read from the right of X-Forwarded-For.
ANTAL_PROXYER = env.int("ANTAL_PROXYER", default=1 if BAKOM_TLS else 0)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- Jobs -------------------------------------------------------------------------------------------------
CELERY_BROKER_URL = BROKER_URL
CELERY_TASK_SERIALIZER = "json"
CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 6 * 60 * 60,
    # A page that sends a task tries a broker that is away once more, at once; beat sends what it missed. (Workers
    # reconnect by rules of their own.)
    "max_retries": 1,
    "interval_start": 0.1,
    "interval_step": 0.1,
    "interval_max": 0.2,
}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_SCHEDULE = {
    "Kolada: allt, varje vecka": {
        "task": "kkik.tasks.schemalagd_import",
        "schedule": crontab(hour=2, minute=30, day_of_week="sun"),
        "kwargs": {"slag": "full"},
    },
    "Kolada: ändringar, varje natt": {
        "task": "kkik.tasks.schemalagd_import",
        "schedule": crontab(hour=3, minute=30, day_of_week="mon,tue,wed,thu,fri,sat"),
        "kwargs": {"slag": "andringar"},
    },
    "Importer som avbrutits": {"task": "kkik.tasks.fanga_avbrutna_importer", "schedule": 60.0},
    "Signaler som inte räknats": {"task": "uppfoljning.tasks.berakna_det_missade", "schedule": 60.0},
    "Jobb som stannat": {"task": "organisation.tasks.fanga_stannade_jobb", "schedule": 60.0},
    "Utskick som väntar": {"task": "organisation.tasks.skicka_utskick", "schedule": 300.0},
    "Ärenden om indikatorer": {
        "task": "uppfoljning.tasks.ga_igenom_arenden",
        "schedule": crontab(hour=6, minute=0),
    },
    "Åtgärders effekt": {"task": "atgarder.tasks.rakna_effekter", "schedule": crontab(hour=5, minute=0)},
    "Påminnelser": {"task": "organisation.tasks.paminn", "schedule": crontab(hour=6, minute=30)},
}
# Sent, by name, when an import has changed any value: kkik knows no one above itself.
EFTER_IMPORT = [
    "uppfoljning.tasks.berakna_efter_import",
    "uppfoljning.tasks.ga_igenom_efter_import",
    "atgarder.tasks.rakna_efter_import",
]
# Sent, by name and without arguments, when a plan's indicators or target levels have changed: planering knows no one
# above itself either.
EFTER_PLANANDRING = ["uppfoljning.tasks.berakna_efter_planandring"]
# Sent, by name, with the nyckeltal's key, when a person has said that its definition changed, or taken that back.
EFTER_DEFINITION = ["uppfoljning.tasks.berakna_efter_definition", "atgarder.tasks.rakna_efter_definition"]
# Functions, by name, that tell what uses some nyckeltal: keys → {key: [(name, address)]}.
NYCKELTALSANVANDNING = ["uppfoljning.queries.anvandning.indikatorer_med"]
# Functions, by name, that tell of pages above about the same thing: kind → key → [(text, address)].
GRANNSIDOR = {
    "mal": ["atgarder.grannsidor.om_mal"],
    "indikator": ["atgarder.grannsidor.om_indikator"],
    "handlingsplan": ["atgarder.queries.bakgrund.om_handlingsplan"],  # the decision behind it
    "utkast": ["atgarder.queries.bakgrund.om_utkast"],  # what waits for a plan that is not decided
}
# Functions, by name, that tell why a proposal cannot be changed any more: the proposal → the reason, or "".
FORSLAGSLAS = ["atgarder.queries.lage.lasskal"]
# Functions, by name, that tell what has been tried on some measures before: see uppfoljning/forsok.py.
TIDIGARE_FORSOK = ["atgarder.queries.minne.forsok_for"]
# What verktyg's rounds can be about, by model: functions, by name, that find one by its key: see
# verktyg/queries/amnen.py.
VERKTYGSAMNEN = {
    "planering.plan": "planering.queries.amnen.hamta_plan",
    "planering.uppdragsbeskrivning": "planering.queries.amnen.hamta_uppdrag",
    "planering.handlingsplan": "planering.queries.amnen.hamta_handlingsplan",
    "uppfoljning.analys": "uppfoljning.queries.amnen.hamta_analys",
    "uppfoljning.atgardsforslag": "atgarder.queries.amnen.hamta_forslag",
    "atgarder.prioritering": "atgarder.queries.amnen.hamta_prioritering",
    "atgarder.beslutsunderlag": "atgarder.queries.amnen.hamta_underlag",
}
# Tasks without arguments that queue the day's reminders, by name. Each may run twice in a day and queues nothing twice.
PAMINNELSER: list[str] = [
    "uppfoljning.tasks.paminn_om_omgangar",
    "uppfoljning.tasks.paminn_om_uppgifter",
    "atgarder.tasks.paminn_om_uppdrag",
]
# Job rows that are put back in the queue when their heart stops: (model, task taking the row's id).
JOBBSLAG = [
    ("kkik.Importkorning", "kkik.tasks.kor_import"),
    ("uppfoljning.Berakning", "uppfoljning.tasks.kor_berakning"),
]
# Seconds without a sign of life after which a running job's worker is taken to be dead.
JOBB_STANNAT_EFTER = env.int("JOBB_STANNAT_EFTER", default=300)

# --- Mail -------------------------------------------------------------------------------------------------
# Without a server mail is queued and shown, never sent. In tests Django keeps it in memory.
EPOST_URL = env.str("EPOST_URL", default="")
EPOST_FINNS = bool(EPOST_URL) or LAGE == "test"
if EPOST_URL:
    vars().update(env.email_url_config(EPOST_URL))
DEFAULT_FROM_EMAIL = env.str("EPOST_FRAN", default="styrsnurran@localhost")
EMAIL_TIMEOUT = 20

# --- Kolada -----------------------------------------------------------------------------------------------
KOLADA_URL = env.str("KOLADA_URL", default="https://api.kolada.se/v3").rstrip("/")
RADATA_KATALOG = Path(env.str("RADATA_KATALOG", default=str(BASE_DIR / "var" / "kolada")))
RADATA_BEHALL = env.int("RADATA_BEHALL", default=8)  # folders of raw pages that are kept, the newest
# Which further nyckeltal are always imported: a function giving Kolada ids, by name, since kkik knows no one above.
EXTRA_NYCKELTAL = "planering.queries.anvanda_nyckeltal"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"rad": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"hemligheter": {"()": "styrsnurra.gemensamt.loggfilter.DoljHemligheter"}},
    "handlers": {
        "strom": {
            "class": "logging.StreamHandler",
            "formatter": "rad",
            "filters": ["hemligheter"],
            "stream": sys.stderr,
        }
    },
    "root": {
        "handlers": ["strom"],
        "level": env.str("LOGGNIVA", default="INFO" if LAGE != "test" else "WARNING"),
    },
    "loggers": {
        "django.server": {"handlers": ["strom"], "level": "INFO", "propagate": False},
        "httpx": {"level": "WARNING"},
        "stamina": {"level": "WARNING"},
    },
}
