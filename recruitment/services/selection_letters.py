"""Writes the letters of selection, each in the recipient's language and time zone."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from fellowship.design.wording import moment_in_words
from fellowship.models import Letter, Person, StoredFile
from fellowship.queries import organization
from fellowship.rules.letters import LetterKind
from fellowship.services import letters
from recruitment.models import Application, InterviewSlot, Offer, OfferQuestion
from recruitment.queries import cycles
from recruitment.rules import selection_letters as kinds


def link_to(name: str, *args: object) -> str:
    """The whole address of a page, as letters name it."""
    base: str = settings.WAGTAILADMIN_BASE_URL
    return base.rstrip("/") + reverse(name, args=args)


def shared_values(application: Application, link: str) -> dict[str, object]:
    """What every letter of selection may say."""
    person = application.person
    return {
        "called": person.short_name,
        "reference": application.reference,
        "cycle": cycles.name_of(application.cycle, person.language),
        "organization": organization.current(person.language).name,
        "link": link,
    }


def moment_for(person: Person, moment: datetime, *, weekday: bool = True) -> str:
    """A moment in the person's own words and time zone, with the zone named."""
    here = moment.astimezone(ZoneInfo(person.time_zone))
    return moment_in_words(here, person.language, zone=True, weekday=weekday)


def hold_invitation(application: Application, *, dedup: str, actor: Person | None, at: datetime) -> Letter:
    """Write the invitation to an interview; it waits in the outbox. One a decision."""
    return letters.compose_letter(
        actor=actor,
        kind=kinds.INVITED.key,
        recipient=application.person,
        subject_record=application,
        at=at,
        dedup=dedup,
        values=shared_values(application, link_to("recruitment_interview")),
    )


def send_booked(
    application: Application, slot: InterviewSlot, *, actor: Person | None, at: datetime, file: StoredFile
) -> Letter:
    """Confirm the time that was booked, with its calendar file; once for each booking."""
    values = {
        **shared_values(application, link_to("recruitment_interview")),
        "when": moment_for(application.person, slot.starts_at),
        "minutes": slot.minutes,
        "place": slot.place,
    }
    return letters.compose_letter(
        actor=actor,
        kind=kinds.BOOKED.key,
        recipient=application.person,
        subject_record=application,
        at=at,
        dedup=f"{slot.pk}:{slot.sequence}",
        values=values,
        attachments=[file],
    )


def about_offer(
    offer: Offer,
    kind: LetterKind,
    *,
    actor: Person | None,
    at: datetime,
    hold: bool | None = None,
    dedup: str = "",
    attachments: Sequence[StoredFile] = (),
) -> Letter:
    """Write a letter about an offer; the values follow from what its kind may hold."""
    application = offer.application
    known = {
        **shared_values(application, link_to("recruitment_offer", offer.pk)),
        "office": offer.terms.get("office", ""),
        "place": offer.terms.get("place", ""),
        "answer_by": moment_for(application.person, offer.expires_at) if offer.expires_at else "",
    }
    return letters.compose_letter(
        actor=actor,
        kind=kind.key,
        recipient=application.person,
        subject_record=offer,
        at=at,
        hold=hold,
        dedup=dedup,
        attachments=attachments,
        values={name: value for name, value in known.items() if name in kind.placeholders},
    )


def send_answer(question: OfferQuestion, *, actor: Person, at: datetime) -> Letter:
    """Send our answer to a question about an offer; once for each question."""
    application = question.offer.application
    values = {
        **shared_values(application, link_to("recruitment_offer", question.offer_id)),
        "question": question.text,
        "answer": question.answer,
    }
    return letters.compose_letter(
        actor=actor,
        kind=kinds.OFFER_ANSWERED.key,
        recipient=application.person,
        subject_record=question.offer,
        at=at,
        dedup=str(question.pk),
        values=values,
    )


def about_case(application: Application, kind: LetterKind, *, actor: Person | None, at: datetime) -> Letter:
    """Write a letter of the fair-chance step; it says nothing about any record."""
    return letters.compose_letter(
        actor=actor,
        kind=kind.key,
        recipient=application.person,
        subject_record=application,
        at=at,
        values=shared_values(application, link_to("recruitment_fair_chance")),
    )
