"""What the letter to somebody who brought up a record says, and where the note was made."""

from datetime import date
from uuid import UUID

from django.db.models import Model
from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import Jurisdiction, Person
from recruitment.models import Application
from recruitment.queries.law import shipped_book
from recruitment.rules.fair_chance_law import Law, When

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


def _laws_of(application: Application, day: date) -> list[Law]:
    """The laws in force for the offices that the applicant chose, which ask for a notice at once."""
    book = shipped_book()
    offices = application.office_choices.values("office")
    places = Jurisdiction.objects.filter(offices__in=offices).values_list("code", flat=True)
    codes = book.lineage(sorted(set(places) & set(book.codes)), day)
    found = (book.in_force(code, day) for code in codes)
    return [law for law in found if law and any(notice.when == When.VOLUNTEERED for notice in law.notices)]


def agencies_for(application: Application, day: date, language: str) -> str:
    """Whom the applicant can ask, a line each; us, where no law of their offices names anybody."""
    lines = []
    for law in _laws_of(application, day):
        if law.agency:
            ways = (law.agency.url, law.agency.phone, law.agency.email)
            lines.append(" · ".join((law.agency.name.within(language), *(way for way in ways if way))))
    return "\n".join(lines) or ASK_US[language if language in ASK_US else "en"]
