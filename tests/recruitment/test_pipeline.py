"""The pipeline, the page of one application, bulk acts with their check page, and who may see what."""

import pytest
from django.urls import reverse

from fellowship.models import AuditEntry, Letter
from fellowship.rules.letters import LetterStage
from fellowship.rules.roles import Role
from recruitment.models import Application, StageChange
from recruitment.rules.declining import DeclineCategory
from recruitment.rules.stages import Action, Stage
from recruitment.services import pipeline as moves
from tests.factories import recruitment as make

pytestmark = pytest.mark.django_db
PIPELINE = "/staff/applications/"


@pytest.fixture
def ines(client, clock, monkeypatch):
    monkeypatch.setattr("fellowship.second_factor.given", lambda _request: True)
    ines = make.manager()
    client.force_login(ines)
    return ines


def names(answer):
    return [row.name for row in answer.context["pipeline"].page.object_list]


def four(cycle):
    """A draft, two that were sent and one that is in review."""
    make.draft(make.person("Draft Person"), cycle)
    ana, ben = (make.submitted(make.person(name), cycle) for name in ("Ana Sol", "Ben Ito"))
    eve = make.moved(make.submitted(make.person("Eve Ólafs"), cycle), Action.START_REVIEW)
    return ana, ben, eve


def test_drafts_and_ones_own_application_never_show(client, ines):
    cycle = make.cycle()
    four(cycle)
    own = make.submitted(ines, cycle)
    answer = client.get(PIPELINE)
    assert sorted(names(answer)) == ["Ana Sol", "Ben Ito", "Eve Ólafs"]
    assert {item.label: item.count for item in answer.context["pipeline"].strip}["All open"] == 3
    assert client.get(reverse("recruitment_application", args=[own.pk])).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("stage=submitted", ["Ana Sol", "Ben Ito"]),
        ("stage=in_review", ["Eve Ólafs"]),
        ("stage=closed", []),
        ("q=an", ["Ana Sol"]),
        ("q=olaf", ["Eve Ólafs"]),
        ("q=sol+ana", ["Ana Sol"]),
        ("q=nobody", []),
        ("q=%25", []),
        ("language=es", ["Ana Sol", "Ben Ito", "Eve Ólafs"]),
        ("language=fr", []),
        ("owner=none", ["Ana Sol", "Ben Ito", "Eve Ólafs"]),
        ("sort=-name", ["Eve Ólafs", "Ben Ito", "Ana Sol"]),
        ("sort=name", ["Ana Sol", "Ben Ito", "Eve Ólafs"]),
        (
            "office=nonsense&language=klingon&sort=1;drop&page=99&stage=zzz&sort=name",
            ["Ana Sol", "Ben Ito", "Eve Ólafs"],
        ),
    ],
)
def test_the_address_narrows_the_list(client, ines, query, found):
    four(make.cycle())
    answer = client.get(f"{PIPELINE}?{query}")
    assert answer.status_code == 200
    shown = names(answer)
    assert (shown if "sort" in query else sorted(shown)) == found


def test_a_reference_or_its_number_finds_one(client, ines):
    ana, _ben, _eve = four(make.cycle())
    assert names(client.get(f"{PIPELINE}?q={ana.reference.lower()}")) == ["Ana Sol"]
    assert names(client.get(f"{PIPELINE}?q={int(ana.reference[-4:])}")) == ["Ana Sol"]


def test_a_new_name_is_found_at_once(client, ines):
    ana, _ben, _eve = four(make.cycle())
    ana.person.name = "Zora Quill"
    ana.person.save()
    assert names(client.get(f"{PIPELINE}?q=zora")) == ["Zora Quill"]
    assert names(client.get(f"{PIPELINE}?q=sol")) == []


def test_offices_filter_by_any_rank(client, ines):
    cycle = make.cycle()
    first, second = make.office("Alder Public Defender"), make.office("Birch Public Defender")
    make.opening(cycle, first)
    make.opening(cycle, second)
    four(cycle)
    third = make.office("Cedar Public Defender")
    make.opening(cycle, third)
    assert len(names(client.get(f"{PIPELINE}?office={second.pk}"))) == 3
    assert names(client.get(f"{PIPELINE}?office={third.pk}")) == []
    assert client.get(PIPELINE).context["pipeline"].page.object_list[0].offices == "Alder, Birch"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_rows(client, ines, rows, django_assert_num_queries):
    cycle = make.cycle()
    for number in range(rows):
        make.submitted(make.person(f"Person {number}"), cycle)
    client.get(PIPELINE)
    with django_assert_num_queries(13):
        client.get(PIPELINE)
    with django_assert_num_queries(14):
        client.get(f"{PIPELINE}?language=es&waiting=0")
    with django_assert_num_queries(15):
        client.get(f"{PIPELINE}?q=person")


@pytest.mark.parametrize("role", [None, Role.REVIEWER, Role.INTERVIEWER, Role.FAIR_CHANCE_OFFICER, Role.AUDITOR])
def test_others_are_refused_everywhere(client, ines, role):
    ana, _ben, _eve = four(make.cycle())
    client.force_login(make.person("Nosy Parker", role=role))
    page = reverse("recruitment_application", args=[ana.pk])
    for address in (PIPELINE, page, f"{page}decline/", f"{page}start-review/", f"{page}reopen/", f"{page}owner/"):
        assert client.get(address).status_code == 403
    assert client.post(f"{PIPELINE}bulk/", {"act": "decline", "pick": str(ana.pk)}).status_code == 403
    assert client.post(f"{PIPELINE}export/").status_code == 403
    ana.refresh_from_db()
    assert ana.stage == Stage.SUBMITTED


