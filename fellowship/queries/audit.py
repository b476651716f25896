"""Reading the audit trail: the chain, the auditors' list, and who looked at a person's file."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from fellowship.access import reads_whole_trail, visible
from fellowship.models import AuditChain, AuditEntry, AuditSeal, Person, RoleGrant
from fellowship.queries.home import HomeCard
from fellowship.queries.roles import LABELS
from fellowship.rules import audit as rules
from fellowship.rules.roles import Role

PAGE = 50
COUNT_CAP = 10_000
READ_AHEAD = 2000

# Readers of blind packets and of requests to the fund decide without being known to the person.
NAMELESS = frozenset({Role.REVIEWER, Role.FUND_COMMITTEE})

KINDS: dict[str, Promise] = {AuditEntry.Kind.WRITE: _("Changed"), AuditEntry.Kind.READ: _("Looked at")}

for _action, _sentence in {
    "fellowship.compose_letter": _("Wrote a letter"),
    "fellowship.edit_letter": _("Changed the words of a letter"),
    "fellowship.hold_letter": _("Held a letter back"),
    "fellowship.release_letter": _("Let a letter go"),
    "fellowship.discard_letter": _("Threw a letter away unsent"),
    "fellowship.cancel_letter": _("Took a letter back before it was sent"),
    "fellowship.deliver_letter": _("Sent a letter"),
    "fellowship.give_up_letter": _("Could not send a letter"),
    "fellowship.send_again_letter": _("Sent a letter a second time"),
    "fellowship.count_as_sent_letter": _("Counted a letter as sent"),
    "fellowship.store_file": _("Kept a file"),
    "fellowship.read_file": _("Opened a file"),
    "fellowship.delete_file": _("Removed a file"),
    "fellowship.start_job": _("Started long work"),
}.items():
    rules.describe(_action, _sentence)


def entry_of(row: AuditEntry) -> rules.Entry:
    """An audit row as the plain values that a link covers."""
    return rules.Entry(
        id=row.pk,
        at=row.at,
        kind=row.kind,
        action=row.action,
        actor_id=str(row.actor_id) if row.actor_id else None,
        subject_label=row.subject_label,
        subject_id=row.subject_id,
        about_id=str(row.about_id) if row.about_id else None,
        data=row.data,
    )


# --- The chain -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Verdict:
    """What reading the whole chain found: its last hash, and since when rows wait. No ``fault``: it holds."""

    sealed: int
    head: str
    unsealed: int
    waiting_since: datetime | None
    fault: rules.Break | None


def verdict() -> Verdict:
    """Read the whole chain and say whether it holds; a query for every two thousand links."""
    chain = AuditChain.objects.filter(pk=AuditChain.ONLY).first()
    length, head = (chain.length, chain.head_hash) if chain else (0, rules.FIRST_HASH)
    fault = rules.first_break(_links(), length=length, head_hash=head)
    waiting = AuditEntry.objects.filter(seal__isnull=True).aggregate(count=Count("pk"), since=Min("at"))
    return Verdict(length, head, waiting["count"], waiting["since"], fault)


def _links() -> Iterator[rules.Link]:
    """Every link in order; the row of each is fetched apart, so that one without its row still shows."""
    after = 0
    while seals := list(AuditSeal.objects.filter(position__gt=after).order_by("position")[:READ_AHEAD]):
        entries = AuditEntry.objects.in_bulk([seal.entry_id for seal in seals])
        for seal in seals:
            row = entries.get(seal.entry_id)
            entry = entry_of(row) if row else None
            yield rules.Link(seal.position, seal.previous_hash, seal.hash, seal.sealed_at, entry)
        after = seals[-1].position


# --- The auditors' list --------------------------------------------------------------------------------------


class CappedPaginator(Paginator):
    """Counts no further than :data:`COUNT_CAP`: nobody turns that many pages, and counting millions is slow."""

    @cached_property
    def count(self) -> int:
        """The number of rows, or the cap."""
        rows: Any = self.object_list
        return int(rows[:COUNT_CAP].count())


@dataclass(frozen=True, slots=True)
class Filters:
    """What the auditors' list is narrowed to; empty: everything. Days are whole days in UTC."""

    person: str = ""
    action: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of the auditors' list. ``position`` is its place in the chain, for whoever sees the whole of it."""

    id: int
    at: datetime
    who: object
    kind: str
    kind_label: object
    action: str
    sentence: object
    record: str
    about: object
    is_sealed: bool
    position: int | None


def _people_like(words: str) -> QuerySet[Person]:
    return Person.objects.filter(Q(name__icontains=words) | Q(email__icontains=words))


LAST_DAY = date.max - timedelta(days=2)


def _day(on: date) -> datetime:
    return datetime.combine(on, time.min, tzinfo=UTC)


def _narrowed(person: Person, filters: Filters) -> QuerySet[AuditEntry]:
    entries: QuerySet[AuditEntry] = visible(person, "fellowship.read_audit")
    if filters.person:
        people = list(_people_like(filters.person).values_list("pk", flat=True)[:200])
        entries = entries.filter(Q(actor_id__in=people) | Q(about_id__in=people))
    if filters.action:
        entries = entries.filter(action=filters.action)
    if filters.kind:
        entries = entries.filter(kind=filters.kind)
    if filters.first:
        entries = entries.filter(at__gte=_day(filters.first))
    if filters.last:
        entries = entries.filter(at__lt=_day(min(filters.last, LAST_DAY)) + timedelta(days=1))
    return entries.order_by("-at", "-pk")


def _names(ids: Collection[UUID]) -> dict[UUID, str]:
    return {person.pk: person.get_full_name() for person in Person.objects.filter(pk__in=ids)}


