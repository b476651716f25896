"""Emptying what cohorts keep about a person whose data is deleted."""

from datetime import datetime

from cohorts.models import Conflict, Fellow, FellowRanking, Lock, OfficeRanking, PlacementStep, RunMove
from fellowship.models import Person


def erase(person: Person, at: datetime) -> None:
    """Delete the person's wishes and limits and every reason written about them.

    Where they were placed stays under a code: it is the office's record too. A matching run keeps its inputs, which
    name nobody, so that its outcome can be checked again.
    """
    fellows = Fellow.objects.filter(person=person)
    FellowRanking.objects.filter(fellow__in=fellows).delete()
    Conflict.objects.filter(fellow__in=fellows).update(note="")
    OfficeRanking.objects.filter(fellow__in=fellows).update(reason="")
    Lock.objects.filter(fellow__in=fellows).update(reason="")
    RunMove.objects.filter(fellow__in=fellows).update(reason="")
    PlacementStep.objects.filter(placement__fellow__in=fellows).update(reason="")
    fellows.update(limits={}, languages=[])
