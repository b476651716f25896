"""Rounds with a question kit, decisions that wait and a waiting list in a scenario."""

from contextlib import suppress
from datetime import timedelta

from fellowship.scenarios.crowd import insert
from fellowship.scenarios.world import Program
from recruitment.models import (
    Application,
    Cycle,
    InterviewRound,
    InterviewSlot,
    KitQuestion,
    Offer,
    Opening,
    Scorecard,
    ScorecardMark,
    WaitlistPlace,
)
from recruitment.rules.decisions import PendingAction
from recruitment.rules.declining import DeclineCategory
from recruitment.rules.offers import OfferStage
from recruitment.rules.stages import Stage
from recruitment.services.offer_time import ask_for_time
from recruitment.services.pending import note_decisions
from recruitment.services.question_kits import install_starter_kit
from recruitment.services.waitlist import NobodyWaits, NoFreeSeat, promote_next

HEARD = (
    "Called back three times.",
    "Would ask the client first.",
    "Knew whom to tell, and whom not.",
    "Talks to a friend.",
)
# What is noted and waits, by scenario: at which stage, what, how many, and why.
WAITING: dict[str, tuple[tuple[Stage, PendingAction, int, str], ...]] = {
    "interviews": (
        (Stage.IN_REVIEW, PendingAction.INVITE, 3, ""),
        (Stage.IN_REVIEW, PendingAction.DECLINE, 2, DeclineCategory.STRENGTH),
        (Stage.INTERVIEW, PendingAction.WAITLIST, 2, ""),
    ),
    "offers": (
        (Stage.INTERVIEW, PendingAction.OFFER, 2, ""),
        (Stage.INTERVIEW, PendingAction.DECLINE, 1, DeclineCategory.SEATS),
    ),
}


def _cycle(program: Program) -> Cycle:
    cycle = program.things["cycle"]
    assert isinstance(cycle, Cycle)  # noqa: S101  (what world built)
    return cycle


def build_rounds(program: Program) -> None:
    """Two rounds, the first with the starter kit; every interview is of the first, and its scorecards have marks."""
    cycle, kit = _cycle(program), install_starter_kit()
    first, last = program.calendar.day("interviews_from"), program.calendar.day("interviews_to")
    middle = first + (last - first) / 2
    talk = InterviewRound.objects.create(
        cycle=cycle, number=1, name="First talk", name_es="Primera conversación", kit=kit, starts_on=first,
        ends_on=middle, minutes=40,
    )  # fmt: skip
    InterviewRound.objects.create(
        cycle=cycle, number=2, name="Talk with two offices", name_es="Conversación con dos oficinas",
        starts_on=middle + timedelta(days=1), ends_on=last, minutes=30,
    )  # fmt: skip
    InterviewSlot.objects.filter(cycle=cycle).update(round=talk)
    questions = list(KitQuestion.objects.filter(kit=kit).order_by("sort_order", "pk"))
    cards = Scorecard.objects.filter(slot__cycle=cycle).order_by("slot__starts_at", "slot__application__reference")
    insert(
        [
            ScorecardMark(
                scorecard=card, question=question, mark=2 + (index + place) % 3, note=HEARD[place % len(HEARD)]
            )
            for index, card in enumerate(cards)
            for place, question in enumerate(questions)
        ]
    )


def build_waitlist(program: Program) -> None:
    """Give everybody on the waiting list their place, in the order of their references."""
    cycle = _cycle(program)
    waiting = Application.objects.filter(cycle=cycle, stage=Stage.WAITLISTED).order_by("reference")
    insert(
        [
            WaitlistPlace(application=application, cycle=cycle, rank=rank, since=application.stage_since)
            for rank, application in enumerate(waiting, start=1)
        ]
    )


def note_what_waits(program: Program) -> None:
    """Note a few decisions as a manager would, and let one person ask for more time to answer their offer."""
    cycle, ines = _cycle(program), program.people["ines"]
    taken: set[object] = {program.people["maya"].pk}
    for stage, action, count, category in WAITING.get(program.name, ()):
        there = Application.objects.filter(cycle=cycle, stage=stage).exclude(person__in=taken)
        chosen = list(there.order_by("-reference")[:count])
        taken |= {application.person_id for application in chosen}
        note_decisions(
            actor=ines, application_ids=[application.pk for application in chosen], action=action, category=category,
            at=program.calendar.now,
        )  # fmt: skip
    if program.name == "offers":
        _ask_for_time(program, cycle)
        _offer_to_the_next(program, cycle)


def _ask_for_time(program: Program, cycle: Cycle) -> None:
    open_offers = Offer.objects.filter(application__cycle=cycle, stage=OfferStage.SENT)
    others = open_offers.exclude(application__person=program.people["maya"])
    offer = others.select_related("application__person").order_by("application__reference").first()
    if offer is not None:
        ask_for_time(
            actor=offer.application.person, offer_id=offer.pk, wished_day=offer.last_day + timedelta(days=5),
            reason="I am waiting for a school to say yes to my child.", at=program.calendar.now,
        )  # fmt: skip


def _offer_to_the_next(program: Program, cycle: Cycle) -> None:
    """Draft an offer for the next on the waiting list, at the first office with a free seat that somebody chose."""
    for opening in Opening.objects.filter(cycle=cycle).order_by("slug"):
        with suppress(NobodyWaits, NoFreeSeat):
            promote_next(actor=program.people["ines"], opening_id=opening.pk, at=program.calendar.now)
            return