def _name(names: dict[UUID, str], person_id: UUID | None, nobody: object) -> object:
    if person_id is None:
        return nobody
    return names.get(person_id) or _("A person since deleted (%(code)s)") % {"code": str(person_id)[:8]}


def entry_page(*, person: Person, filters: Filters, page: int) -> Any:
    """One page of the trail as its reader may see it, newest first. Three queries, four with a person to look for.

    Places in the chain are left out where rows are: the gaps would tell what was done between two acts.
    """
    is_whole = reads_whole_trail(person)
    shown = CappedPaginator(_narrowed(person, filters).select_related("seal"), PAGE).get_page(page)
    rows = list(shown.object_list)
    names = _names({pk for row in rows for pk in (row.actor_id, row.about_id) if pk})
    shown.object_list = [
        EntryRow(
            id=row.pk,
            at=row.at,
            who=_name(names, row.actor_id, rules.nobody_of(row.action) or _("The system")),
            kind=row.kind,
            kind_label=KINDS[row.kind],
            action=row.action,
            sentence=rules.sentence_of(row.action),
            record=f"{row.subject_label} {row.subject_id[:8]}",
            about=_name(names, row.about_id, ""),
            is_sealed=hasattr(row, "seal"),
            position=row.seal.position if is_whole and hasattr(row, "seal") else None,
        )
        for row in rows
    ]
    return shown


def action_choices() -> list[tuple[str, object]]:
    """Every action that has plain words, by its words. No query."""
    return sorted(rules.described().items(), key=lambda pair: str(pair[1]))


# --- Who looked at my file -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that somebody did with a person's file, as that person sees it."""

    at: datetime
    name: str
    roles: tuple[object, ...]
    sentence: object
    is_read: bool


Known = Callable[[Person], Collection[str]]


@dataclass(frozen=True, slots=True)
class _Papers:
    known: Known
    meanwhile: object


_papers: dict[str, _Papers] = {}


def tell_once_known(app_label: str, known: Known, *, meanwhile: object) -> None:
    """Tell of the letters and files of a confidential part only once the person has them.

    ``known`` gives their ids. A look at any other is told all the same, as ``meanwhile`` says it.
    """
    for model in ("letter", "storedfile"):
        _papers[f"{app_label}.{model}"] = _Papers(known, meanwhile)


def looks_page(*, person: Person, page: int) -> Any:
    """What others did with this person's file, newest first: every look, and the changes that have plain words.

    Reviewers and the fund's committee are shown by role alone. What was done with a letter or file of a confidential
    part is left out until the person has it (:func:`tell_once_known`); a look never is. Four queries and those of the
    confidential parts.
    """
    known = {ids: frozenset(ids(person)) for ids in {part.known for part in _papers.values()}}
    ahead = Q(pk__in=[])
    for label, part in _papers.items():
        ahead |= Q(kind=AuditEntry.Kind.WRITE, subject_label=label) & ~Q(subject_id__in=known[part.known])
    told = [action for action in rules.described() if rules.is_told(action)]
    silent = [action for action in rules.described() if not rules.is_told(action)]
    entries = (
        AuditEntry.objects.filter(Q(kind=AuditEntry.Kind.READ) | Q(action__in=told), about_id=person.pk)
        .exclude(actor_id=person.pk)
        .exclude(actor_id__isnull=True)
        .exclude(action__in=silent)
        .exclude(ahead)
        .order_by("-at", "-pk")
    )
    shown = CappedPaginator(entries, PAGE).get_page(page)
    rows = list(shown.object_list)
    actors = {row.actor_id for row in rows if row.actor_id}
    names, grants = _names(actors), _grants(actors)
    shown.object_list = [_look(row, _words_for(row, known), names, grants) for row in rows]
    return shown


def _words_for(row: AuditEntry, known: Mapping[Known, Collection[str]]) -> object:
    """What the person reads of a row: a look at a paper that they do not have yet says no more than where it was."""
    part = _papers.get(row.subject_label)
    if part is not None and row.subject_id not in known[part.known]:
        return part.meanwhile
    is_read = row.kind == AuditEntry.Kind.READ
    return rules.described().get(row.action) or (_("Looked at a record") if is_read else row.action)


def _grants(actors: Collection[UUID]) -> dict[UUID, list[tuple[Role, date, date | None]]]:
    held: dict[UUID, list[tuple[Role, date, date | None]]] = defaultdict(list)
    rows = RoleGrant.objects.filter(person_id__in=actors).order_by("role", "starts_on")
    for person_id, role, starts_on, ends_on in rows.values_list("person_id", "role", "starts_on", "ends_on"):
        held[person_id].append((Role(role), starts_on, ends_on))
    return held


def _look(
    row: AuditEntry, words: object, names: dict[UUID, str], grants: dict[UUID, list[tuple[Role, date, date | None]]]
) -> Look:
    on, actor = row.at.date(), row.actor_id
    held_by = grants.get(actor, []) if actor else []
    held = [role for role, starts_on, ends_on in held_by if starts_on <= on and (ends_on is None or on <= ends_on)]
    roles = tuple(LABELS[role] for role in dict.fromkeys(held))
    name = "" if actor is None or NAMELESS.intersection(held) else names.get(actor, "")
    return Look(row.at, name, roles, words, row.kind == AuditEntry.Kind.READ)


def home_cards(person: Person, at: datetime) -> Iterable[HomeCard]:
    """A quiet card that leads to the page, for everyone. No query."""
    yield HomeCard(
        title=_("Who looked at my file"),
        text=_("Each time somebody opens something private about you, a line is kept for you to see."),
        url=reverse("who_looked"),
        link_text=_("See who looked"),
        weight=95,
    )
