"""Work out the dates of fair-chance cases, so that counsel can check any of them."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from recruitment.queries.law import book_in_use, calendar_for_case, shipped_book
from recruitment.rules.fair_chance_answer import computed, remarks
from recruitment.rules.fair_chance_input import BadInput, read_cases

BAD_INPUT = 2


def read(path: str) -> Any:
    """The JSON in a file; ends with code 2 and a plain message where there is none."""
    try:
        return json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as fault:
        raise CommandError(f"{path}: can't be read: {fault.strerror}", returncode=BAD_INPUT) from fault
    except (ValueError, RecursionError) as fault:
        raise CommandError(f"{path}: is not JSON: {fault}", returncode=BAD_INPUT) from fault


class Command(BaseCommand):
    """Print the dates as JSON; remarks go to the error stream."""

    help = "Reads fair-chance cases from a JSON file and prints their dates, notices and sources as JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument(
            "file", help='a JSON file of the form {"vectors": [{"id", "jurisdictions", "events", ...}]}'
        )
        parser.add_argument(
            "--in-use", action="store_true", help="work with the laws in use here, amendments included"
        )

    def handle(self, *args: Any, file: str, in_use: bool = False, **options: Any) -> None:
        """Read, work out, print."""
        book = book_in_use() if in_use else shipped_book()
        try:
            cases = read_cases(read(file), book)
        except BadInput as fault:
            raise CommandError(str(fault), returncode=BAD_INPUT) from fault
        answers = []
        for case in cases:
            calendar = calendar_for_case(case)
            answers.append({"id": case.id, "computed": computed(case, book, calendar)})
            for remark in remarks(case, book, calendar):
                self.stderr.write(remark)
        self.stdout.write(json.dumps({"vectors": answers}, ensure_ascii=False, indent=2))
