"""The demonstration: fictional people, sign-in by one click, a page that shows everyone's mail."""

from fellowship.settings.base import database, env
from fellowship.settings.local import *  # noqa: F403
from fellowship.settings.local import VAR_DIR

DEMO_MODE = True
DATABASES = {"default": database("demo.sqlite3")}
EMAIL_FOLDER = env.path("EMAIL_FOLDER", default=VAR_DIR / "demo-mail")
CLOCK_FILE = env("CLOCK_FILE", default="")
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
