"""Load one of the named scenarios, or list the invented people."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from fellowship import scenarios
from fellowship.rules.demo_people import DEMO_PEOPLE


class Command(BaseCommand):
    """``demo --load NAME`` builds a scenario; ``demo --people`` prints who can be signed in as."""

    help = "Loads an invented program (--load NAME, --scale N) or lists its people (--people)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name, the size and the day."""
        parser.add_argument("--load", choices=scenarios.NAMES, metavar="NAME", help=", ".join(scenarios.NAMES))
        parser.add_argument("--scale", type=int, default=0, help="how many applications (default: about 120)")
        parser.add_argument("--anchor", type=date.fromisoformat, help="the day it is in the scenario (default: today)")
        parser.add_argument("--people", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked; real installations are refused."""
        if options["load"]:
            if settings.SETTINGS_MODULE.endswith("production"):
                message = "Scenarios are for demonstrations. The production settings refuse them."
                raise CommandError(message)
            scenarios.load(options["load"], scale=options["scale"], anchor=options["anchor"])
            self.stdout.write(f"Loaded the scenario {options['load']}.")
        if options["people"]:
            for person in DEMO_PEOPLE:
                self.stdout.write(f"  {person.name} – {person.role_line}")
