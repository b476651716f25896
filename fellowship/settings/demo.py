"""The demonstration: fictional people, sign-in by one click, a page that shows everyone's mail."""

from fellowship.settings.base import database
from fellowship.settings.local import *  # noqa: F403
from fellowship.settings.local import VAR_DIR

DEMO_MODE = True
DATABASES = {"default": database("demo.sqlite3")}
EMAIL_FOLDER = VAR_DIR / "demo-mail"
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
