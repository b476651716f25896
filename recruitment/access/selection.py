"""Who reads packets, clears text, interviews, makes and answers offers, and who alone opens a fair-chance case."""

from uuid import UUID

import rules
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship import clock
from fellowship.access import Permission, has_role, register
from fellowship.models import Person, StoredFile
from fellowship.rules.roles import Role
from recruitment.access.applicant import MANAGERS, managed_applications, manages_application
from recruitment.models import FairChanceCase, InterviewSlot, Offer, ReviewAssignment
from recruitment.rules.reading import LET_GO
from recruitment.rules.stages import Stage


@rules.predicate
def reads_packet(person: Person, assignment: ReviewAssignment | None) -> bool:
    """Pass for the reader of the packet, until they let go of it or the applicant withdraws; never one's own."""
    if not has_role(person, Role.REVIEWER):
        return False
    return assignment is None or (
        assignment.reviewer_id == person.pk
        and assignment.stage not in LET_GO
        and assignment.application.stage != Stage.WITHDRAWN
        and assignment.application.person_id != person.pk
    )


def packets(person: Person) -> QuerySet[ReviewAssignment]:
    """Give what :func:`reads_packet` passes."""
    if not has_role(person, Role.REVIEWER):
        return ReviewAssignment.objects.none()
    return packets_of(person.pk)


def packets_of(reader: UUID) -> QuerySet[ReviewAssignment]:
    """Give the packets that a reader holds; the caller has checked that they read at all."""
    return (
        ReviewAssignment.objects.filter(reviewer_id=reader)
        .exclude(stage__in=LET_GO)
        .exclude(application__stage=Stage.WITHDRAWN)
        .exclude(application__person_id=reader)
    )


@rules.predicate
def has_stepped_back(person: Person, assignment: ReviewAssignment | None) -> bool:
    """Pass for a reader who stepped back from the packet or abstained: they may still say why."""
    if not has_role(person, Role.REVIEWER):
        return False
    return assignment is None or (assignment.reviewer_id == person.pk and assignment.stage in LET_GO)


def packets_left(person: Person) -> QuerySet[ReviewAssignment]:
    """Give what :func:`has_stepped_back` passes."""
    if not has_role(person, Role.REVIEWER):
        return ReviewAssignment.objects.none()
    return ReviewAssignment.objects.filter(reviewer=person, stage__in=LET_GO)


@rules.predicate
def keeps_slots(person: Person, slot: InterviewSlot | None) -> bool:
    """Pass for managers, whatever the slot."""
    return has_role(person, *MANAGERS)


def kept_slots(person: Person) -> QuerySet[InterviewSlot]:
    """Give what :func:`keeps_slots` passes."""
    return InterviewSlot.objects.all() if has_role(person, *MANAGERS) else InterviewSlot.objects.none()


@rules.predicate
def holds_interview(person: Person, slot: InterviewSlot | None) -> bool:
    """Pass for the interviewers of the slot."""
    if not has_role(person, Role.INTERVIEWER):
        return False
    return slot is None or slot.interviewers.filter(pk=person.pk).exists()


def own_slots(person: Person) -> QuerySet[InterviewSlot]:
    """Give what :func:`holds_interview` passes."""
    if not has_role(person, Role.INTERVIEWER):
        return InterviewSlot.objects.none()
    return InterviewSlot.objects.filter(pk__in=person.interview_slots.values("pk"))


@rules.predicate
def keeps_offer(person: Person, offer: Offer | None) -> bool:
    """Pass for managers, except for an offer to themselves."""
    return manages_application(person, None) if offer is None else manages_application(person, offer.application)


def kept_offers(person: Person) -> QuerySet[Offer]:
    """Give what :func:`keeps_offer` passes."""
    return Offer.objects.filter(application__in=managed_applications(person))


@rules.predicate
def got_offer(person: Person, offer: Offer | None) -> bool:
    """Pass for the person the offer was sent to, once it was sent."""
    return offer is None or (offer.application.person_id == person.pk and offer.sent_at is not None)


def own_offers(person: Person) -> QuerySet[Offer]:
    """Give what :func:`got_offer` passes."""
    return Offer.objects.filter(application__person=person, sent_at__isnull=False)


def _offers_with_file() -> Q:
    return Q(pdf__isnull=False) | Q(signed_pdf__isnull=False)


@rules.predicate
def reads_offer_file(person: Person, file: StoredFile | None) -> bool:
    """Pass for managers where the file is an offer they keep."""
    if not has_role(person, *MANAGERS):
        return False
    return file is None or kept_offers(person).filter(Q(pdf_id=file.pk) | Q(signed_pdf_id=file.pk)).exists()


def offer_files(person: Person) -> QuerySet[StoredFile]:
    """Give what :func:`reads_offer_file` passes."""
    kept = kept_offers(person).filter(_offers_with_file())
    return StoredFile.objects.filter(Q(pk__in=kept.values("pdf_id")) | Q(pk__in=kept.values("signed_pdf_id")))


@rules.predicate
def has_case(person: Person, case: FairChanceCase | None) -> bool:
    """Pass for the applicant whom the case concerns."""
    return case is None or case.offer.application.person_id == person.pk


