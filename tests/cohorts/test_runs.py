"""From lists to placements: saving, freezing, solving, moving, publishing, taking back; and what each refuses."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from cohorts import signals
from cohorts.models import (
    Fellow,
    FellowRanking,
    Lock,
    MatchRun,
    OfficeRanking,
    Placement,
    PlacementStep,
    RankingSheet,
)
from cohorts.queries.placements import current_placement
from cohorts.queries.snapshots import take_snapshot
from cohorts.rules.checker import Breach
from cohorts.rules.market import digest
from cohorts.services import moves, publication, rankings, runs
from cohorts.services.fellows import follow_application, welcome_fellow
from cohorts.services.placements import end_placement, settle_due_placements
from fellowship.access import Refused
from fellowship.models import AuditEntry, Job, Letter, RoleGrant
from fellowship.rules.refusals import NotAllowed
from fellowship.rules.roles import Role, Scope
from fellowship.services import jobs
from recruitment.models import Application, SpokenLanguage
from recruitment.services.applications import move_application
from tests.factories.cohorts import (
    AT,
    list_fellows,
    list_offices,
    make_application,
    make_cohort,
    make_cycle,
    make_fellow,
    make_placement,
    make_seat,
)
from tests.factories.people import give_role, make_office, make_person, make_staff

pytestmark = pytest.mark.django_db


class World:
    """Two offices, three seats, three fellows: x takes b before a before c, y takes one seat's worth of anyone."""

    def __init__(self):
        self.cohort = make_cohort(closes=timedelta(days=3))
        self.x, self.y = make_office(name="Xanadu"), make_office(name="Yonder")
        self.seats = [make_seat(self.cohort, self.x), make_seat(self.cohort, self.x), make_seat(self.cohort, self.y)]
        self.a, self.b, self.c = (make_fellow(self.cohort, name) for name in ("Ana", "Ben", "Cal"))
        self.manager = make_staff(Role.PROGRAM_MANAGER, name="Dana")
        self.lead = make_person(name="Evelyn Adair")
        give_role(self.lead, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=self.x)
        for fellow in (self.a, self.b, self.c):
            list_offices(fellow, self.x, self.y)
        list_fellows(self.x, self.cohort, self.b, self.a, self.c)

    def plan(self):
        run = runs.start_run(actor=self.manager, cohort_id=self.cohort.pk, at=AT)
        return runs.solve_run(job_id=run.job_id, at=AT)

    def publish(self, **more):
        return publication.publish_run(actor=self.manager, run_id=self.plan().pk, at=AT, **more)


@pytest.fixture
def world():
    return World()


def placed(run):
    names = {str(fellow.pk): fellow.person.name for fellow in Fellow.objects.select_related("person")}
    return {names[fellow]: office for fellow, office in run.outcome["matching"].items()}


def test_a_run_freezes_its_inputs_before_anyone_knows_the_outcome(world):
    run = runs.start_run(actor=world.manager, cohort_id=world.cohort.pk, at=AT)

    assert (run.stage, run.outcome, run.seed) == ("solving", None, world.cohort.lottery_seed)
    assert run.sha256 == digest(take_snapshot(world.cohort)) == digest(json.loads(json.dumps(run.snapshot)))
    assert AuditEntry.objects.get(action="cohorts.start_run").data["sha256"] == run.sha256


def test_the_worker_solves_a_run_once_and_the_job_says_where_the_result_is(world, clock):
    run = runs.start_run(actor=world.manager, cohort_id=world.cohort.pk, at=clock.now)
    jobs.run_job(job_id=run.job_id, now=lambda: clock.now)
    run.refresh_from_db()
    job = Job.objects.get(pk=run.job_id)

    assert placed(run) == {"Ana": str(world.x.pk), "Ben": str(world.x.pk), "Cal": str(world.y.pk)}
    assert (job.stage, job.done, job.total) == ("done", 6, 6)
    assert job.result_url == f"/staff/placement/?cohort={world.cohort.pk}&run={run.pk}"
    assert runs.solve_run(job_id=run.job_id, at=AT + timedelta(days=1)).solved_at == AT


def test_names_and_reasons_stay_out_of_the_snapshot(world):
    list_fellows(world.y, world.cohort, refused=[world.a])
    text = json.dumps(take_snapshot(world.cohort))

    assert not [word for word in ("Ana", "Ben", "Xanadu", "REASON-CANARY", "@") if word in text]
    assert take_snapshot(world.cohort)["offices"][str(world.y.pk)]["refused"] == [str(world.a.pk)]


