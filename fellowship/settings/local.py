"""An installation on one's own machine: SQLite, mail kept in files, keys made on first use and kept in ``var/``."""

import secrets
from pathlib import Path

from cryptography.fernet import Fernet

from fellowship.settings.base import *  # noqa: F403
from fellowship.settings.base import VAR_DIR, database, env


def kept(name: str, fresh: str) -> str:
    """What the file ``var/<name>`` holds; it is written with ``fresh`` when absent."""
    path: Path = VAR_DIR / name
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(fresh)
    return path.read_text().strip()


SECRET_KEY = env("SECRET_KEY", default="") or kept("secret.key", secrets.token_urlsafe(50))
FIELD_KEYS = env.list("FIELD_KEYS", default=[]) or [kept("field.key", Fernet.generate_key().decode())]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.list("ALLOWED_HOSTS", default=[])]
DATABASES = {"default": database("fellowship.sqlite3")}
EMAIL_BACKEND = "fellowship.mail.FolderBackend"
EMAIL_FOLDER = VAR_DIR / "mail"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
