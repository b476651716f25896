"""Settings of the tests: fixed keys, mail in memory, tasks run where the test says so."""

import os
from pathlib import Path

from fellowship.settings.base import *  # noqa: F403
from fellowship.settings.base import STORAGES, VAR_DIR, database

SECRET_KEY = "only-for-tests-and-long-enough-to-please-every-check-of-the-framework"  # noqa: S105
FIELD_KEYS = ["MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {"default": database("test.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {
        "NAME": os.environ.get("TEST_DATABASE", str(VAR_DIR / f"test-{os.getpid()}.sqlite3"))
    }
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EMAIL_FOLDER = VAR_DIR / "test-mail"
# Looked for when asked for: each test client would otherwise go through every file once.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
TEST_FILES = Path(os.environ.get("TEST_FILES", str(VAR_DIR / f"test-files-{os.getpid()}")))
MEDIA_ROOT = TEST_FILES / "media"
STORAGES["private"]["OPTIONS"]["location"] = TEST_FILES / "private"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