def test_a_fellow_without_a_number_comes_last_in_one_tie(world):
    snapshot = take_snapshot(world.cohort)
    three = sorted(str(fellow.pk) for fellow in (world.a, world.b, world.c))

    assert snapshot["offices"][str(world.y.pk)]["ranking"] == [three]


def test_seats_kept_for_spanish_and_closed_seats_are_in_the_snapshot(world):
    make_seat(world.cohort, world.y, spanish_needed=True)
    make_seat(world.cohort, world.y, is_open=False)
    entry = take_snapshot(world.cohort)["offices"][str(world.y.pk)]

    assert entry["capacity"] == 2
    assert entry["reserved"] == [{"skill": "spanish", "seats": 1, "mode": "hard"}]


def test_without_fellows_or_seats_there_is_nothing_to_match():
    cohort = make_cohort()
    manager = make_staff(Role.PROGRAM_MANAGER)
    make_fellow(cohort)

    with pytest.raises(runs.NothingToMatch):
        runs.start_run(actor=manager, cohort_id=cohort.pk, at=AT)


@pytest.mark.parametrize("scope", ["region", "none"])
def test_only_a_manager_of_the_nation_runs_matching(world, scope):
    person = make_person()
    if scope == "region":
        give_role(person, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=world.x.region)

    with pytest.raises(Refused):
        runs.start_run(actor=person, cohort_id=world.cohort.pk, at=AT)
    assert not MatchRun.objects.exists()


def test_publishing_makes_placements_roles_letters_and_news_in_one_go(world):
    heard = []
    signals.placement_published.connect(
        lambda **news: heard.append(news["placement_id"]), weak=False, dispatch_uid="t"
    )
    try:
        run = world.publish()
    finally:
        signals.placement_published.disconnect(dispatch_uid="t")
    rows = Placement.objects.select_related("fellow__person", "seat").order_by("fellow__person__name")

    assert [(p.fellow.person.name, p.seat.office_id, p.stage, p.supervisor_id) for p in rows] == [
        ("Ana", world.x.pk, "planned", world.lead.pk),
        ("Ben", world.x.pk, "planned", world.lead.pk),
        ("Cal", world.y.pk, "planned", None),
    ]
    assert {p.seat_id for p in rows} == {seat.pk for seat in world.seats}
    assert sorted(heard) == sorted(p.pk for p in rows)
    assert (run.stage, run.published_by) == ("published", world.manager)
    assert set(Fellow.objects.values_list("stage", flat=True)) == {"placed"}
    assert set(Application.objects.values_list("stage", flat=True)) == {"placed"}
    grants = RoleGrant.objects.filter(role=Role.ADVOCATE).order_by("person__name")
    assert [(g.person.name, g.office_id, g.starts_on, g.ends_on) for g in grants] == [
        ("Ana", world.x.pk, AT.date(), date(2029, 9, 5)),
        ("Ben", world.x.pk, AT.date(), date(2029, 9, 5)),
        ("Cal", world.y.pk, AT.date(), date(2029, 9, 5)),
    ]
    letters = Letter.objects.order_by("kind", "recipient__name").values_list("kind", "recipient__name", "stage")
    assert list(letters) == [
        ("cohorts.new_advocate", "Evelyn Adair", "queued"),
        ("cohorts.new_advocate", "Evelyn Adair", "queued"),
        ("cohorts.placed", "Ana", "queued"),
        ("cohorts.placed", "Ben", "queued"),
        ("cohorts.placed", "Cal", "queued"),
    ]
    assert list(PlacementStep.objects.values_list("action", "to_stage")) == [("publish", "planned")] * 3


def test_letters_name_nobody_in_the_subject_and_speak_the_persons_language(world):
    world.a.person.language = "es"
    world.a.person.save()
    world.publish()
    letter = Letter.objects.get(recipient=world.a.person)

    assert letter.subject == "Su asignación"
    assert "Xanadu" in letter.body
    assert "6 de septiembre de 2027" in letter.body
    assert "$58,000" in letter.body
    assert not [s for s in Letter.objects.values_list("subject", flat=True) if "Ana" in s or "Ben" in s]


