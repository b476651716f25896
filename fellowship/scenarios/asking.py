"""What happens around the application form: people who ask before they apply, and a draft of next year's form."""

from datetime import timedelta
from typing import Any

from fellowship.scenarios.crowd import ELIGIBLE
from fellowship.scenarios.world import Program
from recruitment.models import FormVersion, Question
from recruitment.services import eligibility
from recruitment.services.forms import new_version

# Who asks about what, on which day of the year, and what became of it.
ASKED: tuple[dict[str, Any], ...] = (
    {
        "day": 12, "check": {"social_worker": True}, "name": "Odette Marsh", "contact": "odette.marsh@people.example",
        "message": "My license lapsed two years ago and I don't plan to renew it.", "language": "en",
        "outcome": "can_apply", "note": "A lapsed license is fine. Told her to change that answer.",
    },
    {
        "day": 28, "check": {"two_years": False}, "name": "", "contact": "503-555-0142",
        "message": "Puedo quedarme dieciocho meses. ¿Habrá otra fecha?", "language": "es", "outcome": "", "note": "",
    },
)  # fmt: skip


def build_questions(program: Program) -> None:
    """Let two people ask whether they can apply; the first was answered the day after."""
    for row in ASKED:
        at = program.calendar.at(row["day"])
        asked = eligibility.ask_about_eligibility(
            person=None, answers={**ELIGIBLE, **row["check"]}, name=row["name"], contact=row["contact"],
            message=row["message"], language=row["language"], earlier_id=None, at=at,
        )  # fmt: skip
        if row["outcome"]:
            eligibility.answer_question(
                actor=program.people["ines"], question_id=asked.pk, outcome=row["outcome"], note=row["note"],
                at=at + timedelta(days=1),
            )  # fmt: skip


def build_draft_form(program: Program) -> None:
    """Begin a new version of the form, with a question that waits for the fair-chance officer."""
    published = FormVersion.objects.filter(published_at__isnull=False).order_by("pk").get()
    draft = new_version(actor=program.people["ines"], version_id=published.pk, at=program.calendar.at(29))
    above = Question.objects.get(version=draft, key="reach_by")
    Question.objects.create(
        version=draft, sort_order=above.sort_order, step=above.step, key="of_age", kind="yes_no",
        label="Are you at least 18 years old?", label_es="¿Es mayor de 18 años?",
    )  # fmt: skip
