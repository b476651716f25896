"""Two fellows who want to live near each other: one names the other, and nothing happens until both said yes."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models import Couple, Fellow, PartnerWish
from cohorts.rules.stages import FellowStage
from cohorts.services.rankings import own_fellow
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit


class Yourself(Conflict):
    """Nobody is their own partner."""

    sentence = _("This is your own address. Enter your partner's.")


class PairedAlready(Conflict):
    """One of the two is in a pair."""

    sentence = _("You are in a pair already. Take it back first.")


class WishGone(Conflict):
    """The wish was taken back meanwhile."""

    sentence = _("This wish is not there any more.")


@transaction.atomic
def name_partner(*, actor: Person, fellow_id: UUID, email: str, at: datetime) -> PartnerWish:
    """Name a partner by mail address. Whether anybody has that address is never told.

    Two fellows who name each other have both said yes. Naming someone again who declined does not ask them again.
    Raises :class:`Yourself`, :class:`PairedAlready` or ``ListsClosed``.
    """
    fellow = own_fellow(actor, fellow_id, at)
    email = email.strip().casefold()
    if email == fellow.person.email.casefold():
        raise Yourself
    if couple_of(fellow.pk) is not None:
        raise PairedAlready
    PartnerWish.objects.filter(asker=fellow, taken_back_at=None).exclude(email=email).update(taken_back_at=at)
    wish, is_new = PartnerWish.objects.get_or_create(asker=fellow, email=email, defaults={"asked_at": at})
    if is_new or wish.taken_back_at is not None:
        wish.taken_back_at = None
        wish.save(update_fields=["taken_back_at"])
        audit.record(actor=actor, action="cohorts.name_partner", subject=fellow, about=fellow.person, at=at)
    theirs = PartnerWish.objects.filter(
        asker__cohort_id=fellow.cohort_id, asker__person__email__iexact=email, asker__stage=FellowStage.READY,
        email__iexact=fellow.person.email, taken_back_at=None,
    ).first()  # fmt: skip
    if theirs is not None and couple_of(theirs.asker_id) is None:
        _pair(theirs, fellow, actor=actor, at=at)
    return wish


@transaction.atomic
def answer_partner(*, actor: Person, fellow_id: UUID, wish_id: UUID, yes: bool, at: datetime) -> Couple | None:
    """Say yes or no to somebody who named the actor; saying it again changes nothing. The asker is not told of a no.

    Raises :class:`WishGone`, :class:`PairedAlready` or ``ListsClosed``.
    """
    fellow = own_fellow(actor, fellow_id, at)
    wish = PartnerWish.objects.select_related("asker").filter(
        pk=wish_id, asker__cohort_id=fellow.cohort_id, asker__stage=FellowStage.READY,
        email__iexact=fellow.person.email, taken_back_at=None,
    ).first()  # fmt: skip
    if wish is None:
        raise WishGone
    couple = couple_of(fellow.pk)
    if not yes:
        if couple is None and wish.declined_at is None:
            wish.declined_at = at
            wish.save(update_fields=["declined_at"])
            audit.record(actor=actor, action="cohorts.decline_partner", subject=fellow, about=fellow.person, at=at)
        return None
    if couple is not None:
        if wish.asker_id in (couple.first_id, couple.second_id):
            return couple
        raise PairedAlready
    if couple_of(wish.asker_id) is not None:
        raise WishGone
    return _pair(wish, fellow, actor=actor, at=at)


@transaction.atomic
def part_ways(*, actor: Person, fellow_id: UUID, at: datetime) -> None:
    """Take back what the actor wished, or the pair itself: either of the two can, and nobody has to say why."""
    fellow = own_fellow(actor, fellow_id, at)
    couple = couple_of(fellow.pk)
    mine = Q(asker=fellow)
    if couple is not None:
        mine |= Q(asker__in=(couple.first_id, couple.second_id))
        couple.delete()
    gone = PartnerWish.objects.filter(mine, taken_back_at=None).update(taken_back_at=at)
    if gone or couple is not None:
        audit.record(actor=actor, action="cohorts.part_ways", subject=fellow, about=fellow.person, at=at)


def couple_of(fellow_id: UUID) -> Couple | None:
    """The pair someone is in."""
    return Couple.objects.filter(Q(first_id=fellow_id) | Q(second_id=fellow_id)).first()


def _pair(wish: PartnerWish, fellow: Fellow, *, actor: Person, at: datetime) -> Couple:
    couple = Couple.objects.create(cohort_id=fellow.cohort_id, first_id=wish.asker_id, second=fellow)
    PartnerWish.objects.filter(asker=fellow, taken_back_at=None).update(taken_back_at=at)
    audit.record(actor=actor, action="cohorts.pair_up", subject=couple, about=fellow.person, at=at)
    return couple
