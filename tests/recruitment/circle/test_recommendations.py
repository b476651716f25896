"""Recommendations: asked, sent again, written behind a signed link, declined, reminded, and kept from readers."""

from datetime import timedelta

import pytest
from django.core import mail, signing
from django.db import connection
from django.urls import reverse

from fellowship.models import Letter
from fellowship.rules.refusals import NotAllowed
from fellowship.services.delivery import deliver_due
from recruitment.models import Recommendation
from recruitment.queries.recommendations import SALT, behind, token_for
from recruitment.rules import recommendations as rules
from recruitment.rules.recommendations import RECOMMENDATIONS, LinkState, RecommendationStage
from recruitment.rules.stages import Action
from recruitment.services import recommendations as services
from recruitment.services.applications import ApplicationsClosed, withdraw_application
from tests.factories import circle as make
from tests.factories import recruitment as base
from tests.factories import selection
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
AT = make.AT
S = RecommendationStage
GOOD = "She stayed until the last call was answered."


@pytest.fixture
def application():
    return base.draft(base.person("Maya Okafor", email="maya.secret@mail.example"), base.cycle(recommendations=2))


def page(row, name="recommend"):
    return reverse(f"recruitment_{name}", args=[token_for(row)])


def post(client, row, text=GOOD, revision=0, name="recommend"):
    return client.post(page(row, name), {"text": text, "revision": str(revision)})


# --- Asking -----------------------------------------------------------------------------------------------------


def test_the_letter_goes_to_somebody_without_an_account_and_holds_no_address_of_the_applicant(application):
    row = make.recommendation(application)
    letter = Letter.objects.get(kind="recruitment.recommender_asked")
    assert (letter.recipient, letter.to_email, letter.stage) == (None, "paz@clinic.example", "queued")
    assert page(row) in letter.body
    assert "Maya Okafor" in letter.body
    assert "maya.secret" not in letter.subject + letter.body
    assert "Maya" not in letter.subject
    deliver_due(at=AT)
    sent = mail.outbox[0]
    assert sent.to == ["paz@clinic.example"]
    assert "maya.secret" not in str(sent.message())


def test_a_person_without_a_name_is_not_called_by_their_address(application):
    application.person.name = application.person.called = ""
    application.person.save()
    row = make.recommendation(application)
    assert "maya.secret" not in Letter.objects.get(kind="recruitment.recommender_asked").body
    found = behind(token_for(row), AT)
    assert found is not None
    assert "maya.secret" not in found.applicant


def test_no_more_are_asked_than_the_cycle_takes_and_nobody_twice(application):
    make.recommendation(application)
    with pytest.raises(services.AskedAlready):
        make.recommendation(application, email="PAZ@clinic.example")
    with pytest.raises(services.OwnAddress):
        make.recommendation(application, email="Maya.Secret@mail.example")
    make.recommendation(application, email="leo@clinic.example")
    with pytest.raises(services.EnoughAsked):
        make.recommendation(application, email="kim@clinic.example")
    with pytest.raises(ApplicationsClosed):
        make.recommendation(application, email="kim@clinic.example", at=AT + timedelta(days=40))


def test_a_cycle_that_asks_for_none_takes_none():
    with pytest.raises(services.EnoughAsked):
        make.recommendation(base.draft())


def test_sending_again_is_limited_and_keeps_the_link(application):
    row = make.recommendation(application)
    with pytest.raises(services.TooSoon):
        services.send_again(actor=application.person, recommendation_id=row.pk, at=AT + timedelta(hours=23))
    for days in (1, 2, 3):
        services.send_again(actor=application.person, recommendation_id=row.pk, at=AT + timedelta(days=days))
    with pytest.raises(services.TooSoon):
        services.send_again(actor=application.person, recommendation_id=row.pk, at=AT + timedelta(days=9))
    bodies = set(Letter.objects.filter(kind="recruitment.recommender_asked").values_list("body", flat=True))
    assert len(bodies) == 1
    assert Letter.objects.count() == 4


def test_taking_back_ends_the_link_and_frees_the_place(application, client, clock):
    row = make.recommendation(application)
    token = token_for(row)
    for _time in range(2):
        services.take_back(actor=application.person, recommendation_id=row.pk, at=AT)
    assert Letter.objects.get().stage == "cancelled"
    gone = client.get(reverse("recruitment_recommend", args=[token]))
    assert gone.status_code == 410
    assert "no longer needed" in gone.text
    make.recommendation(application)


