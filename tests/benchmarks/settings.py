"""The demonstration's settings with a meter in front; only ``make bench`` uses them."""

from fellowship.settings.demo import *  # noqa: F403
from fellowship.settings.demo import MIDDLEWARE

MIDDLEWARE = ["tests.benchmarks.meter.Meter", *MIDDLEWARE]