def test_publishing_twice_is_publishing_once(world):
    run = world.publish()
    again = publication.publish_run(actor=world.manager, run_id=run.pk, at=AT + timedelta(minutes=1))

    assert again.published_at == AT
    assert (Placement.objects.count(), Letter.objects.count()) == (3, 5)


def test_a_second_plan_cant_be_published_beside_the_first(world):
    second = world.plan()
    world.publish()

    with pytest.raises(runs.AlreadyPublished):
        publication.publish_run(actor=world.manager, run_id=second.pk, at=AT)
    with pytest.raises(runs.AlreadyPublished):
        runs.start_run(actor=world.manager, cohort_id=world.cohort.pk, at=AT)


@pytest.mark.parametrize("change", ["list", "seat", "fellow"])
def test_a_plan_made_before_a_change_is_refused(world, change):
    run = world.plan()
    if change == "list":
        FellowRanking.objects.filter(fellow=world.a, position=2).delete()
    elif change == "seat":
        make_seat(world.cohort, world.y)
    else:
        make_fellow(world.cohort)

    with pytest.raises(publication.OutOfDate):
        publication.publish_run(actor=world.manager, run_id=run.pk, at=AT)
    assert not Placement.objects.exists()


def test_a_move_by_hand_needs_a_signature_where_someone_would_rather_be_elsewhere(world):
    run = world.plan()
    for fellow, to in ((world.a, None), (world.c, world.x.pk), (world.a, world.y.pk)):
        runs.move_fellow(
            actor=world.manager, run_id=run.pk, fellow_id=fellow.pk, to_office_id=to, reason="Lives nearby.", at=AT
        )

    with pytest.raises(publication.NotSigned):
        publication.publish_run(actor=world.manager, run_id=run.pk, at=AT, reason="  ")
    published = publication.publish_run(actor=world.manager, run_id=run.pk, at=AT, reason="Agreed with both.")
    seats = dict(Placement.objects.values_list("fellow__person__name", "seat__office__name"))

    assert seats == {"Ana": "Yonder", "Ben": "Xanadu", "Cal": "Xanadu"}
    assert placed(published)["Ana"] == str(world.x.pk)
    assert published.exceptions_reason == "Agreed with both."


def test_a_move_that_breaks_a_rule_is_refused_and_says_which(world):
    run = world.plan()

    with pytest.raises(runs.BreaksRule) as refusal:
        runs.move_fellow(
            actor=world.manager, run_id=run.pk, fellow_id=world.c.pk, to_office_id=world.x.pk, reason="Why not.", at=AT
        )
    assert [note.kind for note in refusal.value.notes] == [Breach.OVER_CAPACITY]
    assert not run.moves.exists()


def test_never_holds_against_moves_by_hand(world):
    list_offices(world.c, never=[make_office()])
    FellowRanking.objects.filter(fellow=world.c, office=world.x).delete()
    FellowRanking.objects.create(fellow=world.c, office=world.x, never=True)
    make_seat(world.cohort, world.x)
    run = world.plan()

    with pytest.raises(runs.BreaksRule) as refusal:
        runs.move_fellow(
            actor=world.manager, run_id=run.pk, fellow_id=world.c.pk, to_office_id=world.x.pk, reason="No.", at=AT
        )
    assert [note.kind for note in refusal.value.notes] == [Breach.NEVER]


def test_a_locked_move_is_kept_by_the_next_run_until_it_is_unlocked(world):
    run = world.plan()
    runs.move_fellow(actor=world.manager, run_id=run.pk, fellow_id=world.a.pk, to_office_id=None, reason="r", at=AT)
    runs.move_fellow(
        actor=world.manager, run_id=run.pk, fellow_id=world.c.pk, to_office_id=world.x.pk, reason="r", at=AT, lock=True
    )

    assert placed(world.plan()) == {"Ana": str(world.y.pk), "Ben": str(world.x.pk), "Cal": str(world.x.pk)}
    moves.unlock_fellow(actor=world.manager, fellow_id=world.c.pk, at=AT)
    assert not Lock.objects.exists()
    assert placed(world.plan())["Ana"] == str(world.x.pk)


