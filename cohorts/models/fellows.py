"""Fellows of a cohort, the lists they and the offices make, and what limits who may go where."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohorts import Cohort
from cohorts.rules.stages import FellowStage
from fellowship.models import HostOffice, Person, PublicRecord, Region
from fellowship.models.encrypted import EncryptedJSONField, EncryptedTextField


class Fellow(PublicRecord):
    """A finalist who is to be placed.

    ``limits`` holds hard limits such as ``{"not_before": "2027-09-20"}``; ``skills`` those beside languages.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="fellows")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="fellowships")
    application = models.OneToOneField("recruitment.Application", on_delete=models.PROTECT, related_name="fellow")
    languages = models.JSONField(default=list, blank=True)
    spanish = models.BooleanField(_("speaks Spanish"), default=False)
    skills = models.JSONField(default=list, blank=True)
    limits = models.JSONField(default=dict, blank=True)
    stage = models.CharField(
        max_length=8, choices=[(s.value, s.value) for s in FellowStage], default=FellowStage.READY
    )
    joined_at = models.DateTimeField()

    class Meta:
        """Once a person and cohort."""

        verbose_name = _("fellow")
        verbose_name_plural = _("fellows")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["cohort", "stage"], name="fellow_cohort_stage")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cohort", "person"], name="fellow_once_a_cohort"),
            models.CheckConstraint(name="fellow_known_stage", condition=Q(stage__in=[s.value for s in FellowStage])),
        ]


class RankingSheet(PublicRecord):
    """One list, of a fellow or of an office: when it was last saved and when its owner said it is done.

    ``version`` counts its changes, so that a window which shows an older one is told; ``previous`` is the list before
    the last change, for undoing it.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="sheets")
    fellow = models.OneToOneField(Fellow, on_delete=models.CASCADE, null=True, related_name="sheet")
    office = models.ForeignKey(HostOffice, on_delete=models.CASCADE, null=True, related_name="sheets")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)
    previous: "models.Field[Any, Any]" = EncryptedJSONField(null=True)

    class Meta:
        """A sheet belongs to a fellow or to an office, never both."""

        verbose_name = _("ranking sheet")
        verbose_name_plural = _("ranking sheets")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["cohort", "office"], condition=Q(office__isnull=False), name="sheet_once_an_office"
            ),
            models.CheckConstraint(
                name="sheet_has_one_owner",
                condition=Q(fellow__isnull=False, office__isnull=True) | Q(fellow__isnull=True, office__isnull=False),
            ),
        ]


class FellowRanking(models.Model):
    """One office on a fellow's list: a place from 1 on, or ``never``."""

    fellow = models.ForeignKey(Fellow, on_delete=models.CASCADE, related_name="ranking")
    office = models.ForeignKey(HostOffice, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(null=True)
    never = models.BooleanField(default=False)

    class Meta:
        """An office stands once on a list; a place is held by one office; ``never`` has no place."""

        verbose_name = _("office on a fellow's list")
        verbose_name_plural = _("offices on fellows' lists")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["fellow", "office"], name="fellowranking_office_once"),
            models.UniqueConstraint(fields=["fellow", "position"], name="fellowranking_place_once"),
            models.CheckConstraint(
                name="fellowranking_place_or_never",
                condition=Q(never=True, position__isnull=True) | Q(never=False, position__gte=1),
            ),
        ]

    def __str__(self) -> str:
        """Name the place only."""
        return "never" if self.never else f"place {self.position}"


class RegionRanking(models.Model):
    """A whole region on a fellow's list; it stands for its offices that have no mark of their own."""

    fellow = models.ForeignKey(Fellow, on_delete=models.CASCADE, related_name="region_ranking")
    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        """A region stands once on a list; its place counts among those of the offices."""

        verbose_name = _("region on a fellow's list")
        verbose_name_plural = _("regions on fellows' lists")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["fellow", "region"], name="regionranking_region_once"),
            models.UniqueConstraint(fields=["fellow", "position"], name="regionranking_place_once"),
            models.CheckConstraint(name="regionranking_from_one", condition=Q(position__gte=1)),
        ]

    def __str__(self) -> str:
        """Name the place only."""
        return f"place {self.position}"


