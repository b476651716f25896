"""Why a plan has each fellow where they are, for staff: from frozen inputs and outcome, never from a solver's log."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from cohorts.models import RunMove
from cohorts.queries import why_words
from cohorts.queries.run_heads import RunHead
from cohorts.queries.scenes import Scene, scene
from cohorts.queries.wording import BAR_FOR_STAFF, note_sentence, rung_for_staff
from cohorts.rules.checker import NEEDS_SIGNATURE, Finding, Note
from cohorts.rules.eligibility import bar_between
from cohorts.rules.explain import OfficeWhy, Rung, Why, ladder, ladders, office_ladder
from cohorts.rules.market import places
from cohorts.rules.matching import offices_propose
from cohorts.rules.seat_groups import SeatGroups
from cohorts.rules.what_if import Standing, is_only_stable, try_out, with_one_more_seat
from fellowship.models import Person

# Each asks the engine a few times; further down the list the answer is rarely another one.
TRIED = 6


@dataclass(frozen=True, slots=True)
class Linked:
    """A name with its id; without an id there is no page of it for this reader."""

    name: str
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One choice of a fellow: what came of it, who is there, what would have been needed, what forcing it would do."""

    choice: int
    office: Linked
    sentence: str
    here: bool
    seats: int = 0
    last: int = 0
    place: int = 0
    listed: int = 0
    people: tuple[Linked, ...] = ()
    needed: str = ""
    forced: str = ""


@dataclass(frozen=True, slots=True)
class FellowWhy:
    """The page of one fellow."""

    run: RunHead
    cohort_id: UUID
    fellow: Linked
    short_name: str
    office: Linked
    choice: str
    steps: tuple[Step, ...]
    below: tuple[str, ...]
    apart: tuple[tuple[str, str], ...]
    claims: tuple[str, ...]
    locked: bool
    moved_because: str
    may_match: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """One person on an office's list."""

    place: int
    fellow: Linked
    sentence: str
    here: bool


@dataclass(frozen=True, slots=True)
class OfficeWhyPage:
    """The page of one office; ``certain`` says that no stable outcome fills more of its seats."""

    run: RunHead
    cohort_id: UUID
    office: Linked
    place: str
    seats: int
    minimum: int
    held: int
    kept: int
    team: tuple[Listed, ...]
    listed: tuple[Listed, ...]
    counts: dict[str, int]
    claims: tuple[str, ...]
    certain: bool

    @property
    def open_seats(self) -> int:
        """Seats nobody sits in."""
        return max(self.seats - len(self.team), 0)


@dataclass(frozen=True, slots=True)
class Claims:
    """Everything of one kind, with what the kind means; ``to_sign`` says whether a person must answer for it."""

    title: str
    meaning: str
    sentences: tuple[str, ...]
    to_sign: bool


@dataclass(frozen=True, slots=True)
class Hub:
    """The way into the why of a plan."""

    run: RunHead
    cohort_id: UUID
    cohort_name: str
    claims: tuple[Claims, ...]
    fellows: tuple[tuple[Linked, str, str], ...]
    offices: tuple[tuple[Linked, int, int], ...]
    only_stable: bool
    may_match: bool