def test_what_was_received_is_not_taken_back(application):
    row = make.received(application)
    with pytest.raises(NotAllowed):
        services.take_back(actor=application.person, recommendation_id=row.pk, at=AT)


def test_withdrawing_ends_open_requests_and_keeps_received_ones(application):
    kept, open_one = make.received(application), make.recommendation(application, email="leo@clinic.example")
    withdraw_application(actor=application.person, application_id=application.pk, at=AT)
    kept.refresh_from_db(), open_one.refresh_from_db()
    assert (kept.stage, open_one.stage) == (S.RECEIVED, S.CANCELLED)


# --- Behind the link --------------------------------------------------------------------------------------------


def test_a_recommender_writes_saves_and_sends_without_an_account(application, client, clock):
    row = make.recommendation(application)
    opened = client.get(page(row))
    assert opened.status_code == 200
    assert "Maya Okafor" in opened.text
    assert "maya.secret" not in opened.text
    assert "no-store" in opened["Cache-Control"]
    assert opened["X-Robots-Tag"] == "noindex"
    saved = post(client, row, "She stayed", name="recommend_save")
    assert saved.json()["revision"] == 1
    assert "Saved at" in saved.json()["message"]
    assert "She stayed" in client.get(page(row)).text
    assert post(client, row, GOOD, 1)["Location"] == page(row)
    thanks = client.get(page(row))
    assert "We have your recommendation" in thanks.text
    assert GOOD not in thanks.text
    row.refresh_from_db()
    assert (row.stage, row.text) == (S.RECEIVED, GOOD)
    assert Letter.objects.get(kind="recruitment.recommender_thanked").to_email == "paz@clinic.example"


def test_sending_twice_is_once_and_changes_nothing(application, client, clock):
    row = make.recommendation(application)
    post(client, row)
    assert post(client, row, "Something else", 1).status_code == 302
    assert post(client, row, "Something else", 1, name="recommend_save").status_code == 409
    row.refresh_from_db()
    assert row.text == GOOD
    assert Letter.objects.filter(kind="recruitment.recommender_thanked").count() == 1


def test_two_windows_never_lose_one_anothers_text(application, client, clock):
    row = make.recommendation(application)
    assert post(client, row, "First window", 0, name="recommend_save").status_code == 200
    assert post(client, row, "Second window", 0, name="recommend_save").status_code == 409
    clash = post(client, row, "Second window", 0)
    assert clash.status_code == 409
    assert "First window" in clash.text
    assert "Second window" in clash.text
    assert 'name="revision" value="1"' in clash.text
    assert post(client, row, "Second window", 1).status_code == 302
    row.refresh_from_db()
    assert row.text == "Second window"


@pytest.mark.parametrize(("text", "sentence"), [("", "or decline below"), ("word " * 701, "700")])
def test_too_little_or_too_much_is_said_and_kept(application, client, clock, text, sentence):
    row = make.recommendation(application)
    answer = post(client, row, text)
    assert answer.status_code == 422
    assert sentence in answer.text
    row.refresh_from_db()
    assert (row.stage, row.text) == (S.INVITED, text.strip())


@pytest.mark.parametrize("revision", ["", "abc", "-1", "999999999999999999999", "٣"])
def test_a_strange_revision_never_breaks_the_page(application, client, clock, revision):
    row = make.recommendation(application)
    answer = client.post(page(row), {"text": GOOD, "revision": revision})
    assert answer.status_code in (302, 409, 422)


def test_declining_is_silent_stops_letters_and_can_be_undone(application, client, clock):
    row = make.recommendation(application)
    post(client, row, "A beginning", 0, name="recommend_save")
    assert "sees only that we have no letter" in client.get(page(row, "recommend_decline")).text
    for _time in range(2):
        assert client.post(page(row, "recommend_decline"))["Location"] == page(row)
    assert "You declined" in client.get(page(row)).text
    row.refresh_from_db()
    assert (row.stage, row.text) == (S.DECLINED, "")
    assert services.remind_recommenders(at=AT + timedelta(days=20)) == 0
    client.force_login(application.person)
    own = client.get(reverse("recruitment_recommendations", args=[application.pk])).text
    assert "Not received yet" in own
    assert "eclined" not in own
    client.post(page(row, "recommend_resume"))
    assert "Your recommendation" in client.get(page(row)).text


