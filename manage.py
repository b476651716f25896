#!/usr/bin/env python
"""Run a management command; the demo settings are used unless others are named."""

import gc
import os
import sys

if __name__ == "__main__":
    # What a start imports stays; looking for garbage among it again and again takes a tenth of the start.
    gc.set_threshold(50_000, 20, 50)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fellowship.settings.demo")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