def fellow_why(person: Person, *, run_id: UUID, fellow_id: UUID) -> FellowWhy:
    """The whole ladder of one fellow; 404 for somebody out of reach."""
    seen, key = scene(person, run_id), str(fellow_id)
    if not seen.sees(key):
        raise Http404
    plan, here = seen.plan, seen.plan.matching.get(key)
    rungs = ladder(plan.snapshot, plan.matching, key)
    above = [rung for rung in rungs if rung.why is not Why.NOT_NEEDED]
    asked = [rung.office for rung in above if not (rung.why is Why.PLACED or rung.why is Why.BARRED)][:TRIED]
    standing = seen.standing()
    one_more, standing = with_one_more_seat(standing, asked), standing.letting_go(key)
    steps = tuple(_step(seen, standing, key, rung, one_more) for rung in above)
    apart = sorted(seen.market.fellows[key].never | {at for one, at in seen.market.conflicts if one == key})
    on_list = {rung.office for rung in rungs}
    fellow = seen.names.fellows[key]
    return FellowWhy(
        run=seen.run,
        cohort_id=seen.cohort_id,
        fellow=Linked(seen.fellow_names[key], fellow_id),
        short_name=fellow.person.short_name,
        office=_office(seen, here),
        choice=why_words.choice_in_words(seen.choices()[key]),
        steps=steps,
        below=tuple(seen.office_names.get(rung.office, "") for rung in rungs if rung.why is Why.NOT_NEEDED),
        apart=tuple(
            (seen.office_names[at], _bar(seen, key, at))
            for at in apart
            if at not in on_list and at in seen.office_names
        ),
        claims=_claims_of(seen, fellow=key),
        locked=any(row[0] == key for row in plan.snapshot.get("locks", ())),
        moved_because=_reason(plan.run.pk, fellow_id) if key in plan.moved else "",
        may_match=seen.may_match,
    )


def office_why(person: Person, *, run_id: UUID, office_id: UUID) -> OfficeWhyPage:
    """Each seat of one office and everyone on its list; 404 for an office out of reach."""
    seen, key = scene(person, run_id), str(office_id)
    if not seen.sees_office(key):
        raise Http404
    terms, choices = seen.market.offices[key], seen.choices()
    number = places(terms.with_number)
    rungs = ladders(seen.plan.snapshot, seen.plan.matching)
    listed = []
    for rung in office_ladder(seen.plan.snapshot, seen.plan.matching, key):
        theirs = places(seen.market.fellows[rung.fellow].ranking)
        sentence = why_words.on_office_list(
            rung,
            here=seen.office_names.get(seen.plan.matching.get(rung.fellow) or "", ""),
            theirs=choices[rung.fellow],
            ours=theirs.get(key, 0),
            bar=_bar(seen, rung.fellow, key) if rung.why is OfficeWhy.BARRED else "",
            reason=next(
                (rung_for_staff(one, seen.fellow_names) for one in rungs[rung.fellow] if one.office == key), ""
            ),
        )
        place = number.get(rung.fellow, 0)
        listed.append((rung.why, Listed(place, _fellow(seen, rung.fellow), sentence, rung.why is OfficeWhy.HERE)))
    counts = {str(why): sum(one is why for one, _row in listed) for why in OfficeWhy}
    name, place_name = seen.names.offices[key]
    team = _team(seen, key, [row for _why, row in listed if row.here])
    return OfficeWhyPage(
        run=seen.run,
        cohort_id=seen.cohort_id,
        office=Linked(name, office_id),
        place=place_name,
        seats=terms.capacity,
        minimum=terms.minimum,
        held=seen.plan.held.get(key, 0),
        kept=sum(row.seats for row in terms.reserved),
        team=team,
        listed=tuple(row for _why, row in listed),
        counts=counts,
        claims=_claims_of(seen, office=key),
        certain=_is_plain(seen) and seen.plan.verdict().is_stable,
    )


def hub(person: Person, *, run_id: UUID) -> Hub:
    """Claims by kind, and the way to each fellow and office."""
    seen = scene(person, run_id)
    choices, verdict = seen.choices(), seen.plan.verdict()
    groups: dict[Finding, list[str]] = {}
    for note in verdict.findings:
        if _is_seen(seen, note) and isinstance(note.kind, Finding):
            groups.setdefault(note.kind, []).append(note_sentence(note, seen.fellow_names, seen.office_names))
    matching = seen.plan.matching
    return Hub(
        run=seen.run,
        cohort_id=seen.cohort_id,
        cohort_name=seen.cohort_name,
        claims=tuple(
            Claims(str(title), str(meaning), tuple(groups[kind]), kind in NEEDS_SIGNATURE)
            for kind, (title, meaning) in why_words.KINDS.items()
            if kind in groups
        ),
        fellows=tuple(
            (
                _fellow(seen, key),
                seen.office_names.get(matching.get(key) or "", ""),
                why_words.choice_in_words(choices[key]),
            )
            for key in seen.fellows()
        ),
        offices=tuple(
            (_office(seen, key), sum(at == key for at in matching.values()), seen.market.offices[key].capacity)
            for key in seen.offices()
        ),
        only_stable=_is_only(seen),
        may_match=seen.may_match,
    )


