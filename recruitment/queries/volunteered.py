"""What the letter to somebody who brought up a record says, and where the note was made."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import Jurisdiction, Person
from fellowship.queries import organization
from recruitment.models import Application, OfficeChoice
from recruitment.queries.case_enclosures import in_use, shipped_enclosures
from recruitment.queries.case_papers import POSITION
from recruitment.queries.fair_chance_notices import shipped_forms
from recruitment.queries.law import book_in_use
from recruitment.rules.fair_chance_checklist import enclosures_of
from recruitment.rules.fair_chance_law import When
from recruitment.rules.fair_chance_notice_values import CaseValues, ReplyTo
from recruitment.rules.fair_chance_notices import Notice, build
from recruitment.rules.fair_chance_notices import agencies_for as agencies_of_notices
from recruitment.rules.fair_chance_stack import Stack, stack_of

ASK_US = {
    "en": "If you have questions, answer this letter: a person reads it.",
    "es": "Si tiene preguntas, responda a esta carta: la lee una persona.",
}
PLACES = {
    "packet": "recruitment.read_packet",
    "interview": "recruitment.hold_interview",
    "application": "recruitment.see_pipeline",
}


def heard_in(person: Person, place: str, pk: UUID) -> Model:
    """The packet, interview or application in which the person read or heard it; a 404 for what is not theirs."""
    found: Model = get_object_or_404(visible(person, PLACES[place]), pk=pk)
    return found


def stack_for(application: Application, day: date) -> Stack:
    """The laws in force for the offices that the applicant chose."""
    book = book_in_use()
    offices = application.office_choices.values("office")
    places = Jurisdiction.objects.filter(offices__in=offices).values_list("code", flat=True)
    return stack_of(book, sorted(set(places) & set(book.codes)), day)


def rights_notice(stack: Stack) -> str:
    """The kind of notice that a law wants given at once; empty where none does."""
    return next((notice.kind for notice in stack.notices if notice.when == When.VOLUNTEERED), "")


def rights_of(application: Application, stack: Stack, language: str, at: datetime) -> Notice:
    """The notice of rights for somebody who brought up a record, before there is a case."""
    kind, forms, about = rights_notice(stack), shipped_forms(), organization.current(language)
    person, offices = application.person, [choice.office for choice in _chosen(application)]
    needed = enclosures_of(stack, kind, forms)
    there = needed & (set(shipped_enclosures()) | set(in_use(needed, language)))
    values = CaseValues(
        name=person.get_full_name(), address="", organization=about.name, position=POSITION,
        office=", ".join(office.name for office in offices), place=", ".join(office.city for office in offices),
        reference=application.reference, on=at.astimezone(ZoneInfo(person.time_zone)).date(), zone=person.time_zone,
        reply=ReplyTo(about.name, about.postal_address, about.email, about.phone),
        enclosures=frozenset(there), agencies=agencies_of_notices(stack, book_in_use()),
    )  # fmt: skip
    return build(kind, stack, values, forms, language)


def _chosen(application: Application) -> QuerySet[OfficeChoice]:
    return application.office_choices.select_related("office").order_by("rank")


def agencies_for(application: Application, day: date, language: str) -> str:
    """Whom the applicant can ask, a line each; us, where no law of their offices names anybody."""
    lines = []
    asking = (
        law
        for law in stack_for(application, day).laws
        if any(notice.when == When.VOLUNTEERED for notice in law.notices)
    )
    for law in asking:
        if law.agency:
            ways = (law.agency.url, law.agency.phone, law.agency.email)
            lines.append(" · ".join((law.agency.name.within(language), *(way for way in ways if way))))
    return "\n".join(lines) or ASK_US[language if language in ASK_US else "en"]
