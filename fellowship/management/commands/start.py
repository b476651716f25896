"""Starting for real: ask who runs this, make the site's pages and the first administrator."""

import zoneinfo
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from fellowship import clock
from fellowship.website.services import start as services


def text(value: str) -> str:
    """A name that is not empty."""
    if not value.strip():
        message = "Please write a name."
        raise ValueError(message)
    return value.strip()


def zone(value: str) -> str:
    """A time zone by its usual name."""
    if value.strip() not in zoneinfo.available_timezones():
        message = "That is no time zone we know. Write one like America/Chicago."
        raise ValueError(message)
    return value.strip()


def languages(value: str) -> str:
    """Language codes with commas between them."""
    known = [code for code, _name in settings.LANGUAGES]
    asked = [code.strip() for code in value.split(",") if code.strip()]
    if not asked or any(code not in known for code in asked):
        message = f"Write one or more of {', '.join(known)}, with commas between them."
        raise ValueError(message)
    return ",".join(asked)


def address(value: str) -> str:
    """An e-mail address."""
    try:
        validate_email(value.strip())
    except ValidationError:
        message = "Write a full e-mail address, like name@office.example."
        raise ValueError(message) from None
    return value.strip().lower()


QUESTIONS: tuple[tuple[str, str, str, Callable[[str], str]], ...] = (
    ("organization", "What is the organization called?", "", text),
    ("time_zone", "Which time zone does it keep?", "America/New_York", zone),
    ("languages", "Which languages shall the site speak?", "en,es", languages),
    ("name", "Who is the first administrator (name)?", "", text),
    ("email", "Their e-mail address?", "", address),
)


class Command(BaseCommand):
    """Asks five questions, or takes their answers as options."""

    help = "Sets up this installation: organization, pages, first administrator. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take each answer as an option too."""
        for key, question, _default, _check in QUESTIONS:
            parser.add_argument(f"--{key.replace('_', '-')}", dest=key, help=question)
        parser.add_argument("--noinput", action="store_true", help="ask nothing; every answer is an option")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, build, and say what to do next."""
        if settings.DEMO_MODE:
            message = "These are the demo settings. Start for real with the local or the production settings."
            raise CommandError(message)
        answers = {key: self._answer(key, question, default, check, options)
                   for key, question, default, check in QUESTIONS}  # fmt: skip
        call_command("migrate", verbosity=0)
        made = services.start(
            organization=answers["organization"],
            time_zone=answers["time_zone"],
            languages=tuple(answers["languages"].split(",")),
            name=answers["name"],
            email=answers["email"],
            at=clock.now(),
        )
        self.stdout.write("The pages are made." if made.pages else "The pages were there already; they are untouched.")
        self.stdout.write(
            f"{answers['name']} is an administrator."
            if made.administrator
            else "That administrator was there already."
        )
        self.stdout.write("Next: start the server, sign in with a code sent to that address, add a second factor,")
        self.stdout.write("and follow the set-up list on the first page.")

    def _answer(
        self, key: str, question: str, default: str, check: Callable[[str], str], options: dict[str, Any]
    ) -> str:
        given = options.get(key)
        if given is None and options["noinput"]:
            given = default
        while True:
            value = given if given is not None else self._ask(question, default)
            try:
                return check(value or default)
            except ValueError as error:
                if given is not None:
                    message = f"--{key.replace('_', '-')}: {error}"
                    raise CommandError(message) from None
                self.stdout.write(str(error))

    def _ask(self, question: str, default: str) -> str:
        hint = f" [{default}]" if default else ""
        try:
            return input(f"{question}{hint} ")
        except EOFError:
            message = "Nobody answered. Give the answers as options: see `manage.py start --help`."
            raise CommandError(message) from None
