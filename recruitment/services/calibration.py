"""One more read where readers stand apart, and the rule of a cycle that asks for it."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.prepared import prepared
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import Application, AssigningRule, Cycle, ExtraRead
from recruitment.queries.assigning import lacking, planned
from recruitment.queries.calibration import means_of
from recruitment.queries.phases import reads_meant
from recruitment.rules.assigning import RegionWish
from recruitment.rules.calibration import disagreement, wants_extra_read
from recruitment.rules.stages import Stage
from recruitment.services.giving import give, locked_readers


class NotReadNow(Conflict):
    """The application is not in review."""

    sentence = _("This application is not being read now, so one more read would change nothing.")


@transaction.atomic
def set_assigning_rule(
    *, actor: Person, cycle_id: UUID, region_wish: RegionWish | str, extra_read_above: Decimal | None, at: datetime
) -> AssigningRule:
    """Keep how packets of a cycle are given out. ``extra_read_above`` is a σ from 0.1 to 3, ``None`` for never.

    Applications whose readers stand apart already are not looked at again. Raises ``Refused``.
    """
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle_id)
    require(actor, "recruitment.calibrate", cycle)
    rule: AssigningRule
    rule, _new = AssigningRule.objects.update_or_create(
        cycle=cycle, defaults={"region_wish": RegionWish(region_wish), "extra_read_above": extra_read_above}
    )
    audit.record(
        actor=actor, action="recruitment.set_assigning_rule", subject=rule, at=at,
        data={"region_wish": str(region_wish), "extra_read_above": str(extra_read_above or "")},
    )  # fmt: skip
    return rule


@prepared
def _locked_by_read(assignment: UUID) -> QuerySet[Application, Any]:
    read = Application.objects.filter(review_assignments=assignment)
    locked = read.select_for_update(of=("self",)).order_by()
    return locked.values_list("pk", "cycle__assigning_rule__extra_read_above")


@transaction.atomic(savepoint=False)
def consider_extra_read(*, assignment_id: UUID, at: datetime) -> ExtraRead | None:
    """After a read was made: ask for one more where all reads are in and stand further apart than the cycle allows.

    Once an application at most. ``None`` where nothing is asked for.
    """
    read = Application.objects.filter(review_assignments=assignment_id)
    # Whoever saves last waits here for the others, and then sees their marks.
    ((application_id, threshold),) = _locked_by_read(assignment_id)
    if threshold is None:
        return None
    reads = means_of(application_id)
    if reads.waiting or not wants_extra_read(reads.means, float(threshold)):
        return None
    if len(reads.means) < read.annotate(meant=reads_meant(at)).values_list("meant", flat=True).get():
        return None
    application = _locked(application_id)
    if application.stage != Stage.IN_REVIEW or ExtraRead.objects.filter(application=application).exists():
        return None
    return _ask(None, application, disagreement(reads.means), at)


@transaction.atomic
def ask_extra_read(*, actor: Person, application_id: UUID, at: datetime) -> ExtraRead:
    """Ask for one more read by a manager's wish; the one already asked for comes back instead of a second.

    Raises ``Refused`` or :class:`NotReadNow`.
    """
    application = _locked(application_id)
    require(actor, "recruitment.assign_readers", application)
    known = ExtraRead.objects.filter(application=application).first()
    if known is not None:
        return known
    if application.stage != Stage.IN_REVIEW:
        raise NotReadNow
    return _ask(actor, application, disagreement(means_of(application.pk).means), at)


def _locked(application_id: UUID) -> Application:
    rows = Application.objects.select_for_update(of=("self",)).select_related("cycle", "person")
    return rows.get(pk=application_id)


def _ask(actor: Person | None, application: Application, sigma: float | None, at: datetime) -> ExtraRead:
    """Note the wish and give the packet to a reader, if there is one; otherwise the application lacks one."""
    extra = ExtraRead.objects.create(
        application=application,
        asked_at=at,
        asked_by=actor,
        sigma=None if sigma is None else Decimal(str(round(sigma, 2))),
    )
    audit.record(
        actor=actor, action="recruitment.ask_extra_read", subject=extra, about=application.person, at=at,
        data={"sigma": str(extra.sigma or "")},
    )  # fmt: skip
    wanted = list(lacking(Application.objects.filter(pk=application.pk).select_related("cycle"), at))
    plan, _wanting = planned(wanted, locked_readers(at), at)
    give(actor=actor, applications={application.pk: application}, reads=plan.reads, run=None, at=at)
    return extra
