"""What happens to placements after day one: days, roles, courses and one-on-ones move, everybody is told once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cohorts.models import Fellow, Placement, PlacementChange, RegionRanking
from cohorts.queries.vacancies import seats_for, waiting_for
from cohorts.rules.changes import EndKind
from cohorts.services import changes, placements, transfers
from fellowship.access import Refused, can
from fellowship.models import Letter, RoleGrant
from fellowship.rules.roles import Role, Scope
from tests.factories.cohorts import (
    AT,
    list_fellows,
    list_offices,
    make_cohort,
    make_fellow,
    make_placement,
    make_seat,
)
from tests.factories.people import give_role, make_office, make_person, make_staff, sign_in

pytestmark = pytest.mark.django_db
WHY = "REASON-CANARY"


@pytest.fixture
def dana():
    return make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")


@pytest.fixture
def evelyn():
    return make_person(name="Evelyn Adair")


@pytest.fixture
def placement(evelyn):
    office = make_office(name="Calder")
    give_role(evelyn, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=office)
    made = make_placement(person=make_person(name="Keisha Brandt"), office=office, supervisor=evelyn)
    made.advocate_grant = give_role(
        made.fellow.person, Role.ADVOCATE, scope=Scope.OFFICE, office=office, ends_on=made.ends_on
    )
    made.save()
    return made


def fresh(placement):
    return Placement.objects.select_related("advocate_grant").get(pk=placement.pk)


def letters():
    return sorted(Letter.objects.values_list("recipient__name", "kind", "stage"))


def test_more_time_moves_the_last_day_and_the_role_and_is_told_once(placement, dana):
    asked = {"actor": dana, "placement_id": placement.pk, "last_day": date(2028, 12, 1), "reason": WHY, "at": AT}
    first, second = changes.extend_placement(**asked), changes.extend_placement(**asked)
    after = fresh(placement)

    assert first == second
    assert (after.ends_on, after.advocate_grant.ends_on) == (date(2028, 12, 1), date(2028, 12, 1))
    assert letters() == [
        ("Evelyn Adair", "cohorts.placement_changed_for_others", "queued"),
        ("Keisha Brandt", "cohorts.placement_changed", "queued"),
    ]
    assert WHY not in "".join(Letter.objects.values_list("body", flat=True))


def test_more_time_called_off_is_as_before_and_whoever_heard_of_it_hears_again(placement, dana, evelyn):
    change = changes.extend_placement(
        actor=dana, placement_id=placement.pk, last_day=date(2028, 12, 1), reason="", at=AT
    )
    Letter.objects.filter(recipient=evelyn).update(stage="sent", sent_at=AT, next_attempt_at=None)
    for _click in range(2):
        changes.call_off_change(actor=dana, change_id=change.pk, at=AT)
    after = fresh(placement)

    assert (after.ends_on, after.advocate_grant.ends_on) == (date(2028, 9, 6), date(2028, 9, 6))
    assert letters() == [
        ("Evelyn Adair", "cohorts.change_called_off", "queued"),
        ("Evelyn Adair", "cohorts.placement_changed_for_others", "sent"),
        ("Keisha Brandt", "cohorts.placement_changed", "cancelled"),
    ]


def test_a_leave_pauses_lasts_and_ends_and_an_early_return_gives_days_back(placement, dana):
    change = changes.plan_leave(
        actor=dana, placement_id=placement.pk, first_day=date(2026, 12, 1), last_day=date(2026, 12, 10), reason=WHY,
        at=AT,
    )  # fmt: skip
    assert (fresh(placement).stage, fresh(placement).ends_on) == ("active", date(2028, 9, 16))

    begun = datetime(2026, 12, 1, 18, tzinfo=UTC)
    assert [changes.settle_due_changes(at=begun) for _run in range(2)] == [1, 1]
    assert fresh(placement).stage == "paused"

    for _click in range(2):
        changes.return_early(actor=dana, change_id=change.pk, back_on=date(2026, 12, 5), at=begun)
    assert (fresh(placement).stage, fresh(placement).ends_on) == ("paused", date(2028, 9, 10))
    changes.settle_due_changes(at=begun + timedelta(days=4))
    assert (fresh(placement).stage, PlacementChange.objects.get().stage) == ("active", "done")
    assert Letter.objects.filter(recipient=placement.fellow.person).count() == 2


def test_an_early_end_holds_the_letter_and_ends_the_role_on_its_day(placement, dana):
    changes.end_early(
        actor=dana, placement_id=placement.pk, last_day=date(2026, 11, 30), end_kind=EndKind.LIFE, reason=WHY, at=AT
    )
    held = Letter.objects.get(recipient=placement.fellow.person)
    assert (held.kind, held.stage) == ("cohorts.placement_ends", "held")
    assert fresh(placement).advocate_grant.ends_on == date(2026, 11, 30)

    with pytest.raises(changes.InTheWay):
        changes.extend_placement(actor=dana, placement_id=placement.pk, last_day=date(2029, 1, 1), reason="", at=AT)
    changes.settle_due_changes(at=datetime(2026, 12, 1, 20, tzinfo=UTC))
    after = fresh(placement)
    after.fellow.refresh_from_db()
    assert (after.stage, after.ends_on, after.fellow.stage) == ("ended", date(2026, 11, 30), "left")
    with pytest.raises(changes.NotLive):
        changes.plan_leave(
            actor=dana, placement_id=placement.pk, first_day=date(2027, 1, 1), last_day=date(2027, 1, 2), reason="",
            at=AT,
        )  # fmt: skip


def test_another_supervisor_takes_over_on_the_day_and_only_one_of_that_office(placement, dana, evelyn):
    omar, elsewhere = make_person(name="Omar Reed"), make_person()
    give_role(omar, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=placement.seat.office)
    give_role(elsewhere, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=make_office())
    asked = {"actor": dana, "placement_id": placement.pk, "from_day": date(2026, 11, 22), "reason": "", "at": AT}
    for nobody in (elsewhere, evelyn):
        with pytest.raises(changes.NotASupervisor):
            changes.change_supervisor(supervisor_id=nobody.pk, **asked)
    changes.change_supervisor(supervisor_id=omar.pk, **asked)

    assert fresh(placement).supervisor == omar
    assert [name for name, *_rest in letters()] == ["Evelyn Adair", "Keisha Brandt", "Omar Reed"]


def test_a_move_keeps_the_seat_and_carries_everything_over_on_its_day(placement, dana):
    there = make_office(name="Marrow")
    seat = make_seat(placement.fellow.cohort, there, spanish_needed=False)
    asked = {"actor": dana, "placement_id": placement.pk, "seat_id": seat.pk, "reason": WHY, "at": AT}
    change = transfers.plan_transfer(from_day=date(2026, 12, 1), **asked)
    assert transfers.plan_transfer(from_day=date(2026, 12, 1), **asked) == change
    seat.refresh_from_db()
    assert not seat.is_open

    changes.settle_due_changes(at=datetime(2026, 12, 1, 20, tzinfo=UTC))
    old, new = fresh(placement), Placement.objects.get(replaces=placement)
    assert (old.stage, old.ends_on) == ("ended", date(2026, 11, 30))
    assert (new.stage, new.seat, new.starts_on, new.ends_on) == ("active", seat, date(2026, 12, 1), date(2028, 9, 6))
    roles = RoleGrant.objects.filter(role=Role.ADVOCATE).order_by("starts_on").values_list("office__name", "ends_on")
    assert list(roles) == [("Calder", date(2026, 11, 30)), ("Marrow", date(2028, 9, 6))]


def test_a_move_called_off_gives_the_seat_back(placement, dana):
    seat = make_seat(placement.fellow.cohort, make_office())
    change = transfers.plan_transfer(
        actor=dana, placement_id=placement.pk, seat_id=seat.pk, from_day=date(2026, 12, 1), reason="", at=AT
    )
    other = make_placement(cohort=placement.fellow.cohort)
    with pytest.raises(transfers.SeatGone):
        transfers.plan_transfer(
            actor=dana, placement_id=other.pk, seat_id=seat.pk, from_day=date(2026, 12, 1), reason="", at=AT
        )
    changes.call_off_change(actor=dana, change_id=change.pk, at=AT)
    seat.refresh_from_db()
    assert (seat.is_open, fresh(placement).ends_on) == (True, date(2028, 9, 6))


def test_days_that_do_not_fit_are_refused_at_their_field(placement, dana):
    asked = {"actor": dana, "placement_id": placement.pk, "reason": "", "at": AT}
    with pytest.raises(changes.BadDay) as late:
        changes.extend_placement(last_day=date(2031, 1, 1), **asked)
    with pytest.raises(changes.BadDay) as wrong:
        changes.plan_leave(first_day=date(2026, 12, 2), last_day=date(2026, 12, 1), **asked)
    with pytest.raises(changes.BadDay) as past:
        changes.end_early(last_day=date(2026, 1, 1), end_kind=EndKind.LIFE, **asked)
    assert (late.value.field, wrong.value.field, past.value.field) == ("last_day",) * 3
    assert not PlacementChange.objects.exists()


def test_a_manager_of_another_region_changes_nothing(placement):
    away = make_person()
    give_role(away, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=make_office().region)
    with pytest.raises(Refused):
        changes.extend_placement(actor=away, placement_id=placement.pk, last_day=date(2029, 1, 1), reason="", at=AT)


def test_open_seats_and_people_who_wait_leave_out_whom_a_rule_keeps_away(dana):
    cohort, office = make_cohort(year=2026), make_office(name="Marrow")
    seat = make_seat(cohort, office)
    first, second, unnumbered, never, refused, unlisted = (make_fellow(cohort) for _number in range(6))
    for fellow in (first, second, unnumbered, refused):
        list_offices(fellow, office)
    list_offices(never, never=[office])
    list_fellows(office, cohort, second, first, refused=[refused])

    assert [one.fellow_id for one in waiting_for(seat)] == [second.pk, first.pk, unnumbered.pk]
    assert seats_for(dana, never, away_from=make_office().pk) == ()
    assert [one.id for one in seats_for(dana, unlisted, away_from=make_office().pk)] == [seat.pk]


def test_a_region_a_skill_and_a_hard_limit_count_for_an_open_seat_too(dana):
    cohort, office = make_cohort(year=2026), make_office(name="Marrow")
    seat = make_seat(cohort, office, skill="driver")
    drives, walks, elsewhere = (make_fellow(cohort) for _number in range(3))
    for fellow in (drives, walks, elsewhere):
        RegionRanking.objects.create(fellow=fellow, region=office.region, position=2)
        Fellow.objects.filter(pk=fellow.pk).update(skills=[] if fellow == walks else ["driver"])
    Fellow.objects.filter(pk=elsewhere.pk).update(limits={"states": [office.state]})

    assert [(one.fellow_id, one.choice) for one in waiting_for(seat)] == [(drives.pk, 2)]


def test_a_change_is_called_off_until_the_day_before_and_not_on_its_day(placement, dana):
    change = changes.plan_leave(
        actor=dana, placement_id=placement.pk, first_day=date(2026, 12, 1), last_day=date(2026, 12, 10), reason="",
        at=AT,
    )  # fmt: skip
    with pytest.raises(changes.TooLateToCallOff):
        changes.call_off_change(actor=dana, change_id=change.pk, at=datetime(2026, 12, 1, 18, tzinfo=UTC))
    called_off = changes.call_off_change(actor=dana, change_id=change.pk, at=datetime(2026, 11, 30, 18, tzinfo=UTC))
    assert called_off.stage == "called_off"


def test_whoever_has_no_account_any_more_is_not_written_to(placement, dana, evelyn):
    evelyn.is_active = False
    evelyn.save()
    changes.extend_placement(actor=dana, placement_id=placement.pk, last_day=date(2028, 12, 1), reason="", at=AT)
    assert letters() == [("Keisha Brandt", "cohorts.placement_changed", "queued")]


def test_one_change_that_cannot_be_settled_does_not_keep_the_others_from_it(placement, dana, monkeypatch):
    other = make_placement(person=make_person(name="Wendell Pryce"), office=placement.seat.office)
    days = {"first_day": date(2026, 12, 1), "last_day": date(2026, 12, 10), "reason": "", "at": AT}
    for one in (placement, other):
        changes.plan_leave(actor=dana, placement_id=one.pk, **days)
    first = PlacementChange.objects.order_by("effective_on", "pk").first()
    real = changes.settle_change

    def settle(*, change_id, at):
        if change_id == first.pk:
            raise RuntimeError("no")
        return real(change_id=change_id, at=at)

    monkeypatch.setattr(changes, "settle_change", settle)
    with pytest.raises(RuntimeError):
        changes.settle_due_changes(at=datetime(2026, 12, 1, 18, tzinfo=UTC))
    assert sorted(PlacementChange.objects.values_list("stage", flat=True)) == ["planned", "running"]


def test_one_placement_that_cannot_begin_does_not_keep_the_others_from_it(monkeypatch):
    made = [make_placement(stage="planned") for _number in range(2)]
    first = min(made, key=lambda one: one.pk)
    real = placements.start_placement

    def start(*, placement_id, at):
        if placement_id == first.pk:
            raise RuntimeError("no")
        return real(placement_id=placement_id, at=at)

    monkeypatch.setattr(placements, "start_placement", start)
    with pytest.raises(RuntimeError):
        placements.settle_due_placements(at=AT)
    assert sorted(Placement.objects.values_list("stage", flat=True)) == ["active", "planned"]


def test_whoever_supervises_there_no_longer_sees_and_asks_nothing(client, placement, evelyn):
    sign_in(client, evelyn)
    url = f"/my/placement/{placement.pk}/ask/"
    assert client.get(url).status_code == 200
    RoleGrant.objects.filter(person=evelyn).update(ends_on=AT.date() - timedelta(days=1))
    assert client.get(url).status_code == 404
    assert not can(type(evelyn).objects.get(pk=evelyn.pk), "cohorts.see_own_placement", placement)
    give_role(evelyn, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=make_office(name="Elsewhere"))
    sign_in(client, evelyn)
    assert "Keisha Brandt" not in client.get("/my/").content.decode()
