"""What the address of the pipeline asks for, and the applications that fit; nothing is read before it is needed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import get_current_timezone

from fellowship.access import visible
from fellowship.models import Person
from recruitment.models import (
    Application,
    ApplicationLabel,
    Cycle,
    OfficeChoice,
    PendingDecision,
    ReviewAssignment,
    SearchText,
    SearchWord,
    SpokenLanguage,
)
from recruitment.rules.looking_up import read_search
from recruitment.rules.reading import LET_GO, ReadStage
from recruitment.rules.searching import read_phrases
from recruitment.rules.stages import CLOSED_STAGES, OPEN_STAGES, Stage

GROUPS: dict[str, tuple[Stage, ...]] = {
    "open": OPEN_STAGES,
    Stage.SUBMITTED: (Stage.SUBMITTED,),
    Stage.IN_REVIEW: (Stage.IN_REVIEW,),
    Stage.INTERVIEW: (Stage.INTERVIEW,),
    Stage.WAITLISTED: (Stage.WAITLISTED,),
    Stage.OFFERED: (Stage.OFFERED,),
    Stage.ACCEPTED: (Stage.ACCEPTED, Stage.FINALIST, Stage.PLACED),
    "closed": CLOSED_STAGES,
}
SORTS: dict[str, tuple[str, ...]] = {
    "name": ("sort_name", "pk"),
    "-name": ("-sort_name", "-pk"),
    "waiting_days": ("-stage_since", "-pk"),
    "-waiting_days": ("stage_since", "pk"),
    "reference": ("reference",),
    "-reference": ("-reference",),
}
# The longest wait, which is the earliest date, comes first.
DEFAULT_SORT = "-waiting_days"
READS = ("complete", "open", "none")
NARROWING = (
    "search", "words", "office_id", "region_id", "label_id", "language", "owner", "waiting", "reads",
    "score_from", "score_to", "sent_from", "sent_to", "pending", "among",
)  # fmt: skip
# A name or words that fit no more applications than this are looked up before the list is.
FEW = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for; everything empty shows all open applications.

    ``waiting`` is a least number of days in the present stage. ``reads`` is one of :data:`READS`: every reader
    is done, somebody still reads, or nobody was asked. Scores are means over all marks. ``among`` holds the only
    applications that come into question, where :func:`settled` knows them.
    """

    group: str = "open"
    search: str = ""
    words: str = ""
    office_id: UUID | None = None
    region_id: UUID | None = None
    label_id: UUID | None = None
    language: str = ""
    owner: str = ""
    waiting: int | None = None
    reads: str = ""
    score_from: float | None = None
    score_to: float | None = None
    sent_from: date | None = None
    sent_to: date | None = None
    pending: str = ""
    sort: str = DEFAULT_SORT
    among: tuple[UUID, ...] | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the stage narrows the list."""
        return any(getattr(self, name) not in (None, "") for name in NARROWING)

    def as_json(self) -> dict[str, Any]:
        """The same as plain values that can be kept with a piece of work, without what was searched for."""
        kept = {**asdict(self), "search": "", "words": ""}
        return {name: value if value is None or isinstance(value, int | float) else str(value)
                for name, value in kept.items() if name != "among"}  # fmt: skip


def wanted_from(kept: Mapping[str, Any]) -> Wanted:
    """What :meth:`Wanted.as_json` wrote."""
    known = {field.name for field in fields(Wanted)}
    values = {name: value for name, value in kept.items() if name in known}
    for name in ("office_id", "region_id", "label_id"):
        values[name] = UUID(values[name]) if values.get(name) else None
    for name in ("sent_from", "sent_to"):
        values[name] = date.fromisoformat(values[name]) if values.get(name) else None
    return Wanted(**values)


def _searched(found: QuerySet[Application], text: str, prefix: str) -> QuerySet[Application]:
    meant = read_search(text)
    if meant.number:
        return found.filter(reference=f"{prefix}-{meant.number}")
    if meant.reference:
        return found.filter(reference__startswith=meant.reference)
    if not meant.words:
        return found.none()
    for word in meant.words:
        named = SearchWord.objects.filter(word__startswith=word)
        found = found.filter(pk__in=named.values("application_id"))
    return found


def _by_words(found: QuerySet[Application], words: str) -> QuerySet[Application]:
    phrases = read_phrases(words)
    if not phrases:
        return found.none()
    return found.filter(pk__in=SearchText.objects.filter(folded__finds=phrases).values("application_id"))


def _by_reads(found: QuerySet[Application], reads: str) -> QuerySet[Application]:
    of_it = ReviewAssignment.objects.filter(application_id=OuterRef("pk")).exclude(stage__in=LET_GO)
    given, left = Exists(of_it), Exists(of_it.filter(stage=ReadStage.ASSIGNED))
    if reads == "complete":
        return found.filter(given & ~left)
    return found.filter(left) if reads == "open" else found.filter(~given)


def _by_pending(found: QuerySet[Application], pending: str) -> QuerySet[Application]:
    waiting = PendingDecision.objects.filter(
        application_id=OuterRef("pk"), applied_at__isnull=True, cleared_at__isnull=True
    )
    return found.filter(Exists(waiting) if pending == "yes" else ~Exists(waiting))


def _by_score(found: QuerySet[Application], wanted: Wanted) -> QuerySet[Application]:
    if wanted.score_from is None and wanted.score_to is None:
        return found
    found = found.filter(mean__isnull=False)
    if wanted.score_from is not None:
        found = found.filter(mean__gte=wanted.score_from)
    if wanted.score_to is not None:
        found = found.filter(mean__lte=wanted.score_to)
    return found


def _by_dates(found: QuerySet[Application], wanted: Wanted, at: datetime) -> QuerySet[Application]:
    if wanted.waiting:
        found = found.filter(stage_since__lte=at - timedelta(days=wanted.waiting))
    zone = get_current_timezone()
    if wanted.sent_from:
        found = found.filter(submitted_at__gte=datetime.combine(wanted.sent_from, time(), zone))
    if wanted.sent_to:
        found = found.filter(submitted_at__lt=datetime.combine(wanted.sent_to, time(), zone) + timedelta(days=1))
    return found


def _by_place(found: QuerySet[Application], wanted: Wanted) -> QuerySet[Application]:
    if wanted.office_id:
        found = found.filter(pk__in=OfficeChoice.objects.filter(office_id=wanted.office_id).values("application_id"))
    if wanted.region_id:
        chosen = OfficeChoice.objects.filter(office__region_id=wanted.region_id)
        found = found.filter(pk__in=chosen.values("application_id"))
    if wanted.label_id:
        found = found.filter(pk__in=ApplicationLabel.objects.filter(label_id=wanted.label_id).values("application_id"))
    if wanted.language:
        speakers = SpokenLanguage.objects.filter(language=wanted.language)
        found = found.filter(pk__in=speakers.values("application_id"))
    return found


def _few(found: QuerySet[Any]) -> set[UUID] | None:
    """The applications that rows of a search belong to, or ``None`` where there are many."""
    ids = set(found.values_list("application_id", flat=True)[: FEW + 1])
    return ids if len(ids) <= FEW else None


def settled(wanted: Wanted) -> Wanted:
    """The same with every rare name and word looked up, so that no list is searched from end to end for it.

    How rare a word is can't be seen from the word, and what is quick for a common one is slow for a rare one.
    A query for the words and one for the name, none where nothing is looked for.
    """
    among: set[UUID] | None = None
    if phrases := read_phrases(wanted.words):
        among = _few(SearchText.objects.filter(folded__finds=phrases))
        wanted = wanted if among is None else replace(wanted, words="")
    meant = read_search(wanted.search)
    if meant.words and not (meant.number or meant.reference):
        named = SearchWord.objects.filter(word__startswith=meant.words[0])
        for word in meant.words[1:]:
            other = SearchWord.objects.filter(word__startswith=word)
            named = named.filter(application_id__in=other.values("application_id"))
        called = _few(named)
        if called is not None:
            wanted, among = replace(wanted, search=""), called if among is None else among & called
    return wanted if among is None else replace(wanted, among=tuple(sorted(among)))


def narrowed(person: Person, cycle: Cycle, wanted: Wanted, at: datetime) -> QuerySet[Application]:
    """The applications that the address asks for, in its order; nothing is read yet."""
    found = visible(person, "recruitment.see_pipeline").filter(cycle=cycle)
    if wanted.group in GROUPS:
        found = found.filter(stage__in=GROUPS[wanted.group])
    if wanted.search:
        found = _searched(found, wanted.search, cycle.reference_prefix)
    if wanted.words:
        found = _by_words(found, wanted.words)
    if wanted.among is not None:
        found = found.filter(pk__among=wanted.among)
    found = _by_dates(_by_place(found, wanted), wanted, at)
    if wanted.reads in READS:
        found = _by_reads(found, wanted.reads)
    if wanted.pending:
        found = _by_pending(found, wanted.pending)
    found = _by_score(found, wanted)
    if wanted.owner:
        found = found.filter(owner_id=None if wanted.owner == "none" else UUID(wanted.owner))
    return found.order_by(*SORTS.get(wanted.sort, SORTS[DEFAULT_SORT]))
