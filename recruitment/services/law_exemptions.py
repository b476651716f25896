"""The exceptions of a law that counsel switches on for one office; all are off until then."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import HostOffice, Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import LawExemption
from recruitment.queries.law_exemptions import may_be_switched_on

KEEP = "recruitment.keep_law"


class NoSuchException(Conflict):
    """The law in use has no such exception, or does not reach the office."""

    sentence = _("The law in force does not have this exception for that office.")


def _note(row: LawExemption, action: str, *, actor: Person, at: datetime) -> None:
    audit.record(
        actor=actor, action=f"recruitment.{action}", subject=row, at=at,
        data={"law": row.law, "exception": row.code, "office": str(row.office_id)},
    )  # fmt: skip


@transaction.atomic
def switch_on(
    *, actor: Person, law: str, code: str, office: HostOffice, counsel: str, reason: str, at: datetime
) -> LawExemption:
    """Switch an exception on for one office; it counts for the cases that open from now on. Twice is once.

    Raises ``Refused`` or :class:`NoSuchException`.
    """
    require(actor, KEEP)
    HostOffice.objects.select_for_update(of=("self",)).get(pk=office.pk)
    on = LawExemption.objects.filter(office=office, law=law, code=code, ended_at__isnull=True).first()
    if on is not None:
        return on
    if not may_be_switched_on(law, code, office, at.date()):
        raise NoSuchException
    row = LawExemption.objects.create(
        office=office, law=law, code=code, reason=reason, counsel=counsel, switched_on_at=at, switched_on_by=actor
    )
    _note(row, "law_switch_on", actor=actor, at=at)
    return row


@transaction.atomic
def switch_off(*, actor: Person, exemption_id: int, reason: str, at: datetime) -> LawExemption:
    """Switch an exception off for the cases that open from now on; switching off twice is once. Raises ``Refused``."""
    require(actor, KEEP)
    row = LawExemption.objects.select_for_update(of=("self",)).get(pk=exemption_id)
    if row.ended_at is None:
        row.ended_at, row.ended_by, row.end_reason = at, actor, reason
        row.save(update_fields=["ended_at", "ended_by", "end_reason"])
        _note(row, "law_switch_off", actor=actor, at=at)
    return row