class OfficeRanking(models.Model):
    """One fellow on an office's list: a place (equal places are a tie), or "not this person" with a reason.

    ``score`` is what the place was made of, where the office gave scores.
    """

    office = models.ForeignKey(HostOffice, on_delete=models.CASCADE, related_name="+")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="office_rankings")
    fellow = models.ForeignKey(Fellow, on_delete=models.CASCADE, related_name="office_ranking")
    position = models.PositiveSmallIntegerField(null=True)
    score = models.PositiveSmallIntegerField(null=True)
    not_this_person = models.BooleanField(default=False)
    reason = EncryptedTextField(blank=True)

    class Meta:
        """A fellow stands once on an office's list."""

        verbose_name = _("fellow on an office's list")
        verbose_name_plural = _("fellows on offices' lists")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["office", "cohort", "fellow"], name="officeranking_fellow_once"),
            models.CheckConstraint(
                name="officeranking_place_or_not",
                condition=Q(not_this_person=True, position__isnull=True) | Q(not_this_person=False, position__gte=1),
            ),
            models.CheckConstraint(
                name="officeranking_score",
                condition=Q(score__isnull=True) | Q(not_this_person=False, score__gte=1, score__lte=100),
            ),
        ]

    def __str__(self) -> str:
        """Name the place only."""
        return "not this person" if self.not_this_person else f"place {self.position}"


class ConflictKind(models.TextChoices):
    """What stands between a fellow and an office."""

    FORMER_CLIENT = "former_client", _("Former client of the office")
    EMPLOYEE = "employee", _("Works or worked there")
    RELATIVE = "relative", _("Relative or partner works there")
    OPPOSING_PARTY = "opposing_party", _("Opposing party in a case")
    OTHER = "other", _("Something else")


class ConflictSide(models.TextChoices):
    """Who told of it. Neither the fellow nor the office learns what the other side told."""

    STAFF = "staff", _("Staff")
    FELLOW = "fellow", _("The fellow")
    OFFICE = "office", _("The office")


class Conflict(PublicRecord):
    """A pair that may not be. It acts from the moment it is noted, whoever told of it."""

    fellow = models.ForeignKey(Fellow, on_delete=models.CASCADE, related_name="conflicts")
    office = models.ForeignKey(HostOffice, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=ConflictKind.choices, default=ConflictKind.OTHER)
    side = models.CharField(max_length=8, choices=ConflictSide.choices, default=ConflictSide.STAFF)
    note = EncryptedTextField(blank=True)
    noted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        """Once a pair and side."""

        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["fellow", "office", "side"], name="conflict_once_a_side"),
            models.CheckConstraint(name="conflict_known_kind", condition=Q(kind__in=ConflictKind.values)),
            models.CheckConstraint(name="conflict_known_side", condition=Q(side__in=ConflictSide.values)),
        ]


class Lock(PublicRecord):
    """A placement already agreed: matching works around it."""

    fellow = models.OneToOneField(Fellow, on_delete=models.CASCADE, related_name="lock")
    office = models.ForeignKey(HostOffice, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)
    locked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    locked_at = models.DateTimeField()

    class Meta:
        """One office a fellow."""

        verbose_name = _("lock")
        verbose_name_plural = _("locks")


class Couple(PublicRecord):
    """Two fellows who wish to live in the same place."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="couples")
    first = models.OneToOneField(Fellow, on_delete=models.CASCADE, related_name="couple_as_first")
    second = models.OneToOneField(Fellow, on_delete=models.CASCADE, related_name="couple_as_second")

    class Meta:
        """Nobody is their own partner."""

        verbose_name = _("couple")
        verbose_name_plural = _("couples")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="couple_of_two", condition=~Q(first=F("second"))),
        ]


class PartnerWish(PublicRecord):
    """A fellow who named somebody as the partner to live near. It binds nobody until that person says yes.

    A wish that was declined stays, so that naming the same person again does not ask them a second time.
    """

    asker = models.ForeignKey(Fellow, on_delete=models.CASCADE, related_name="partner_wishes")
    email = models.EmailField(max_length=254)
    asked_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)

    class Meta:
        """One partner at a time."""

        verbose_name = _("wish to live near a partner")
        verbose_name_plural = _("wishes to live near a partner")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["asker", "email"], name="partnerwish_address_once"),
            models.UniqueConstraint(
                fields=["asker"], condition=Q(taken_back_at__isnull=True), name="partnerwish_one_at_a_time"
            ),
        ]
