"""Cycles, openings, forms and applications for tests, made by the services wherever there is one."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from fellowship.models import HostOffice, Person, Region, RoleGrant
from fellowship.rules.roles import Role
from recruitment.models import Answer, Application, Cycle, FormVersion, Milestone, Opening, Question
from recruitment.rules.groups import parts_in
from recruitment.rules.milestones import MilestoneKind as Kind
from recruitment.rules.questions import QuestionKind
from recruitment.rules.stages import Action
from recruitment.services.answers import keep_beside, set_aside_unasked
from recruitment.services.applications import move_application, start_application, submit_application
from recruitment.services.forms import install_starter_form
from recruitment.services.search import refresh_texts

AT = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
ELIGIBLE = {
    "early_career": True, "work_authorization": True, "two_years": True, "travel": True,
    "social_worker": False, "law_degree": False, "languages": ["es"],
}  # fmt: skip
_numbers = count(1)


def person(name: str = "Maya Okafor", *, role: Role | None = None, **fields: Any) -> Person:
    """A person, with a role held for the whole nation where one is named."""
    fields.setdefault("email", f"{name.split(maxsplit=1)[0].lower()}{next(_numbers)}@people.example")
    made = Person.objects.create_user(password=None, name=name, **fields)
    if role is not None:
        RoleGrant.objects.create(person=made, role=role, starts_on=AT.date() - timedelta(days=400), granted_at=AT)
    return made


def manager(name: str = "Inés Duarte") -> Person:
    """A recruitment manager."""
    return person(name, role=Role.RECRUITMENT_MANAGER)


def office(name: str = "Calder County Public Defender", **fields: Any) -> HostOffice:
    """A host office in California."""
    region, _new = Region.objects.get_or_create(name="West")
    number = next(_numbers)
    defaults = {"slug": f"office-{number}", "city": "Fairhaven", "state": "CA", "time_zone": "America/Los_Angeles"}
    return HostOffice.objects.create(name=name, region=region, **{**defaults, **fields})


def cycle(*, opened: timedelta = timedelta(days=-20), closes: timedelta = timedelta(days=40), **fields: Any) -> Cycle:
    """A published cycle that is open at :data:`AT`, on the starter form."""
    number = next(_numbers)
    form = install_starter_form(actor=None, at=AT)
    defaults = {
        "name": "2027 fellowship", "name_es": "Programa 2027", "cohort_year": 2027, "slug": f"cycle-{number}",
        "reference_prefix": f"FEL-{number}", "form": form, "is_published": True,
    }  # fmt: skip
    made = Cycle.objects.create(**{**defaults, **fields})
    dates = {
        Kind.APPLICATIONS_OPEN: AT + opened, Kind.APPLICATIONS_CLOSE: AT + closes,
        Kind.REVIEW_DUE: AT + timedelta(days=70), Kind.INTERVIEWS_FROM: AT + timedelta(days=80),
        Kind.INTERVIEWS_TO: AT + timedelta(days=95), Kind.HEAR_BY: AT + timedelta(days=110),
    }  # fmt: skip
    for kind, at in dates.items():
        Milestone.objects.create(cycle=made, kind=kind, at=at)
    return made


def opening(cycle: Cycle, office: HostOffice, **fields: Any) -> Opening:
    """A published opening."""
    defaults = {
        "slug": f"{office.slug}-{cycle.cohort_year}", "summary": "You sit beside people in the first hard weeks.",
        "duties": "Meet clients\nConnect them with housing", "pay_low_cents": 6_120_000, "pay_high_cents": 6_400_000,
        "extra_pay_spanish_cents": 240_000, "travel": "Bus pass or mileage.",
        "starts_on": AT.date().replace(year=2027),
        "is_published": True,
    }  # fmt: skip
    return Opening.objects.create(cycle=cycle, office=office, **{**defaults, **fields})


def draft(who: Person | None = None, of: Cycle | None = None) -> Application:
    """A draft without answers."""
    of = of or cycle()
    return start_application(actor=who or person(), cycle_id=of.pk, eligibility=ELIGIBLE, at=AT)


def good_answer(question: Question, application: Application) -> Any:
    """A whole answer of the question's kind."""
    if question.kind == QuestionKind.OFFICES:
        return [str(pk) for pk in application.cycle.openings.order_by("slug").values_list("office_id", flat=True)]
    if question.kind == QuestionKind.GROUP:
        return [{part.key: "3" for part in parts_in(question.parts)}]
    return {
        QuestionKind.SHORT_TEXT: "404-555-0188", QuestionKind.LONG_TEXT: "I called the clinic, and stayed.",
        QuestionKind.CHOICE: "e-mail", QuestionKind.SEVERAL: ["e-mail"], QuestionKind.DATE: "2027-09-07",
        QuestionKind.NUMBER: "3", QuestionKind.STATEMENT: True, QuestionKind.YES_NO: "yes",
        QuestionKind.LANGUAGES: [{"language": "es", "level": "working"}],
    }[QuestionKind(question.kind)]  # fmt: skip


def fill(application: Application, at: datetime = AT) -> Application:
    """Answer everything but files, as saving each page would, in a few inserts; what is answered already stays."""
    if not application.cycle.openings.exists():
        opening(application.cycle, office(f"Office {next(_numbers)}"))
    version: FormVersion = application.form_version
    questions = list(version.questions.order_by("sort_order", "pk"))
    answered = set(application.answers.values_list("question_id", flat=True))
    rows = [row for row in questions if row.kind != QuestionKind.FILE and row.pk not in answered]
    values = {row.pk: good_answer(row, application) for row in rows}
    Answer.objects.bulk_create(
        Answer(application=application, question=row, value=values[row.pk] or None, saved_at=at) for row in rows
    )
    for row in rows:
        keep_beside(application, row, values[row.pk])
    set_aside_unasked(application, questions)
    Application.objects.filter(pk=application.pk).update(updated_at=at)
    refresh_texts(application)
    return application


def submitted(who: Person | None = None, of: Cycle | None = None) -> Application:
    """An application that was sent in."""
    application = fill(draft(who, of))
    return submit_application(actor=application.person, application_id=application.pk, at=AT)


def moved(application: Application, *actions: Action | str) -> Application:
    """The application after further steps, taken by the system."""
    for action in actions:
        application = move_application(actor=None, application_id=application.pk, action=action, at=AT)
    return application