def test_an_expired_link_helps(application, client, clock):
    row = make.recommendation(application)
    clock.move_to(row.expires_at)
    for name in ("recommend", "recommend_decline"):
        answer = client.get(page(row, name))
        assert answer.status_code == 410
        assert "The time for this recommendation is over" in answer.text
    assert post(client, row).status_code == 410
    assert post(client, row, name="recommend_save").status_code == 409
    assert client.post(page(row, "recommend_resume")).status_code == 302
    row.refresh_from_db()
    assert row.stage == S.INVITED


def forged(row):
    signed = token_for(row)
    return [
        "x", "a:b", signed[:-1] + ("A" if signed[-1] != "A" else "B"), signing.Signer(salt="x").sign_object([1, 2]),
        signing.Signer(salt=SALT).sign_object("text"), signing.Signer(salt=SALT).sign_object(["no-uuid", "n"]),
        signing.Signer(salt=SALT).sign_object([application_hex(row), "n"]), signing.Signer(salt=SALT).sign_object({}),
    ]  # fmt: skip


def application_hex(row):
    return row.application.pk.hex


def test_a_forged_link_helps_and_opens_nothing(application, client, clock):
    row = make.recommendation(application)
    for token in forged(row):
        for name in ("recommend", "recommend_decline"):
            answer = client.get(reverse(f"recruitment_{name}", args=[token]))
            assert answer.status_code == 404, token
            assert "This link does not work" in answer.text
        assert client.post(reverse("recruitment_recommend", args=[token]), {"text": GOOD}).status_code == 404
        assert client.post(reverse("recruitment_recommend_save", args=[token]), {"text": GOOD}).status_code == 404
        assert client.post(reverse("recruitment_recommend_resume", args=[token])).status_code == 302
    old = signing.Signer(salt=SALT).sign_object([row.pk.hex, "0" * 16])
    assert client.get(reverse("recruitment_recommend", args=[old])).status_code == 410
    row.refresh_from_db()
    assert (row.stage, row.text) == (S.INVITED, "")


def test_the_page_speaks_the_recommenders_language(application, client, clock):
    row = make.recommendation(application, language="es")
    assert 'lang="es"' in client.get(page(row)).text
    assert "¿Escribiría una recomendación?" in Letter.objects.get(kind="recruitment.recommender_asked").subject


# --- Who sees what ----------------------------------------------------------------------------------------------


def test_the_applicant_sees_received_or_not_and_never_the_text(application, client, clock):
    make.received(application, text="CANARY praise")
    client.force_login(application.person)
    text = client.get(reverse("recruitment_recommendations", args=[application.pk])).text
    assert "Received" in text
    assert "CANARY" not in text
    for name in ("tasks", "copy", "answers"):
        assert "CANARY" not in client.get(reverse(f"recruitment_{name}", args=[application.pk])).text


def test_an_applicant_asks_and_sends_again_by_the_page(application, client, clock):
    client.force_login(application.person)
    own = reverse("recruitment_recommendations", args=[application.pk])
    wrong = client.post(own, {"name": "", "email": "nobody", "language": "en"})
    assert wrong.status_code == 422
    assert "Enter the name of the person you ask." in wrong.text
    sent = {"name": "Paz", "email": "paz@clinic.example", "relation": "", "language": "en"}
    assert client.post(own, sent).status_code == 302
    assert client.post(own, sent).status_code == 422
    row = Recommendation.objects.get()
    again = reverse("recruitment_recommendation_again", args=[application.pk, row.pk])
    client.post(again)
    assert Letter.objects.count() == 1
    clock.advance(days=1)
    assert "Send the letter again" in client.get(own).text
    client.post(again)
    assert Letter.objects.count() == 2
    back = reverse("recruitment_recommendation_back", args=[application.pk, row.pk])
    assert "stops working" in client.get(back).text
    client.post(back)
    assert not Recommendation.objects.exclude(stage=S.CANCELLED).exists()


