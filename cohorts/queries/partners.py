"""Whom a fellow wants to live near, as their own page shows it; nothing of the other's list is in it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from cohorts.models import Couple, Fellow, PartnerWish
from cohorts.rules.stages import FellowStage


@dataclass(frozen=True, slots=True)
class AskedBy:
    """Someone who named this fellow."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """``partner`` once both said yes; ``named`` is the address this fellow gave and nobody has confirmed."""

    fellow_id: UUID
    partner: str = ""
    named: str = ""
    asked_by: tuple[AskedBy, ...] = ()


def partner_page(fellow: Fellow) -> PartnerPage:
    """The page of a fellow; one to three queries."""
    couple = (
        Couple.objects.filter(Q(first=fellow) | Q(second=fellow))
        .select_related("first__person", "second__person")
        .first()
    )
    if couple is not None:
        other = couple.second if couple.first_id == fellow.pk else couple.first
        return PartnerPage(fellow.pk, partner=other.person.get_full_name())
    own = PartnerWish.objects.filter(asker=fellow, taken_back_at=None).first()
    return PartnerPage(fellow.pk, named=own.email if own else "", asked_by=asked_by(fellow))


def asked_by(fellow: Fellow) -> tuple[AskedBy, ...]:
    """Who waits for this fellow's yes, by name; one query. Those in a pair with somebody do not."""
    taken = Couple.objects.filter(Q(first=OuterRef("asker")) | Q(second=OuterRef("asker")))
    wishes = PartnerWish.objects.filter(
        asker__cohort_id=fellow.cohort_id, asker__stage=FellowStage.READY, email__iexact=fellow.person.email,
        taken_back_at=None, declined_at=None,
    )  # fmt: skip
    rows = wishes.exclude(Exists(taken)).select_related("asker__person").order_by("asker__person__name", "pk")
    return tuple(AskedBy(row.pk, row.asker.person.get_full_name()) for row in rows)
