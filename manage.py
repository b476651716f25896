#!/usr/bin/env python
"""Run a management command; the demo settings are used unless others are named."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fellowship.settings.demo")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
