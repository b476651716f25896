"""One year's round of applications: its dates and the openings it offers."""

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from fellowship.models import PublicRecord
from recruitment.rules.milestones import MilestoneKind
from recruitment.rules.reading import MINUTES_A_PACKET
from recruitment.rules.recommendations import MOST_ASKED

MILESTONE_LABELS = [
    (MilestoneKind.APPLICATIONS_OPEN.value, _("Applications open")),
    (MilestoneKind.APPLICATIONS_CLOSE.value, _("Applications close")),
    (MilestoneKind.REVIEW_DUE.value, _("Reviews are due")),
    (MilestoneKind.INTERVIEWS_FROM.value, _("Interviews begin")),
    (MilestoneKind.INTERVIEWS_TO.value, _("Interviews end")),
    (MilestoneKind.HEAR_BY.value, _("Everyone has heard from us")),
    (MilestoneKind.OFFERS_BY.value, _("Offers are out")),
    (MilestoneKind.WAITLIST_CLOSES.value, _("The waiting list closes")),
    (MilestoneKind.RANKING_OPENS.value, _("Ranking of offices opens")),
    (MilestoneKind.RANKING_CLOSES.value, _("Ranking of offices closes")),
    (MilestoneKind.PLACEMENTS_PUBLISHED.value, _("Placements are published")),
    (MilestoneKind.TRAINING_STARTS.value, _("Training starts")),
    (MilestoneKind.DAY_ONE.value, _("First day at the office")),
]


class Cycle(PublicRecord, ClusterableModel):
    """A round of applications for one cohort. ``next_number`` counts references and only ever grows."""

    name = models.CharField(_("name"), max_length=80)
    name_es = models.CharField(_("name in Spanish"), max_length=80, blank=True)
    cohort_year = models.PositiveSmallIntegerField(_("year of the cohort"))
    slug = models.SlugField(_("address part"), max_length=60, unique=True)
    reference_prefix = models.CharField(
        _("begins every reference"), max_length=12, unique=True, help_text=_("For example FEL-27.")
    )
    form = models.ForeignKey(
        "recruitment.ApplicationForm",
        on_delete=models.PROTECT,
        null=True,
        related_name="cycles",
        verbose_name=_("form"),
    )
    rubric = models.ForeignKey(
        "recruitment.Rubric", on_delete=models.PROTECT, null=True, blank=True, related_name="cycles",
        verbose_name=_("rubric"),
    )  # fmt: skip
    reads_per_application = models.PositiveSmallIntegerField(_("readers per application"), default=2)
    minutes_per_packet = models.PositiveSmallIntegerField(
        _("minutes to read one packet"),
        default=MINUTES_A_PACKET,
        help_text=_("Readers see how long their packets take together. Nobody is timed."),
    )
    recommendations = models.PositiveSmallIntegerField(
        _("recommendations per application"),
        default=0,
        validators=[MaxValueValidator(MOST_ASKED)],
        help_text=_("How many people an applicant may ask for a letter of recommendation. 0: none."),
    )
    is_published = models.BooleanField(_("shown to the public"), default=False)
    next_number = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        """At least one reader."""

        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="cycle_has_readers", condition=Q(reads_per_application__gte=1)),
            models.CheckConstraint(name="cycle_sane_recommendations", condition=Q(recommendations__lte=MOST_ASKED)),
        ]

    def __str__(self) -> str:
        """Return the name: a cycle is not personal data."""
        return self.name


class Milestone(models.Model):
    """A moment of a cycle."""

    cycle = ParentalKey(Cycle, on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(_("what happens"), max_length=30, choices=MILESTONE_LABELS)
    at = models.DateTimeField(_("when"))

    class Meta:
        """Each kind once in a cycle."""

        verbose_name = _("date")
        verbose_name_plural = _("dates")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cycle", "kind"], name="milestone_once"),
            models.CheckConstraint(
                name="milestone_known_kind", condition=Q(kind__in=[kind.value for kind in MilestoneKind])
            ),
        ]

    def __str__(self) -> str:
        """Name the kind and the day."""
        return f"{self.kind} {self.at:%Y-%m-%d}"


class Opening(PublicRecord):
    """Seats at one office in one cycle, with everything a person needs to decide whether to apply."""

    class Spanish(models.TextChoices):
        """What part Spanish plays in the work."""

        NONE = "none", _("Not needed")
        VALUED = "valued", _("Valued")
        NEEDED = "needed", _("Needed")

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="openings", verbose_name=_("cycle"))
    office = models.ForeignKey(
        "fellowship.HostOffice", on_delete=models.PROTECT, related_name="openings", verbose_name=_("office")
    )
    slug = models.SlugField(_("address part"), max_length=100, unique=True)
    summary = models.TextField(_("what the work is, in two sentences"), blank=True)
    summary_es = models.TextField(_("the same in Spanish"), blank=True)
    duties = models.TextField(_("duties, one a line"), blank=True)
    duties_es = models.TextField(_("duties in Spanish, one a line"), blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), default=2)
    pay_low_cents = models.PositiveIntegerField(_("yearly pay from, in cents"))
    pay_high_cents = models.PositiveIntegerField(_("yearly pay to, in cents"))
    extra_pay_spanish_cents = models.PositiveIntegerField(_("more a year for working Spanish, in cents"), default=0)
    relocation_cents = models.PositiveIntegerField(_("help with moving, up to, in cents"), default=0)
    benefits = models.TextField(_("benefits"), blank=True)
    benefits_es = models.TextField(_("benefits in Spanish"), blank=True)
    travel = models.TextField(_("getting around"), blank=True)
    travel_es = models.TextField(_("getting around, in Spanish"), blank=True)
    spanish = models.CharField(_("Spanish"), max_length=6, choices=Spanish.choices, default=Spanish.VALUED)
    starts_on = models.DateField(_("first day at the office"))
    material_duties = models.TextField(
        _("duties that a record may bear on, one a line"),
        blank=True,
        help_text=_(
            "Only duties on which a record may have a direct and adverse bearing. Some places want them in the "
            "posting; notices name them everywhere."
        ),
    )
    material_duties_es = models.TextField(_("the same in Spanish, one a line"), blank=True)
    restricting_laws = models.TextField(
        _("laws that limit hiring for this work because of a record"),
        blank=True,
        help_text=_("Leave empty where there is none."),
    )
    restricting_laws_es = models.TextField(_("these laws, in Spanish"), blank=True)
    is_published = models.BooleanField(_("shown to the public"), default=False)

    class Meta:
        """One opening per office and cycle; pay never runs backward."""

        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cycle", "office"], name="opening_once"),
            models.CheckConstraint(name="opening_pay_in_order", condition=Q(pay_high_cents__gte=F("pay_low_cents"))),
            models.CheckConstraint(
                name="opening_known_spanish", condition=Q(spanish__in=["none", "valued", "needed"])
            ),
            models.CheckConstraint(name="opening_has_seats", condition=Q(seats__gte=1)),
        ]

    def __str__(self) -> str:
        """Return the address part, which names the office."""
        return self.slug
