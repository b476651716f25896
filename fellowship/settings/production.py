"""Settings for real people: every secret comes from the environment and the demonstration can't be switched on."""

from django.core.exceptions import ImproperlyConfigured

from fellowship.settings.base import *  # noqa: F403
from fellowship.settings.base import INSTALLED_APPS, STORAGES, database, env

if env.bool("DEMO_MODE", default=False):
    message = "DEMO_MODE can't be switched on together with the production settings."
    raise ImproperlyConfigured(message)

SECRET_KEY = env("SECRET_KEY")
FIELD_KEYS = env.list("FIELD_KEYS")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
DATABASES = {"default": database("fellowship.sqlite3")}

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=True) else None
# Tries at signing in are counted by the visitor's own address, which is the one the proxy adds last.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("BEHIND_PROXY", default=True) else 0
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if not host.startswith(".")]
# Wagtail's preview frames our own pages; every other page says frame-ancestors 'none' in its policy.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}

EMAIL_BACKEND = env("EMAIL_BACKEND", default="django.core.mail.backends.smtp.EmailBackend")
vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25") if "anymail" not in EMAIL_BACKEND else {})
if "anymail" in EMAIL_BACKEND:
    EMAIL_BACKEND = env("EMAIL_BACKEND")
    INSTALLED_APPS.append("anymail")
    ANYMAIL = env.dict("ANYMAIL", default={})

if env("S3_BUCKET", default=""):
    for _alias, _folder in (("default", "public"), ("private", "private")):
        STORAGES[_alias] = {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": env("S3_BUCKET"),
                "endpoint_url": env("S3_ENDPOINT", default=None),
                "region_name": env("S3_REGION", default=None),
                "access_key": env("S3_ACCESS_KEY", default=None),
                "secret_key": env("S3_SECRET_KEY", default=None),
                "location": _folder,
                "default_acl": "private",
                "querystring_auth": True,
                "file_overwrite": False,
            },
        }