def _step(seen: Scene, standing: Standing, key: str, rung: Rung, one_more: dict[str, str]) -> Step:
    office = _office(seen, rung.office)
    here = rung.why is Why.PLACED
    if office.id is None and not here:
        return Step(rung.choice, office, why_words.outside(rung), here)
    people = [one for one in sorted(seen.plan.matching) if seen.plan.matching[one] == rung.office and one != key]
    forced, sentence = "", rung_for_staff(rung, seen.fellow_names)
    if rung.office in one_more and seen.may_match:
        tried = try_out(standing, key, rung.office)
        forced = why_words.forced_in_words(
            tried, seen.names.fellows[key].person.short_name, office.name, seen.office_names
        )
    return Step(
        choice=rung.choice,
        office=office,
        sentence=sentence if here else why_words.story(rung, office.name, sentence, own=False),
        here=here,
        seats=rung.seats,
        last=0 if here else rung.last,
        place=rung.place,
        listed=rung.listed,
        people=tuple(_fellow(seen, one) for one in people),
        needed=why_words.needed(rung, seen.fellow_names, one_more.get(rung.office, ""), key),
        forced=forced,
    )


def _team(seen: Scene, office: str, listed: list[Listed]) -> tuple[Listed, ...]:
    """Everyone who is there, those on its list first."""
    known = {row.fellow.id for row in listed}
    others = [one for one, at in sorted(seen.plan.matching.items()) if at == office and UUID(one) not in known]
    return (*listed, *(Listed(0, _fellow(seen, one), "", here=True) for one in others))


def _office(seen: Scene, office: str | None) -> Linked:
    if office is None:
        return Linked("")
    return Linked(seen.office_names.get(office, ""), UUID(office) if seen.sees_office(office) else None)


def _fellow(seen: Scene, fellow: str) -> Linked:
    return Linked(seen.fellow_names.get(fellow, ""), UUID(fellow) if seen.sees(fellow) else None)


def _bar(seen: Scene, fellow: str, office: str) -> str:
    return why_words.bar_words(BAR_FOR_STAFF, bar_between(seen.market, fellow, office, on_office_list=True))


def _is_seen(seen: Scene, note: Note) -> bool:
    """Whether a finding is about offices within reach alone."""
    at_office = not note.office or seen.sees_office(note.office)
    return at_office and (not note.fellow or seen.sees_all or seen.sees(note.fellow))


def _claims_of(seen: Scene, *, fellow: str = "", office: str = "") -> tuple[str, ...]:
    verdict = seen.plan.verdict()
    return tuple(
        note_sentence(note, seen.fellow_names, seen.office_names)
        for note in (*verdict.breaches, *verdict.to_sign)
        if _is_seen(seen, note) and ((fellow and note.fellow == fellow) or (office and note.office == office))
    )


def _is_plain(seen: Scene) -> bool:
    """Whether what is known of stable outcomes holds: nothing moved by hand, no joint lists, caps or held seats."""
    return not (seen.plan.moved or seen.market.joint or seen.market.regions or any(seen.plan.held.values()))


def _is_only(seen: Scene) -> bool:
    if not _is_plain(seen):
        return False
    return is_only_stable(seen.market, seen.plan.matching, offices_propose(SeatGroups(seen.market)))


def _reason(run_id: UUID, fellow_id: UUID) -> str:
    """The reason of the last move by hand."""
    moves = RunMove.objects.filter(run_id=run_id, fellow_id=fellow_id, undone_at=None).order_by("moved_at", "pk")
    return str(moves.values_list("reason", flat=True).last() or "")