def test_nobody_touches_anybody_elses_requests(application, client, clock):
    row = make.recommendation(application)
    client.force_login(base.person("Ana Sol"))
    assert client.get(reverse("recruitment_recommendations", args=[application.pk])).status_code == 404
    for name in ("again", "back"):
        where = reverse(f"recruitment_recommendation_{name}", args=[application.pk, row.pk])
        assert client.post(where).status_code == 404


def test_those_who_decide_read_it_and_readers_never_do(client, clock):
    application = selection.submitted(base.person(), selection.cycle(recommendations=1))
    make.received(application, text="CANARY praise of Maya")
    base.moved(application, Action.START_REVIEW)
    rosa = selection.reviewer()
    selection.reviewer("Ellis Tran")
    read = next(row for row in selection.assigned(application) if row.reviewer_id == rosa.pk)
    sign_in(client, base.manager("Noa Fox"))
    assert "CANARY praise" in client.get(reverse("recruitment_application", args=[application.pk])).text
    sign_in(client, rosa)
    for name in ("recruitment_packet", "recruitment_packet_print"):
        answer = client.get(reverse(name, args=[read.pk]))
        assert answer.status_code == 200
        assert "CANARY" not in answer.text
    assert client.get(reverse("recruitment_application", args=[application.pk])).status_code == 403


def test_the_outbox_shows_no_link_that_opens_without_an_account(application, client, clock):
    make.recommendation(application)
    letter = Letter.objects.get()
    sign_in(client, base.manager("Noa Fox"))
    assert "paz@clinic" not in client.get(reverse("letters")).text
    assert client.get(reverse("letter", args=[letter.pk])).status_code == 404


def test_the_text_is_encrypted_where_it_is_kept(application):
    row = make.received(application)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM recruitment_recommendation")
        kept = cursor.fetchone()[0]
    assert GOOD not in kept
    assert row.text == GOOD


# --- The clock --------------------------------------------------------------------------------------------------


def test_the_clock_reminds_twice_and_never_after_an_answer(application):
    row = make.recommendation(application)
    assert services.remind_recommenders(at=AT + timedelta(days=6)) == 0
    assert services.remind_recommenders(at=AT + timedelta(days=7)) == 1
    assert services.remind_recommenders(at=AT + timedelta(days=7)) == 0
    assert services.remind_recommenders(at=AT + timedelta(days=14)) == 1
    assert services.remind_recommenders(at=AT + timedelta(days=30)) == 0
    other = make.recommendation(application, email="leo@clinic.example")
    services.send_recommendation(recommendation_id=other.pk, nonce=other.nonce, text=GOOD, seen=0, at=AT)
    assert services.remind_recommenders(at=AT + timedelta(days=8)) == 0
    row.refresh_from_db()
    assert row.reminders == 2


def test_nobody_is_reminded_for_a_draft_whose_time_is_over(application):
    row = make.recommendation(application)
    assert services.remind_recommenders(at=row.expires_at - timedelta(days=2)) == 0


@pytest.mark.parametrize(
    ("stage", "fits", "days", "state"),
    [
        (S.INVITED, True, 0, LinkState.OPEN),
        (S.INVITED, True, 10, LinkState.EXPIRED),
        (S.INVITED, False, 0, LinkState.TAKEN_BACK),
        (S.DECLINED, True, 0, LinkState.DECLINED),
        (S.DECLINED, True, 10, LinkState.EXPIRED),
        (S.RECEIVED, True, 10, LinkState.RECEIVED),
        (S.CANCELLED, True, 0, LinkState.TAKEN_BACK),
    ],
)
def test_what_a_link_leads_to(stage, fits, days, state):
    at = AT + timedelta(days=days)
    assert rules.link_state(stage=stage, nonce_fits=fits, expires_at=AT + timedelta(days=9), at=at) is state


def test_every_cell_of_the_table():
    steps = {
        (S.INVITED, "receive"): S.RECEIVED, (S.INVITED, "decline"): S.DECLINED, (S.INVITED, "cancel"): S.CANCELLED,
        (S.DECLINED, "resume"): S.INVITED, (S.DECLINED, "cancel"): S.CANCELLED,
    }  # fmt: skip
    for stage in S:
        for action in ("receive", "decline", "cancel", "resume"):
            if (stage, action) in steps:
                assert RECOMMENDATIONS.after(stage, action) == steps[stage, action]
            else:
                with pytest.raises(NotAllowed):
                    RECOMMENDATIONS.after(stage, action)
