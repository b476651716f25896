"""What cohorts shows on people's home pages: what to do next, their cards, their navigation."""

import zoneinfo
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cohorts.models import Cohort, Fellow, MatchRun, Placement, RankingSheet, Seat
from cohorts.queries.cohorts import window_of
from cohorts.queries.known import waits_for_a_place
from cohorts.queries.meeting import advocates_of_mine
from cohorts.queries.partners import asked_by
from cohorts.queries.placement_list import open_requests
from cohorts.queries.placements import PlacementFacts, current_placement
from cohorts.queries.seat_lines import next_in_line_steps
from cohorts.queries.seat_offers import own_offer_steps
from cohorts.rules.requests import AskKind
from cohorts.rules.stages import LIVE_PLACEMENTS, FellowStage, RunStage
from fellowship.access import can, grants_of, has_role
from fellowship.design.wording import day_in_words
from fellowship.models import Person
from fellowship.queries import close_people, home, navigation, next_steps
from fellowship.queries.home import HomeCard
from fellowship.queries.navigation import NavItem
from fellowship.queries.next_steps import NextStep, Urgency, urgency_of
from fellowship.rules.roles import Role
from recruitment.queries.own_list import was_decided_on


def connect() -> None:
    """Register everything here; for ``AppConfig.ready``."""
    for provider in (fellow_steps, supervisor_steps, manager_steps, request_steps, next_in_line_steps):
        next_steps.register(provider)
    supervisor = (Role.HOST_SUPERVISOR,)
    home.register(cards)
    close_people.register(close_to)
    navigation.register(
        NavItem("my", gettext_lazy("Placement"), "cohorts_my_placement", weight=20, roles=(Role.ADVOCATE,)),
        NavItem("my", gettext_lazy("Your Advocates"), "cohorts_my_advocates", weight=20, roles=supervisor),
        NavItem("my", gettext_lazy("Your office"), "cohorts_host", weight=22, roles=supervisor),
        NavItem("my", gettext_lazy("Office list"), "cohorts_office_lists", weight=25, roles=supervisor),
        NavItem("staff", gettext_lazy("Placement"), "cohorts_board", permission="cohorts.see_board", weight=30),
    )


def fellow_steps(person: Person, at: datetime) -> Iterable[NextStep]:
    """Rank the offices, while lists are open and the list is not submitted; answer about a seat after publication."""
    fellow = _ready_fellow(person)
    if fellow is None:
        return
    window, sheet = window_of(fellow.cohort), getattr(fellow, "sheet", None)
    if window.published:
        yield from own_offer_steps(fellow, at)
    for one in asked_by(fellow) if window.is_open(at) else ():
        yield NextStep(
            title=_("%(name)s wants to be placed near you") % {"name": one.name},
            url=reverse("cohorts_my_partner"),
            urgency=min(urgency_of(window.closes_at, at), Urgency.SOON),
            why=_("It counts only if you say yes."),
            due_at=window.closes_at,
            area="placement",
        )
    if window.is_open(at) and (sheet is None or sheet.submitted_at is None):
        begun = sheet is not None
        yield NextStep(
            title=_("Finish and submit your list of offices") if begun else _("Put the offices in your order"),
            url=reverse("cohorts_my_ranking"),
            urgency=min(urgency_of(window.closes_at, at), Urgency.SOON),
            why=_("Your list decides where you are placed."),
            due_at=window.closes_at,
            area="placement",
        )


def supervisor_steps(person: Person, at: datetime) -> Iterable[NextStep]:
    """Make the office's list, while lists are open and it is not submitted."""
    offices = [grant.office_id for grant in grants_of(person) if grant.role is Role.HOST_SUPERVISOR]
    if not offices:
        return
    for office, name, cohort in _offices_with_open_lists(offices, at):
        closes_at = window_of(cohort).closes_at
        yield NextStep(
            title=_("Say whom you hope for at %(office)s") % {"office": name},
            url=reverse("cohorts_office_ranking", args=[office]),
            urgency=min(urgency_of(closes_at, at), Urgency.SOON),
            why=_("Fellows you give no number to come last, in a draw."),
            due_at=closes_at,
            area="placement",
        )


def manager_steps(person: Person, at: datetime) -> Iterable[NextStep]:
    """Match once lists are closed, and publish a draft."""
    if not has_role(person, Role.PROGRAM_MANAGER) or not can(person, "cohorts.match"):
        return
    waiting = Fellow.objects.filter(stage=FellowStage.READY).values("cohort")
    for cohort in Cohort.objects.filter(pk__in=waiting).order_by("-year", "pk"):
        window = window_of(cohort)
        if window.published or window.is_open(at) or (window.opens_at and at < window.opens_at):
            continue
        draft = MatchRun.objects.filter(cohort=cohort, stage=RunStage.DRAFT).exists()
        yield NextStep(
            title=_("Check and publish the placements") if draft else _("Run the matching"),
            url=f"{reverse('cohorts_board')}?cohort={cohort.pk}",
            urgency=Urgency.TODAY,
            why=_("Both sides' lists are closed."),
            area="placement",
        )


