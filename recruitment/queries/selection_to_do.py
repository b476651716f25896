"""What readers, interviewers, officers, managers and applicants could do next in selection."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fellowship.access import can, visible
from fellowship.design.wording import day_in_words
from fellowship.models import Person
from fellowship.queries.next_steps import NextStep, Urgency, urgency_of
from recruitment.models import OfferTimeRequest, Scorecard
from recruitment.queries.clearing import applications_to_clear
from recruitment.queries.interview_rounds import held_by, misses_of
from recruitment.queries.interviews import invited_application
from recruitment.queries.own_list import was_decided_on
from recruitment.queries.reading_list import progress_of_reader
from recruitment.queries.waiting import (
    FREE_TIMES,
    LACK_READERS,
    OVERDUE,
    QUESTIONS,
    TO_DECIDE,
    TO_TALK_WITH,
    waiting,
)
from recruitment.rules.fair_chance import CLOSED_CASES, CaseStage
from recruitment.rules.interviews import may_book_again
from recruitment.rules.offers import OfferStage, open_until
from recruitment.rules.stages import Stage

AREA = "recruitment"
# A day to decide that is so near, or past, comes first on the officer's list.
WARN = timedelta(days=5)
OFFICERS_TURN = (
    CaseStage.DISCLOSED, CaseStage.WITH_OFFICER, CaseStage.SORTED, CaseStage.ASSESSED, CaseStage.REASSESSED,
    CaseStage.DECIDED,
)  # fmt: skip


def for_reader(person: Person, at: datetime) -> Iterator[NextStep]:
    """Read the packets that are left; one query, none for others."""
    if not can(person, "recruitment.read_packet"):
        return
    progress = progress_of_reader(person)
    count = progress.left
    if count:
        due_at = open_until(progress.due_on, person.time_zone) if progress.due_on else None
        yield NextStep(
            title=ngettext("Read %(count)d packet", "Read %(count)d packets", count) % {"count": count},
            url=reverse("recruitment_reading"),
            urgency=min(urgency_of(due_at, at), Urgency.SOON),
            why=_("About %(minutes)d minutes each. Names are withheld.") % {"minutes": progress.minutes_each},
            due_at=due_at,
            area=AREA,
        )


def for_candidate(person: Person, at: datetime) -> Iterator[NextStep]:
    """Choose an interview time, answer an offer, agree to the check: whatever waits for the applicant."""
    if not was_decided_on(person):
        return
    invited = invited_application(person)
    if invited is not None and not held_by(invited).exists() and may_book_again(misses_of(invited)):
        yield NextStep(
            title=_("Choose a time for your interview"),
            url=reverse("recruitment_interview"),
            urgency=Urgency.SOON,
            why=_("Times are shown in your own time zone."),
            area=AREA,
        )
    asked = OfferTimeRequest.objects.filter(offer=OuterRef("pk"), answered_at__isnull=True)
    open_offers = visible(person, "recruitment.answer_offer").filter(
        Q(expires_at__gte=at) | Exists(asked), stage=OfferStage.SENT
    )
    for offer in open_offers.order_by("expires_at", "pk"):
        yield NextStep(
            title=_("Answer your offer"),
            url=reverse("recruitment_offer", args=[offer.pk]),
            urgency=min(urgency_of(offer.expires_at, at), Urgency.SOON),
            why=_("You can accept, turn it down, or ask us anything first."),
            due_at=offer.expires_at,
            area=AREA,
        )
    yield from _in_own_case(person, at)


def _in_own_case(person: Person, at: datetime) -> Iterator[NextStep]:
    """Agree to the check, or respond to the preliminary notice while nothing can be decided; one query."""
    own = visible(person, "recruitment.own_case").filter(
        Q(stage=CaseStage.OPENED) | Q(stage=CaseStage.NOTIFIED, final_from__gt=at),
        offer__application__stage=Stage.ACCEPTED,
    )
    for stage, first_day in own.values_list("stage", "earliest_final"):
        if stage == CaseStage.NOTIFIED:
            yield NextStep(
                title=_("You have a notice, and time to respond"),
                url=reverse("recruitment_fair_chance"),
                urgency=Urgency.SOON,
                why=_("Nothing can be decided before %(day)s.")
                % {"day": day_in_words(first_day, get_language() or "en", weekday=True)},
                area=AREA,
            )
            continue
        yield NextStep(
            title=_("Read about the background check and say whether you agree"),
            url=reverse("recruitment_fair_chance"),
            urgency=Urgency.SOON,
            why=_("It starts only when you agree. A record does not cancel the offer."),
            area=AREA,
        )


def for_interviewer(person: Person, at: datetime) -> Iterator[NextStep]:
    """Write the scorecards that are due; one query, none for others."""
    if not can(person, "recruitment.hold_interview"):
        return
    written = Scorecard.objects.filter(interviewer=person, slot=OuterRef("pk"))
    due = (
        visible(person, "recruitment.hold_interview")
        .filter(application__isnull=False, missed_at__isnull=True, starts_at__lte=at)
        .filter(~Exists(written))
        .select_related("application__person")
    )
    for slot in due.order_by("starts_at", "pk"):
        yield NextStep(
            title=_("Write your scorecard for %(name)s") % {"name": slot.application.person.get_full_name()},
            url=reverse("recruitment_held_interview", args=[slot.pk]),
            urgency=Urgency.TODAY,
            why=_("You see the other interviewers’ cards after yours is saved."),
            due_at=slot.starts_at,
            area=AREA,
        )


def for_officer(person: Person, at: datetime) -> Iterator[NextStep]:
    """Take cases and act on those whose applicant agreed; one query, none for others."""
    if not can(person, "recruitment.open_case"):
        return
    over = Q(stage=CaseStage.NOTIFIED, final_from__lte=at)
    late = Q(decided_at__isnull=True, decide_by__lte=(at + WARN).date()) & ~Q(stage__in=CLOSED_CASES)
    facts = (
        visible(person, "recruitment.open_case")
        .filter(offer__application__stage=Stage.ACCEPTED)
        .aggregate(
            untaken=Count("pk", filter=Q(officer__isnull=True)),
            left=Count("pk", filter=Q(officer__isnull=False) & ~Q(officer=person) & ~Q(stage__in=CLOSED_CASES)),
            ready=Count("pk", filter=Q(officer=person) & (Q(stage__in=OFFICERS_TURN) | over | late)),
            late=Count("pk", filter=Q(officer=person) & late),
        )
    )
    url = reverse("recruitment_cases")
    if facts["ready"]:
        count = facts["ready"]
        yield NextStep(
            title=ngettext("Go on with %(count)d fair-chance case", "Go on with %(count)d fair-chance cases", count)
            % {"count": count},
            url=url,
            urgency=Urgency.LATE if facts["late"] else Urgency.TODAY,
            why=_("Look again and decide") if facts["late"] else _("The applicant agreed and is waiting."),
            area=AREA,
        )
    if facts["left"]:
        count = facts["left"]
        yield NextStep(
            title=ngettext("Take over %(count)d fair-chance case", "Take over %(count)d fair-chance cases", count)
            % {"count": count},
            url=url,
            urgency=Urgency.TODAY,
            why=_("Its officer has left."),
            area=AREA,
        )
    if facts["untaken"]:
        count = facts["untaken"]
        yield NextStep(
            title=ngettext("Take %(count)d fair-chance case", "Take %(count)d fair-chance cases", count)
            % {"count": count},
            url=url,
            urgency=Urgency.SOON,
            why=_("Nobody has taken it yet."),
            area=AREA,
        )


def _step(count: int, title: str, url: str, why: str, urgency: Urgency = Urgency.SOON) -> Iterator[NextStep]:
    if count:
        yield NextStep(title=title % {"count": count}, url=url, urgency=urgency, why=why, area=AREA)


def for_decider(person: Person, at: datetime) -> Iterator[NextStep]:
    """Clear text, give out packets, decide, answer questions: three queries, none for others."""
    if not can(person, "recruitment.decide"):
        return
    counts = waiting(person, at)
    ready, short, late = counts[TO_DECIDE], counts[LACK_READERS], counts[OVERDUE]
    yield from _step(
        ready,
        ngettext("Decide about %(count)d application", "Decide about %(count)d applications", ready),
        reverse("recruitment_pipeline") + "?stage=in_review",
        _("All readers are done."),
        Urgency.TODAY,
    )
    yield from _step(
        short,
        ngettext("Find readers for %(count)d application", "Find readers for %(count)d applications", short),
        reverse("recruitment_assign"),
        _("Some have too few readers, or a reader stepped back."),
    )
    yield from _step(
        late,
        ngettext("See to %(count)d packet that is overdue", "See to %(count)d packets that are overdue", late),
        reverse("recruitment_readers"),
        _("Write to the readers, or take packets back so that others get them."),
    )
    uncleared = applications_to_clear(person)
    yield from _step(
        uncleared,
        ngettext("Clear %(count)d application for reading", "Clear %(count)d applications for reading", uncleared),
        reverse("recruitment_clearing"),
        _("Readers see nothing of a text before a person has cleared it."),
    )
    yield from _later_steps(counts)


def _later_steps(counts: Mapping[str, int]) -> Iterator[NextStep]:
    """Make interview times and answer questions about offers."""
    lacking, questions = max(counts[TO_TALK_WITH] - counts[FREE_TIMES], 0), counts[QUESTIONS]
    yield from _step(
        lacking,
        ngettext("Make %(count)d more interview time", "Make %(count)d more interview times", lacking),
        reverse("recruitment_slots"),
        _("More people are invited than there are free times."),
    )
    yield from _step(
        questions,
        ngettext("Answer %(count)d question about an offer", "Answer %(count)d questions about offers", questions),
        reverse("recruitment_offers"),
        _("The time to answer the offer goes on while they wait."),
        Urgency.TODAY,
    )
