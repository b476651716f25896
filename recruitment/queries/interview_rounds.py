"""Which round of interviews an application is in, what it holds there, and the questions of that round."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils.translation import get_language

from recruitment.models import (
    Application,
    EndedBooking,
    InterviewKit,
    InterviewRound,
    InterviewSlot,
    KitQuestion,
    RoundInvitation,
    ScorecardMark,
)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of the kit in the reader's language."""

    id: int
    question: str
    listen_for: str


@dataclass(frozen=True, slots=True)
class KitFacts:
    """The questions of a round with the advice that goes before them."""

    name: str
    guidance: str
    questions: tuple[AskedQuestion, ...]


def _spanish() -> bool:
    return (get_language() or "en").startswith("es")


def round_of(application: Application) -> UUID | None:
    """The round the applicant is in: the latest they were invited to, else the cycle's first; ``None`` without any."""
    invited = RoundInvitation.objects.filter(application=application).order_by("-round__number", "-pk")
    latest: UUID | None = invited.values_list("round_id", flat=True).first()
    if latest is not None:
        return latest
    rounds = InterviewRound.objects.filter(cycle_id=application.cycle_id).order_by("number")
    first: UUID | None = rounds.values_list("pk", flat=True).first()
    return first


def next_round_of(application: Application) -> InterviewRound | None:
    """The round after the one the applicant is in, or ``None``."""
    rounds = list(InterviewRound.objects.filter(cycle_id=application.cycle_id).order_by("number"))
    now = round_of(application)
    place = next((place for place, one in enumerate(rounds) if one.pk == now), len(rounds))
    return rounds[place + 1] if place + 1 < len(rounds) else None


def _of_round(application: Application) -> Q:
    """What belongs to the applicant's round; times made without a round do until a later invitation."""
    latest = RoundInvitation.objects.filter(application=application).exists()
    here = Q(round_id=round_of(application))
    return here if latest else here | Q(round__isnull=True)


def held_by(application: Application) -> QuerySet[InterviewSlot]:
    """The time the applicant holds in their round, and didn't miss; a time made without a round counts for any."""
    mine = InterviewSlot.objects.filter(application=application, missed_at__isnull=True)
    return mine.filter(_of_round(application)).order_by("-starts_at", "pk")


def bookable(application: Application) -> QuerySet[InterviewSlot]:
    """Times of the applicant's round that nobody holds, whenever they are."""
    free = InterviewSlot.objects.filter(
        cycle_id=application.cycle_id, application__isnull=True, missed_at__isnull=True
    )
    return free.filter(_of_round(application))


def misses_of(application: Application) -> int:
    """How often the applicant didn't come to an interview of their round."""
    missed = InterviewSlot.objects.filter(application=application, missed_at__isnull=False)
    return missed.filter(_of_round(application)).count()


def next_sequence(application: Application) -> int:
    """The number that a new booking must not stay below, so that calendars take it as newer."""
    last: int | None = EndedBooking.objects.filter(application=application).aggregate(last=Max("sequence"))["last"]
    return 0 if last is None else last + 1


def kit_of(round_id: UUID | None) -> KitFacts | None:
    """The questions of a round in the reader's language; two queries."""
    kit = InterviewKit.objects.filter(rounds=round_id).first() if round_id else None
    if kit is None:
        return None
    spanish = _spanish()
    questions = tuple(
        AskedQuestion(
            row.pk,
            (spanish and row.question_es) or row.question,
            (spanish and row.listen_for_es) or row.listen_for,
        )
        for row in KitQuestion.objects.filter(kit=kit).order_by("sort_order", "pk")
    )
    return KitFacts(kit.name, (spanish and kit.guidance_es) or kit.guidance, questions)


def kit_is_in_use(kit: InterviewKit) -> bool:
    """Whether a mark was given by this kit, so that changing it would change what a mark means."""
    return ScorecardMark.objects.filter(question__kit=kit).exists()


def rounds_in(cycle_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """The rounds of a cycle by id and name in the reader's language, in order."""
    rows = InterviewRound.objects.filter(cycle_id=cycle_id).order_by("number")
    return tuple((row.pk, (_spanish() and row.name_es) or row.name) for row in rows)


def all_rounds() -> QuerySet[InterviewRound]:
    """Every round, the newest cycle's first."""
    return InterviewRound.objects.select_related("cycle").order_by("-cycle__cohort_year", "number", "pk")
