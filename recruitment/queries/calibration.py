"""How far readers agree, for managers: leniency, drift, disagreement, and adjusted means beside raw ones."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import Avg, Count, Max, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from fellowship.access import visible
from fellowship.design.charts import BarChart, bar_chart
from fellowship.models import Person
from fellowship.prepared import prepared
from recruitment.models import Application, AssigningRule, Cycle, ExtraRead, ReviewAssignment
from recruitment.models.assigning_wording import LEANING_LABELS, LEANING_TAGS, Words
from recruitment.rules.assigning import RegionWish
from recruitment.rules.calibration import ApplicationFit, Read, ReaderFit, disagreement, fit
from recruitment.rules.reading import LET_GO, ReadStage
from recruitment.rules.stages import Stage

SHOWN = 25
KEPT_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Means:
    """The readers' means of one application, and how many have not read yet."""

    means: tuple[float, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """One reader beside the others. Differences are in marks; ``None`` where too little is known."""

    name: str
    reads: int
    mean: float
    leniency: float
    leaning: Words
    tag: str
    drift: float | None
    abstained: int
    stepped_back: int


@dataclass(frozen=True, slots=True)
class ApartRow:
    """An application whose readers stand apart."""

    id: UUID
    reference: str
    reads: int
    raw: float
    adjusted: float
    sigma: float
    has_extra: bool
    can_ask: bool


@dataclass(frozen=True, slots=True)
class CalibrationPage:
    """One cycle's calibration. ``groups`` above one: some readers never read the same application as others."""

    cycle: Cycle
    cycles: tuple[Cycle, ...]
    readers: tuple[ReaderRow, ...]
    chart: BarChart | None
    apart: tuple[ApartRow, ...]
    reads: int
    groups: int
    extra_reads: int
    region_wish: RegionWish
    extra_read_above: Decimal | None


@dataclass(frozen=True, slots=True)
class AdjustedMean:
    """The mean of one application as it is and without its readers' leniency, and how far readers stand apart."""

    raw: float
    adjusted: float
    reads: int
    sigma: float | None


@prepared
def _means(application: UUID) -> QuerySet[ReviewAssignment, Any]:
    rows = ReviewAssignment.objects.filter(application_id=application).exclude(stage__in=LET_GO)
    return rows.annotate(mean=Avg("scores__value")).order_by("pk").values_list("stage", "mean")


def means_of(application_id: UUID) -> Means:
    """The means of an application's reads; one query."""
    found = _means(application_id)
    means = tuple(float(mean) for stage, mean in found if stage == ReadStage.SUBMITTED and mean is not None)
    return Means(means, sum(1 for stage, _mean in found if stage == ReadStage.ASSIGNED))


def reads_of(cycle_id: UUID) -> tuple[Read, ...]:
    """Every read of a cycle that is in, in the order in which they were made; one query."""
    rows = ReviewAssignment.objects.filter(application__cycle_id=cycle_id, stage=ReadStage.SUBMITTED)
    counted = rows.annotate(mean=Avg("scores__value")).filter(mean__isnull=False).order_by("submitted_at", "pk")
    return tuple(
        Read(application, reader, float(mean))
        for application, reader, mean in counted.values_list("application_id", "reviewer_id", "mean")
    )


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the readers of a cycle agree: what they gave, what the same applications deserve, who stands apart.

    ``deserved`` is the adjusted mean of what each reader read; ``apart`` holds the largest disagreements.
    """

    reads: int
    groups: int
    readers: tuple[ReaderFit, ...]
    deserved: Mapping[UUID, float]
    apart: tuple[ApplicationFit, ...]


def agreement_of(cycle_id: UUID) -> Agreement:
    """The agreement of a cycle's readers; kept until a read is added. One query, one more after a read came in."""
    rows = ReviewAssignment.objects.filter(application__cycle_id=cycle_id, stage=ReadStage.SUBMITTED)
    newest = rows.aggregate(count=Count("pk"), last=Max("submitted_at"))
    key = f"recruitment.agreement.{cycle_id}.{newest['count']}.{newest['last'].timestamp() if newest['last'] else 0}"
    found: Agreement | None = cache.get(key)
    if found is None:
        found = _agreement(reads_of(cycle_id))
        cache.set(key, found, KEPT_SECONDS)
    return found


def _agreement(reads: Sequence[Read]) -> Agreement:
    found = fit(reads)
    deserved: dict[UUID, list[float]] = defaultdict(list)
    for read in reads:
        deserved[read.reader].append(found.applications[read.application].adjusted)
    apart = [row for row in found.applications.values() if row.sigma]
    apart.sort(key=lambda row: (-(row.sigma or 0), row.application))
    means = {reader: sum(given) / len(given) for reader, given in deserved.items()}
    return Agreement(len(reads), found.groups, tuple(found.readers), means, tuple(apart[: 2 * SHOWN]))


def leniencies(cycle_id: UUID) -> Mapping[UUID, float]:
    """How much milder than the others each reader of a cycle marks; as many queries as the agreement."""
    return {row.reader: row.leniency for row in agreement_of(cycle_id).readers}


def adjusted_mean(application: Application) -> AdjustedMean | None:
    """The raw and the adjusted mean of one application; ``None`` before the first read is in."""
    rows = ReviewAssignment.objects.filter(application=application, stage=ReadStage.SUBMITTED)
    found = rows.annotate(mean=Avg("scores__value")).filter(mean__isnull=False).order_by("pk")
    means = {reader: float(mean) for reader, mean in found.values_list("reviewer_id", "mean")}
    if not means:
        return None
    lenient = leniencies(application.cycle_id)
    raw = sum(means.values()) / len(means)
    adjusted = sum(mean - lenient.get(reader, 0.0) for reader, mean in means.items()) / len(means)
    return AdjustedMean(raw, adjusted, len(means), disagreement(list(means.values())))


def calibration_cycles(person: Person) -> tuple[Cycle, ...]:
    """The cycles a manager may calibrate, newest first."""
    return tuple(visible(person, "recruitment.calibrate").order_by("-cohort_year", "pk"))


def calibration_page(person: Person, slug: str = "") -> CalibrationPage | None:
    """The calibration of a cycle (the newest where none is named); ``None`` before there is a cycle."""
    cycles = calibration_cycles(person)
    if not cycles:
        return None
    cycle = next((one for one in cycles if one.slug == slug), cycles[0])
    found = agreement_of(cycle.pk)
    rule = AssigningRule.objects.filter(cycle=cycle).first()
    readers = _readers(cycle, found)
    return CalibrationPage(
        cycle=cycle,
        cycles=cycles,
        readers=readers,
        chart=_chart(found, {row.pk: row.get_full_name() for row in _people(found)}),
        apart=_apart(person, found),
        reads=found.reads,
        groups=found.groups,
        extra_reads=ExtraRead.objects.filter(application__cycle=cycle).count(),
        region_wish=RegionWish(rule.region_wish) if rule else RegionWish.AWAY,
        extra_read_above=rule.extra_read_above if rule else None,
    )


def _people(found: Agreement) -> Sequence[Person]:
    return list(Person.objects.filter(pk__in=[row.reader for row in found.readers]).order_by("name", "pk"))


def _readers(cycle: Cycle, found: Agreement) -> tuple[ReaderRow, ...]:
    fits: dict[UUID, ReaderFit] = {row.reader: row for row in found.readers}
    rows = ReviewAssignment.objects.filter(application__cycle=cycle)
    counted = rows.values("reviewer_id").annotate(
        abstained=Count("pk", filter=Q(stage=ReadStage.ABSTAINED) | Q(is_whole=False)),
        back=Count("pk", filter=Q(stage=ReadStage.RECUSED)),
    )
    let_go = {row["reviewer_id"]: (row["abstained"], row["back"]) for row in counted.order_by("reviewer_id")}
    lines = []
    for one in _people(found):
        row = fits[one.pk]
        abstained, back = let_go.get(one.pk, (0, 0))
        lines.append(
            ReaderRow(
                one.get_full_name(), row.reads, row.mean, row.leniency, LEANING_LABELS[row.leaning],
                LEANING_TAGS[row.leaning], row.drift, abstained, back,
            )
        )  # fmt: skip
    return tuple(lines)


def _chart(found: Agreement, names: Mapping[UUID, str]) -> BarChart | None:
    """What each reader gives beside what the same applications deserve by all their readers."""
    rows = sorted(found.readers, key=lambda row: (-row.leniency, names[row.reader]))
    if not rows:
        return None
    return bar_chart(
        [(names[row.reader], row.mean, found.deserved[row.reader]) for row in rows],
        title=_("The mean mark each reader gave, mildest first"),
        now=_("Gave"),
        then=_("The same packets, adjusted"),
    )


def _apart(person: Person, found: Agreement) -> tuple[ApartRow, ...]:
    """The applications with the largest disagreement, still in review or not."""
    seen = visible(person, "recruitment.assign_readers").filter(pk__in=[row.application for row in found.apart])
    by_id = {row.pk: row for row in seen}
    extra = set(ExtraRead.objects.filter(application_id__in=list(by_id)).values_list("application_id", flat=True))
    shown = [row for row in found.apart if row.application in by_id][:SHOWN]
    return tuple(_apart_row(by_id[row.application], row, has_extra=row.application in extra) for row in shown)


def _apart_row(application: Application, row: ApplicationFit, *, has_extra: bool) -> ApartRow:
    return ApartRow(
        id=application.pk,
        reference=application.reference,
        reads=row.reads,
        raw=row.raw,
        adjusted=row.adjusted,
        sigma=row.sigma or 0.0,
        has_extra=has_extra,
        can_ask=not has_extra and application.stage == Stage.IN_REVIEW,
    )


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """How packets of a cycle are given out."""

    slug: str
    name: str
    region_wish: RegionWish
    extra_read_above: Decimal | None


def rule_of(person: Person, cycle_id: UUID) -> RuleFacts:
    """The rule of a cycle before managers, or not found."""
    cycle: Cycle = get_object_or_404(visible(person, "recruitment.calibrate"), pk=cycle_id)
    rule = AssigningRule.objects.filter(cycle=cycle).first()
    wish = RegionWish(rule.region_wish) if rule else RegionWish.AWAY
    return RuleFacts(cycle.slug, cycle.name, wish, rule.extra_read_above if rule else None)


@dataclass(frozen=True, slots=True)
class ExtraReadFacts:
    """An application for which one more read may be asked."""

    id: UUID
    reference: str
    reads: int
    sigma: float | None
    is_asked: bool


def extra_read_facts(person: Person, application_id: UUID) -> ExtraReadFacts:
    """An application before managers, or not found."""
    found: Application = get_object_or_404(visible(person, "recruitment.assign_readers"), pk=application_id)
    means = means_of(found.pk).means
    asked = ExtraRead.objects.filter(application=found).exists()
    return ExtraReadFacts(found.pk, found.reference, len(means), disagreement(means), asked)
