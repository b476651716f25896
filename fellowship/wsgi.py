"""The WSGI entry point, for any WSGI server."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fellowship.settings.production")

application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)
# What is loaded by now stays until the end; looking through it for garbage was a twentieth of a request.
gc.freeze()
gc.set_threshold(50_000, 20, 20)