def test_taking_back_within_the_hour_cancels_everything_and_writes_to_those_who_know(world):
    run = world.publish()
    reached = Letter.objects.get(recipient=world.a.person)
    Letter.objects.filter(pk=reached.pk).update(stage="sent", sent_at=AT)
    later = AT + timedelta(minutes=59)
    back = publication.unpublish_run(actor=world.manager, run_id=run.pk, at=later)

    assert (back.stage, back.published_at) == ("draft", None)
    assert set(Placement.objects.values_list("stage", flat=True)) == {"cancelled"}
    assert set(Fellow.objects.values_list("stage", flat=True)) == {"ready"}
    assert set(Application.objects.values_list("stage", flat=True)) == {"finalist"}
    assert set(RoleGrant.objects.filter(role=Role.ADVOCATE).values_list("ends_on", flat=True)) == {AT.date()}
    assert sorted(Letter.objects.values_list("kind", "stage")) == [
        ("cohorts.new_advocate", "cancelled"),
        ("cohorts.new_advocate", "cancelled"),
        ("cohorts.placed", "cancelled"),
        ("cohorts.placed", "cancelled"),
        ("cohorts.placed", "sent"),
        ("cohorts.taken_back", "queued"),
    ]
    assert current_placement(world.a.person, AT.date()) is None
    publication.publish_run(actor=world.manager, run_id=run.pk, at=later)
    assert Placement.objects.filter(stage="planned").count() == 3


def test_after_the_hour_placements_stay(world):
    run = world.publish()

    with pytest.raises(publication.TooLate):
        publication.unpublish_run(actor=world.manager, run_id=run.pk, at=AT + timedelta(hours=1))
    assert set(Placement.objects.values_list("stage", flat=True)) == {"planned"}


def test_a_draft_put_away_cant_be_published(world):
    run = runs.discard_run(actor=world.manager, run_id=world.plan().pk, at=AT)

    with pytest.raises(NotAllowed):
        publication.publish_run(actor=world.manager, run_id=run.pk, at=AT)


