"""Settings that every installation shares. Nothing here is secret and nothing names one organization."""

from pathlib import Path
from typing import Any

import environ
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env", overwrite=False)

DEBUG = False
DEMO_MODE = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "fellowship.apps.FellowshipConfig",
    "fellowship.website.apps.WebsiteConfig",
    "recruitment.apps.RecruitmentConfig",
    "cohorts.apps.CohortsConfig",
    "training.apps.TrainingConfig",
    "wellness.apps.WellnessConfig",
    "hardship_fund.apps.HardshipFundConfig",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.embeds",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tables2",
    "rules.apps.RulesConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "django_q",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "fellowship.middleware.CookiesWithoutNul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fellowship.middleware.LanguageAndTimeZone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "fellowship.middleware.WithoutNul",
    "fellowship.middleware.SecondFactorForStaff",
    "fellowship.middleware.PlainRefusals",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "fellowship.urls"
WSGI_APPLICATION = "fellowship.wsgi.application"
FORM_RENDERER = "fellowship.design.FellowshipRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "fellowship.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "fellowship.templatetags.fellowship",
            ],
        },
    }
]

AUTH_USER_MODEL = "fellowship.Person"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Signing in: a code by e-mail or a password; passkeys and one-time codes as the second factor.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "fellowship.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "fellowship.adapters.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_SIGNUP_FORM_CLASS = "fellowship.forms.accounts.SignupForm"
ACCOUNT_FORMS = {
    "login": "fellowship.forms.sign_in.LoginForm",
    "signup": "fellowship.forms.sign_in.SignupForm",
    "add_email": "fellowship.forms.sign_in.AddEmailForm",
    "change_password": "fellowship.forms.sign_in.ChangePasswordForm",
    "set_password": "fellowship.forms.sign_in.SetPasswordForm",
    "reset_password": "fellowship.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "fellowship.forms.sign_in.ResetPasswordKeyForm",
    "reauthenticate": "fellowship.forms.sign_in.ReauthenticateForm",
    "request_login_code": "fellowship.forms.sign_in.RequestLoginCodeForm",
    "confirm_login_code": "fellowship.forms.sign_in.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "fellowship.forms.sign_in.ConfirmEmailVerificationCodeForm",
    "confirm_password_reset_code": "fellowship.forms.sign_in.ConfirmPasswordResetCodeForm",
}
MFA_FORMS = {
    "authenticate": "fellowship.forms.sign_in.AuthenticateForm",
    "reauthenticate": "fellowship.forms.sign_in.MfaReauthenticateForm",
    "activate_totp": "fellowship.forms.sign_in.ActivateTOTPForm",
    "add_webauthn": "fellowship.forms.sign_in.AddWebAuthnForm",
    "edit_webauthn": "fellowship.forms.sign_in.EditWebAuthnForm",
}
MFA_ADAPTER = "fellowship.adapters.SecondFactorAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS: dict[str, str] = {}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = env("ORGANIZATION_NAME", default="Fellowship")
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {}
for _provider in ("google", "microsoft"):
    _client = env(f"{_provider.upper()}_CLIENT_ID", default="")
    if _client:
        INSTALLED_APPS.append(f"allauth.socialaccount.providers.{_provider}")
        SOCIALACCOUNT_PROVIDERS[_provider] = {
            "APPS": [{"client_id": _client, "secret": env(f"{_provider.upper()}_CLIENT_SECRET", default="")}],
            "EMAIL_AUTHENTICATION": True,
        }

# Wagtail edits content and reference data at /cms/; signing in and passwords belong to allauth.
WAGTAIL_SITE_NAME = "Fellowship"
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://localhost:8000")
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_USER_CREATION_FORM = "wagtail.users.forms.UserCreationForm"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "site" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env("TIME_ZONE", default="America/New_York")

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "site" / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "private", "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_SIZE_CAP = 10 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000;"
    ),
}


def database(default_name: str) -> dict[str, Any]:
    """The database of ``DATABASE_URL``, or an SQLite file ``var/<default_name>``, tuned for two processes."""
    VAR_DIR.mkdir(exist_ok=True)
    config: dict[str, Any] = env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / default_name}")
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {**SQLITE_OPTIONS}
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
        if env.bool("DATABASE_PREPARES", default=True):
            # Planning cost more than running; a pooler that lends a connection per transaction can't keep plans.
            config["OPTIONS"] = {**config.get("OPTIONS", {}), "server_side_binding": True, "prepare_threshold": 3}
    return config


# Shared by all processes of this machine without a query; several machines share a Redis by CACHE_URL.
CACHES: dict[str, dict[str, Any]] = {
    "default": env.cache_url("CACHE_URL", default="")
    if env("CACHE_URL", default="")
    else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR_DIR / "cache"}
}

# Tasks wait in the database, in the same transaction as the work that asks for them.
Q_CLUSTER: dict[str, Any] = {
    "name": "fellowship",
    "label": _("Background tasks"),
    "orm": "default",
    "workers": env.int("Q_WORKERS", 2),
    "timeout": 600,
    "retry": 900,
    "max_attempts": 3,
    "ack_failures": False,
    "catch_up": False,
    "poll": 0.5,
    "bulk": 1,
    "save_limit": 0,
}

# Only our own files are loaded, nothing inline; Wagtail's admin gets its own policy in fellowship.urls.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_ENGINE = "fellowship.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "fellowship.views.errors.csrf_failure"
# In a signed cookie, and in the session only what is too long for one: no page writes to the database to say "Saved".
MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"

EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("FROM_EMAIL", default="Fellowship <hello@fellowship.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.security.DisallowedHost": {"handlers": [], "propagate": False}},
}

# A covering index is wanted where PostgreSQL is; SQLite leaves the added columns out.
SILENCED_SYSTEM_CHECKS: list[str] = ["models.W040"]
