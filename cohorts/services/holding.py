"""Locks that several services take, in one order for everybody: cohort, application, fellow, then what is theirs."""

from collections.abc import Iterable
from uuid import UUID

from cohorts.models import Cohort, Fellow
from recruitment.models import Application


def hold_cohort(seat_id: UUID) -> None:
    """Lock the cohort of a seat, which publication locks first: the two come one after the other."""
    hold_cohorts([seat_id])


def hold_cohorts(seat_ids: Iterable[UUID]) -> None:
    """Lock the cohorts of several seats, in the order that everybody keeps."""
    wanted = Cohort.objects.filter(seats__in=list(seat_ids)).values("pk")
    list(Cohort.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk").values_list("pk"))


def hold_fellow(fellow_id: UUID) -> Fellow:
    """A fellow, locked after their application: the order in which a withdrawal takes its locks."""
    Application.objects.select_for_update(of=("self",), no_key=True).get(fellow=fellow_id)
    return Fellow.objects.select_for_update(of=("self",)).select_related("person", "cohort").get(pk=fellow_id)