def test_the_database_holds_one_live_placement_a_fellow_and_a_seat(world):
    one = make_placement(cohort=world.cohort, fellow=world.a, seat=world.seats[0])

    for twin in ({"fellow": world.a, "seat": world.seats[1]}, {"fellow": world.b, "seat": world.seats[0]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_placement(cohort=world.cohort, **twin)
    Placement.objects.filter(pk=one.pk).update(stage="ended")
    make_placement(cohort=world.cohort, fellow=world.a, seat=world.seats[0])


def test_the_daily_task_starts_and_ends_placements_by_the_offices_calendar(world):
    heard = []
    world.x.time_zone = "America/Los_Angeles"
    world.x.save()
    signals.placement_started.connect(lambda **news: heard.append(news["placement_id"]), weak=False, dispatch_uid="s")
    world.publish()
    midnight_in_la = AT.replace(year=2027, month=9, day=6, hour=7, minute=0)
    try:
        early = settle_due_placements(at=midnight_in_la - timedelta(minutes=1))
        first, second = settle_due_placements(at=midnight_in_la), settle_due_placements(at=midnight_in_la)
    finally:
        signals.placement_started.disconnect(dispatch_uid="s")

    assert (early, first, second) == (1, 2, 0)
    assert len(heard) == 3
    assert set(Fellow.objects.values_list("stage", flat=True)) == {"active"}
    assert settle_due_placements(at=AT.replace(year=2029, month=9, day=8)) == 3
    assert set(Placement.objects.values_list("stage", flat=True)) == {"ended"}


def test_an_early_end_ends_the_role_with_it(world):
    world.publish()
    placement = Placement.objects.get(fellow=world.a)
    last = date(2027, 12, 3)
    ended = end_placement(actor=world.manager, placement_id=placement.pk, at=AT, last_day=last, reason="Moved away.")
    placement.refresh_from_db()

    assert (ended, placement.stage, placement.ends_on, placement.advocate_grant.ends_on) == (True, "ended", last, last)
    assert not end_placement(actor=world.manager, placement_id=placement.pk, at=AT)


def test_a_cleared_finalist_becomes_a_fellow_once_with_their_languages():
    cycle = make_cycle(cohort_year=2028)
    application = make_application(cycle)
    SpokenLanguage.objects.create(application=application, language="es", level="working")
    first = welcome_fellow(actor=None, application_id=application.pk, at=AT)
    again = welcome_fellow(actor=None, application_id=application.pk, at=AT)

    assert (first, first.spanish, first.languages) == (again, True, [{"language": "es", "level": "working"}])
    assert (first.cohort.year, first.cohort.starts_on, first.cohort.ends_on) == (
        2028, date(2028, 9, 1), date(2030, 8, 31),
    )  # fmt: skip
    assert len(first.cohort.lottery_seed) == 64


def test_spanish_basics_are_not_working_spanish():
    application = make_application(make_cycle())
    SpokenLanguage.objects.create(application=application, language="es", level="basic")

    assert not welcome_fellow(actor=None, application_id=application.pk, at=AT).spanish


def test_clearing_and_withdrawing_an_application_reach_the_cohort():
    application = make_application(make_cycle(), stage="accepted")
    move_application(actor=None, application_id=application.pk, action="clear", at=AT)
    fellow = welcome_fellow(actor=None, application_id=application.pk, at=AT)
    move_application(actor=None, application_id=application.pk, action="withdraw", at=AT)
    fellow.refresh_from_db()

    assert fellow.stage == "left"
    assert follow_application(application_id=application.pk, action="withdraw", to_stage="withdrawn", at=AT) is None


def test_a_list_is_saved_whole_and_a_change_takes_the_submission_back(world):
    RankingSheet.objects.all().delete()
    save = {"actor": world.a.person, "fellow_id": world.a.pk, "never": [], "at": AT}
    sheet = rankings.save_fellow_list(**save, order=[world.y.pk, world.x.pk], submit=True)
    same = rankings.save_fellow_list(**save, order=[world.y.pk, world.x.pk])
    assert (sheet.submitted_at, same.submitted_at) == (AT, AT)

    changed = rankings.save_fellow_list(**{**save, "never": [world.x.pk]}, order=[world.y.pk])
    rows = FellowRanking.objects.filter(fellow=world.a).order_by("position").values_list("office", "position", "never")
    assert changed.submitted_at is None
    assert set(rows) == {(world.y.pk, 1, False), (world.x.pk, None, True)}
    assert AuditEntry.objects.filter(action="cohorts.save_list").count() == 2


def test_a_list_takes_only_offices_on_offer_each_once(world):
    save = {"actor": world.a.person, "fellow_id": world.a.pk, "never": [], "at": AT}

    for order in ([make_office().pk], [world.x.pk, world.x.pk]):
        with pytest.raises(rankings.UnknownEntry):
            rankings.save_fellow_list(**save, order=order)
    with pytest.raises(rankings.EmptyList):
        rankings.save_fellow_list(**save, order=[], submit=True)
    with pytest.raises(Refused):
        rankings.save_fellow_list(**{**save, "actor": world.b.person}, order=[world.x.pk])


@pytest.mark.parametrize(("days", "published"), [(3, False), (4, False), (0, True)])
def test_lists_close_at_the_milestone_and_for_good_with_publication(world, days, published):
    if published:
        world.publish()
    at = AT + timedelta(days=days)
    before = list(FellowRanking.objects.filter(fellow=world.a).values_list("office", "position"))

    with pytest.raises(rankings.ListsClosed):
        rankings.save_fellow_list(actor=world.a.person, fellow_id=world.a.pk, order=[world.y.pk], never=[], at=at)
    with pytest.raises(rankings.ListsClosed):
        rankings.save_office_list(
            actor=world.lead, office_id=world.x.pk, cohort_id=world.cohort.pk, groups=[], refused={}, at=at
        )
    assert list(FellowRanking.objects.filter(fellow=world.a).values_list("office", "position")) == before


def test_an_office_keeps_ties_and_refusals_with_encrypted_reasons(world):
    rankings.save_office_list(
        actor=world.lead, office_id=world.x.pk, cohort_id=world.cohort.pk, groups=[[world.a.pk, world.b.pk]],
        refused={world.c.pk: "Former client."}, at=AT, submit=True,
    )  # fmt: skip
    rows = {row.fellow_id: row for row in OfficeRanking.objects.filter(office=world.x)}

    assert (rows[world.a.pk].position, rows[world.b.pk].position) == (1, 1)
    assert (rows[world.c.pk].not_this_person, rows[world.c.pk].reason) == (True, "Former client.")
    with transaction.atomic(), pytest.raises(Refused):
        rankings.save_office_list(
            actor=world.lead, office_id=world.y.pk, cohort_id=world.cohort.pk, groups=[], refused={}, at=AT
        )