def test_the_page_of_an_application_shows_answers_story_and_letters(client, ines):
    ana, _ben, _eve = four(make.cycle())
    text = client.get(reverse("recruitment_application", args=[ana.pk])).text
    assert "Ana Sol" in text
    assert "I called the clinic, and stayed." in text
    assert "Began the application" in text
    assert "Application received" in text
    assert "Start the review…" in text


# --- Acts over a check page -------------------------------------------------------------------------------------


def test_closing_with_a_letter_asks_first_then_declines_and_holds_one_letter_each(client, ines):
    ana, ben, eve = four(make.cycle())
    picks = {"act": "decline", "pick": [str(ana.pk), str(ben.pk)]}
    asked = client.post(f"{PIPELINE}bulk/", picks)
    assert "Close 2 applications with a letter?" in asked.text
    assert not StageChange.objects.filter(action="decline").exists()

    unsure = client.post(f"{PIPELINE}bulk/", {**picks, "confirm": "1", "note": "kept note"})
    assert unsure.status_code == 422
    assert "Choose the reason that the letter gives." in unsure.text
    assert "kept note" in unsure.text

    done = client.post(f"{PIPELINE}bulk/", {**picks, "confirm": "1", "category": "seats", "note": ""})
    assert done.status_code == 302
    client.post(f"{PIPELINE}bulk/", {**picks, "confirm": "1", "category": "seats", "note": ""})
    stages = dict(Application.objects.values_list("reference", "stage"))
    assert (stages[ana.reference], stages[ben.reference], stages[eve.reference]) == (
        "declined",
        "declined",
        "in_review",
    )
    letters = Letter.objects.filter(kind="recruitment.application_declined")
    assert sorted(letters.values_list("recipient", "stage")) == sorted(
        [(ana.person_id, LetterStage.HELD), (ben.person_id, LetterStage.HELD)]
    )
    assert "fewer seats than strong applications" in letters[0].body
    assert AuditEntry.objects.filter(action="recruitment.decline", actor_id=ines.pk).count() == 2


def test_the_applicant_learns_of_a_decision_only_from_the_letter(client, ines):
    ana = make.moved(make.submitted(make.person("Ana Sol")), Action.START_REVIEW)
    moves.decline_applications(actor=ines, application_ids=[ana.pk], category=DeclineCategory.SEATS, at=make.AT)
    client.force_login(ana.person)
    for address in (reverse("recruitment_status", args=[ana.pk]), reverse("home")):
        text = client.get(address).text
        assert "People are reading your application" in text
        assert "not offering you a place" not in text
    Letter.objects.filter(kind="recruitment.application_declined").update(stage="sent", sent_at=make.AT)
    text = client.get(reverse("recruitment_status", args=[ana.pk])).text
    assert "We are not offering you a place this year" in text


def test_opening_again_cancels_the_letter_and_a_second_decision_writes_a_new_one(client, ines):
    ana = make.submitted(make.person("Ana Sol"))
    address = reverse("recruitment_reopen", args=[ana.pk])
    moves.decline_applications(actor=ines, application_ids=[ana.pk], category="seats", at=make.AT)
    assert "goes back to review" in client.get(address).text
    assert client.post(address, {"note": "Misread"}).status_code == 302
    ana.refresh_from_db()
    assert (ana.stage, ana.decline_category) == (Stage.IN_REVIEW, "")
    declined = Letter.objects.filter(kind="recruitment.application_declined")
    assert [letter.stage for letter in declined] == [LetterStage.CANCELLED]
    moves.decline_applications(actor=ines, application_ids=[ana.pk], category="strength", at=make.AT)
    assert sorted(declined.values_list("stage", flat=True)) == [LetterStage.CANCELLED, LetterStage.HELD]
    assert client.post(address, {}).status_code == 302
    assert client.post(address, {}).status_code == 409


def test_what_cannot_move_is_left_and_named(ines, clock):
    ana, ben, _eve = four(make.cycle())
    make.moved(ben, Action.START_REVIEW)
    moved = moves.start_reviews(actor=ines, application_ids=[ana.pk, ben.pk], at=make.AT)
    assert moved == moves.Moved(1, (ben.reference,))


def test_an_owner_is_a_manager(client, ines):
    ana, _ben, _eve = four(make.cycle())
    moves.assign_owner(actor=ines, application_ids=[ana.pk], owner_id=ines.pk, at=make.AT)
    assert names(client.get(f"{PIPELINE}?owner={ines.pk}")) == ["Ana Sol"]
    with pytest.raises(moves.NotAnOwner):
        moves.assign_owner(actor=ines, application_ids=[ana.pk], owner_id=ana.person_id, at=make.AT)


def test_nothing_chosen_says_so(client, ines):
    make.cycle()
    answer = client.post(f"{PIPELINE}bulk/", {"act": "decline", "pick": ["not-an-id"]}, follow=True)
    assert "Choose at least one application first." in answer.text


def test_the_page_of_an_application_costs_few_queries(client, ines, django_assert_num_queries):
    ana = make.moved(make.submitted(make.person("Ana Sol")), Action.START_REVIEW)
    address = reverse("recruitment_application", args=[ana.pk])
    client.get(address)
    with django_assert_num_queries(10):
        client.get(address)


def test_very_many_rows_are_not_counted_to_the_end(client, ines, monkeypatch):
    four(make.cycle())
    monkeypatch.setattr("recruitment.queries.pipeline.MOST_COUNTED", 2)
    assert "1–2 of more than 2" in client.get(PIPELINE, {"language": "es"}).text
    assert "1–2 of 2" in client.get(PIPELINE, {"language": "es", "stage": "submitted"}).text
    assert "1–3 of 3" in client.get(PIPELINE).text
