"""The letters about a placement, each in the recipient's language: to the fellow, and to the supervisor."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohorts.models import Employer, MatchRun, Placement
from cohorts.rules import letters as kinds
from fellowship.design.wording import day_in_words, money_in_words
from fellowship.models import Letter, Person
from fellowship.queries import organization
from fellowship.rules.letters import LetterStage
from fellowship.services import letters

ANNOUNCEMENTS = {kinds.PLACED.key: kinds.TAKEN_BACK.key, kinds.NEW_ADVOCATE.key: kinds.ADVOCATE_TAKEN_BACK.key}


def announce(placement: Placement, *, actor: Person | None, at: datetime, hold: bool = False) -> None:
    """Tell the fellow, and the supervisor where there is one; never twice. With ``hold`` the letters wait."""
    fellow, supervisor = placement.fellow.person, placement.supervisor
    letters.compose_letter(
        actor=actor, kind=kinds.PLACED.key, recipient=fellow, subject_record=placement, at=at, hold=hold,
        values={**_shared(placement, fellow), **_for_fellow(placement, fellow)},
    )  # fmt: skip
    if supervisor is not None:
        letters.compose_letter(
            actor=actor, kind=kinds.NEW_ADVOCATE.key, recipient=supervisor, subject_record=placement, at=at,
            hold=hold,
            values={
                **_shared(placement, supervisor),
                "advocate": fellow.get_full_name(),
                "advocate_email": fellow.email,
                "link": _link("cohorts_my_advocates"),
            },
        )  # fmt: skip


def let_go(run: MatchRun, *, at: datetime) -> int:
    """Send the announcements of a run that were held, about placements that are told; returns how many."""
    placements = [str(pk) for pk in run.placements.filter(held_back=False).values_list("pk", flat=True)]
    held = Letter.objects.filter(about_id__in=placements, kind__in=list(ANNOUNCEMENTS), stage=LetterStage.HELD)
    return letters.release_letters(actor=None, letter_ids=held.values_list("pk", flat=True), at=at)


def about_whom_one_left(run: MatchRun) -> set[str]:
    """The ids of placements held back of which somebody let an announcement go by hand."""
    held = [str(pk) for pk in run.placements.filter(held_back=True).values_list("pk", flat=True)]
    left = Letter.objects.filter(
        about_id__in=held, kind__in=list(ANNOUNCEMENTS),
        stage__in=[LetterStage.QUEUED, LetterStage.SENDING, LetterStage.SENT],
    )  # fmt: skip
    return set(left.values_list("about_id", flat=True))


def take_back(placement: Placement, *, actor: Person | None, at: datetime) -> None:
    """Cancel the announcements that have not left, and write to those whom one has reached."""
    letters.cancel_letters(actor=actor, subject_record=placement, kinds=list(ANNOUNCEMENTS), at=at)
    reached = Letter.objects.filter(
        about_id=str(placement.pk), kind__in=list(ANNOUNCEMENTS), stage__in=[LetterStage.SENT, LetterStage.SENDING]
    )
    for letter in reached.select_related("recipient").order_by("pk"):
        person = letter.recipient
        if person is None:
            continue
        letters.compose_letter(
            actor=actor, kind=ANNOUNCEMENTS[letter.kind], recipient=person, subject_record=placement, at=at,
            values={"called": person.short_name, "organization": organization.current(person.language).name},
        )  # fmt: skip


def _shared(placement: Placement, person: Person) -> dict[str, object]:
    office = placement.seat.office
    return {
        "called": person.short_name,
        "office": office.name,
        "place": office.place,
        "starts_on": day_in_words(placement.starts_on, person.language),
        "organization": organization.current(person.language).name,
    }


def _for_fellow(placement: Placement, person: Person) -> dict[str, object]:
    supervisor = placement.supervisor
    with override(person.language):
        if supervisor is None:
            whom = _("We tell you soon who your supervisor is.")
        else:
            names = {"name": supervisor.get_full_name(), "email": supervisor.email}
            whom = _("Your supervisor is %(name)s, %(email)s.") % names
        employer = _("the program") if placement.employer_of_record == Employer.PROGRAM else _("the host office")
    return {
        "supervisor": whom,
        "pay": money_in_words(placement.seat.pay, whole=True),
        "employer": employer,
        "link": _link("cohorts_my_placement"),
    }


def _link(name: str) -> str:
    base: str = settings.WAGTAILADMIN_BASE_URL
    return base.rstrip("/") + reverse(name)
