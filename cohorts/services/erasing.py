"""Emptying what cohorts keep about a person whose data is deleted."""

from datetime import datetime

from django.db.models import Q

from cohorts.models import (
    ChangeRequest,
    Conflict,
    Couple,
    Fellow,
    FellowRanking,
    InterviewFeedback,
    ListImport,
    Lock,
    Meeting,
    OfficeRanking,
    PartnerWish,
    PlacementChange,
    PlacementStep,
    RankingSheet,
    RegionRanking,
    RunMove,
)
from fellowship.models import Person


def erase(person: Person, at: datetime) -> None:
    """Delete the person's wishes and limits and every reason written about them.

    Where they were placed stays under a code: it is the office's record too. A matching run keeps its inputs, which
    name nobody, so that its outcome can be checked again.
    """
    fellows = Fellow.objects.filter(person=person)
    FellowRanking.objects.filter(fellow__in=fellows).delete()
    RegionRanking.objects.filter(fellow__in=fellows).delete()
    RankingSheet.objects.filter(fellow__in=fellows).update(previous=None)
    PartnerWish.objects.filter(Q(asker__in=fellows) | Q(email__iexact=person.email)).delete()
    Couple.objects.filter(Q(first__in=fellows) | Q(second__in=fellows)).delete()
    offices = OfficeRanking.objects.filter(fellow__in=fellows).values("office_id")
    cohorts = fellows.values("cohort_id")
    RankingSheet.objects.filter(office__in=offices, cohort__in=cohorts).update(previous=None)
    ListImport.objects.filter(cohort__in=cohorts).delete()
    Meeting.objects.filter(fellow__in=fellows).delete()
    Conflict.objects.filter(fellow__in=fellows).update(note="")
    OfficeRanking.objects.filter(fellow__in=fellows).update(reason="")
    Lock.objects.filter(fellow__in=fellows).update(reason="")
    RunMove.objects.filter(fellow__in=fellows).update(reason="")
    PlacementChange.objects.filter(placement__fellow__in=fellows).update(reason="")
    ChangeRequest.objects.filter(placement__fellow__in=fellows).update(words="", answer="")
    InterviewFeedback.objects.filter(fellow__in=fellows).update(words="")
    PlacementStep.objects.filter(placement__fellow__in=fellows).update(reason="")
    fellows.update(limits={}, languages=[], skills=[])