def own_cases(person: Person) -> QuerySet[FairChanceCase]:
    """Give what :func:`has_case` passes."""
    return FairChanceCase.objects.filter(offer__application__person=person)


def has_lost_officer(case: FairChanceCase) -> bool:
    """Whether the officer named for a case no longer is one: nobody may open it until another takes it over."""
    return case.officer is not None and not has_role(case.officer, Role.FAIR_CHANCE_OFFICER)


def officers_today() -> QuerySet[Person]:
    """The people who hold the role today, as :func:`has_role` counts."""
    day = clock.now().date()
    holds = Q(role_grants__ends_on__isnull=True) | Q(role_grants__ends_on__gte=day)
    role = Role.FAIR_CHANCE_OFFICER
    return Person.objects.filter(holds, role_grants__role=role, role_grants__starts_on__lte=day, is_active=True)


@rules.predicate
def opens_case(person: Person, case: FairChanceCase | None) -> bool:
    """Pass for fair-chance officers: cases that nobody has or whose officer is none any more, and their own.

    Never one about themselves.
    """
    if not has_role(person, Role.FAIR_CHANCE_OFFICER):
        return False
    if case is None:
        return True
    is_open = case.officer_id in (None, person.pk) or has_lost_officer(case)
    return is_open and case.offer.application.person_id != person.pk


def openable_cases(person: Person) -> QuerySet[FairChanceCase]:
    """Give what :func:`opens_case` passes."""
    if not has_role(person, Role.FAIR_CHANCE_OFFICER):
        return FairChanceCase.objects.none()
    theirs = Q(officer=person) | Q(officer__isnull=True) | ~Q(officer__in=officers_today().values("pk"))
    return FairChanceCase.objects.filter(theirs).exclude(offer__application__person=person)


@rules.predicate
def works_case(person: Person, case: FairChanceCase | None) -> bool:
    """Pass for the officer named for the case, as long as they are an officer."""
    if not has_role(person, Role.FAIR_CHANCE_OFFICER):
        return False
    return case is None or (case.officer_id == person.pk and case.offer.application.person_id != person.pk)


def worked_cases(person: Person) -> QuerySet[FairChanceCase]:
    """Give what :func:`works_case` passes."""
    if not has_role(person, Role.FAIR_CHANCE_OFFICER):
        return FairChanceCase.objects.none()
    return FairChanceCase.objects.filter(officer=person).exclude(offer__application__person=person)


MANAGER = _("A recruitment manager or a program manager, except on their own application")

register(
    Permission(
        "recruitment.read_packet",
        who=_("The reviewer to whom the packet was given"),
        predicate=reads_packet,
        twin=packets,
        about=_("Read a blind packet and score it"),
    ),
    Permission(
        "recruitment.explain_stepping_back",
        who=_("The reviewer who stepped back from the packet or abstained"),
        predicate=has_stepped_back,
        twin=packets_left,
        about=_("Say why they let go of it"),
    ),
    Permission(
        "recruitment.clear_answers",
        who=MANAGER,
        predicate=manages_application,
        twin=managed_applications,
        about=_("Clear text for blind reading"),
    ),
    Permission(
        "recruitment.assign_readers",
        who=MANAGER,
        predicate=manages_application,
        twin=managed_applications,
        about=_("Give applications to readers and see their scores"),
    ),
    Permission(
        "recruitment.keep_slots",
        who=_("A recruitment manager or a program manager"),
        predicate=keeps_slots,
        twin=kept_slots,
        about=_("Make and remove interview times"),
    ),
    Permission(
        "recruitment.hold_interview",
        who=_("The interviewers of the slot"),
        predicate=holds_interview,
        twin=own_slots,
        about=_("See one's own interviews and write a scorecard"),
    ),
    Permission(
        "recruitment.keep_offer",
        who=MANAGER,
        predicate=keeps_offer,
        twin=kept_offers,
        about=_("Write, send, extend and take back conditional offers"),
    ),
    Permission(
        "recruitment.answer_offer",
        who=_("The person who got the offer"),
        predicate=got_offer,
        twin=own_offers,
        staff=False,
        about=_("Read, accept or turn down an offer and ask about it"),
    ),
    Permission(
        "recruitment.read_offer_file",
        who=MANAGER,
        predicate=reads_offer_file,
        twin=offer_files,
        about=_("Fetch the PDF of an offer"),
    ),
    Permission(
        "recruitment.own_case",
        who=_("The person whom the case concerns"),
        predicate=has_case,
        twin=own_cases,
        staff=False,
        about=_("Read what is looked at and give authorization"),
    ),
    Permission(
        "recruitment.open_case",
        who=_("A fair-chance officer: cases nobody has taken, those whose officer is none any more, and their own"),
        predicate=opens_case,
        twin=openable_cases,
        sensitive=True,
        about=_("See the queue of fair-chance cases, take one, or take one over with a reason"),
    ),
    Permission(
        "recruitment.work_case",
        who=_("The fair-chance officer named for the case"),
        predicate=works_case,
        twin=worked_cases,
        sensitive=True,
        about=_("Read and write the notes of a fair-chance case and clear it"),
    ),
)