def request_steps(person: Person, at: datetime) -> Iterable[NextStep]:
    """Answer what was asked about placements within reach; one query for a program manager, none for others."""
    if not has_role(person, Role.PROGRAM_MANAGER):
        return
    kinds = list(open_requests(person).values_list("kind", flat=True))
    if not kinds:
        return
    may_end = AskKind.MAY_END in kinds
    yield NextStep(
        title=ngettext(
            "Answer %(count)d request about a placement", "Answer %(count)d requests about placements", len(kinds)
        )
        % {"count": len(kinds)},
        url=reverse("cohorts_placements"),
        urgency=Urgency.TODAY if may_end else Urgency.SOON,
        why=_("Somebody says that a placement may end.") if may_end else "",
        area="placement",
    )


def cards(person: Person, at: datetime) -> Iterable[HomeCard]:
    """A fellow's list until placements are published, an advocate's placement, a supervisor's advocates."""
    fellow = _ready_fellow(person)
    if fellow is not None:
        yield _list_card(fellow, at)
    if has_role(person, Role.ADVOCATE):
        facts = current_placement(person, _today(person, at))
        if facts is not None:
            yield _placement_card(facts, _today(person, at), person.language)
    if has_role(person, Role.HOST_SUPERVISOR):
        team = advocates_of_mine(person, _today(person, at))
        names = ", ".join(one.name for one in team)
        yield HomeCard(
            title=_("Your Advocates"),
            text=names or _("Nobody yet. After matching, your advocates stand here."),
            url=reverse("cohorts_my_advocates"),
            link_text=_("Names, addresses, first days"),
            weight=10,
        )


def close_to(person_id: UUID, on: date) -> Iterable[UUID]:
    """An advocate and their supervisor work closely, both ways."""
    pairs = Placement.objects.filter(
        Q(fellow__person_id=person_id) | Q(supervisor_id=person_id), stage__in=LIVE_PLACEMENTS, ends_on__gte=on
    ).values_list("fellow__person_id", "supervisor_id")
    return {one for pair in pairs for one in pair if one is not None}


def _ready_fellow(person: Person) -> Fellow | None:
    """The person as a fellow who waits for a place; asked once a request, kept on the person object.

    Whoever has no application that was decided on accepted no offer, and isn't looked up.
    """
    kept: dict[str, Fellow | None] = person.__dict__
    if "_ready_fellow" not in kept:
        if not was_decided_on(person):
            return None
        fellows = Fellow.objects.filter(waits_for_a_place(), person_id=person.pk)
        kept["_ready_fellow"] = fellows.select_related("cohort", "sheet").order_by("-cohort__year").first()
    return kept["_ready_fellow"]


def _list_card(fellow: Fellow, at: datetime) -> HomeCard:
    sheet, window = getattr(fellow, "sheet", None), window_of(fellow.cohort)
    if sheet is not None and sheet.submitted_at is not None:
        text = _("Submitted. You can change it until lists close.") if window.is_open(at) else _("Submitted.")
    elif window.is_open(at):
        text = _("Not submitted yet.")
    else:
        text = _("Lists are closed.") if sheet is not None else _("Lists are not open.")
    return HomeCard(
        title=_("Your list of offices"), text=text, url=reverse("cohorts_my_ranking"), link_text=_("See your list"),
        weight=15,
    )  # fmt: skip


def _placement_card(facts: PlacementFacts, today: date, language: str) -> HomeCard:
    week = facts.week(today)
    if week:
        title = _("Your placement, week %(week)d") % {"week": week}
        text = f"{facts.office_name}, {facts.office_place}"
    else:
        days = (facts.starts_on - today).days
        title = _("Your placement")
        text = ngettext("Your first day is in %(days)d day.", "Your first day is in %(days)d days.", days) % {
            "days": days
        }
    rows = [(_("Office"), facts.office_name), (_("First day"), day_in_words(facts.starts_on, language))]
    if facts.supervisor_name:
        rows.append((_("Supervisor"), facts.supervisor_name))
    return HomeCard(
        title=title, text=text, url=reverse("cohorts_my_placement"), link_text=_("Your placement"), weight=10,
        facts=tuple(rows),
    )  # fmt: skip


def _offices_with_open_lists(offices: Iterable[UUID | None], at: datetime) -> list[tuple[UUID, str, Cohort]]:
    """Each office and cohort with open seats, people to list and a list that waits."""
    waiting = Fellow.objects.filter(stage=FellowStage.READY).values("cohort")
    seats = Seat.objects.filter(office_id__in=list(offices), is_open=True, cohort__in=waiting)
    done = set(
        RankingSheet.objects.filter(office_id__in=list(offices), submitted_at__isnull=False).values_list(
            "office_id", "cohort_id"
        )
    )
    found: dict[tuple[UUID, UUID], tuple[UUID, str, Cohort]] = {}
    for seat in seats.select_related("office", "cohort").order_by("office__name", "pk"):
        key = (seat.office_id, seat.cohort_id)
        if key not in done and key not in found and window_of(seat.cohort).is_open(at):
            found[key] = (seat.office_id, seat.office.name, seat.cohort)
    return list(found.values())


def _today(person: Person, at: datetime) -> date:
    return at.astimezone(zoneinfo.ZoneInfo(person.time_zone)).date()
