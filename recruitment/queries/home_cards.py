"""The card about a person's application on their home page."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from fellowship.access import can
from fellowship.models import Person
from fellowship.queries.home import HomeCard
from recruitment.models.wording import APPLICANT_LABELS, OFFER_ENDED, WHAT_COMES_NEXT
from recruitment.queries.cycles import open_cycle
from recruitment.queries.own_list import own_list
from recruitment.queries.standing import ended_for, stages_shown
from recruitment.rules.stages import Stage


def cards(person: Person, at: datetime) -> Iterator[HomeCard]:
    """Where each application stands; to someone without one and without a role, the way to begin."""
    applications = own_list(person)[:3]
    shown = stages_shown(applications)
    ended = ended_for(shown)
    for application in applications:
        stage = shown[application.pk]
        label, text = OFFER_ENDED if application.pk in ended else (APPLICANT_LABELS[stage], WHAT_COMES_NEXT[stage])
        is_draft = stage is Stage.DRAFT
        yield HomeCard(
            title=label,
            text=text,
            url=reverse("recruitment_tasks" if is_draft else "recruitment_status", args=[application.pk]),
            link_text=_("Continue your application") if is_draft else _("See your application"),
            # Whoever has a place leads with their work; the application that led there stands last.
            weight=90 if stage is Stage.PLACED else 10,
            kind="yours" if is_draft else "plain",
            facts=((_("Reference"), application.reference),),
        )
    if not applications and can(person, "recruitment.apply"):
        yield from _invitation(at)


def _invitation(at: datetime) -> Iterator[HomeCard]:
    cycle = open_cycle(at)
    if cycle is not None:
        yield HomeCard(
            title=cycle.name,
            text=_("Applications are open. Check in two minutes whether you can apply."),
            url=reverse("recruitment_check"),
            link_text=_("Check if you can apply"),
            weight=10,
        )
