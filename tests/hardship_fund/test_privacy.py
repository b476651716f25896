"""Nobody but the few who handle it ever learns that a person asked for money."""

import re
import uuid

import pytest
from django.urls import reverse

from fellowship.access import visible
from fellowship.models import AuditEntry, Letter
from fellowship.queries import home, navigation, next_steps
from fellowship.rules.roles import Role, Scope
from hardship_fund.access import decidable, may_decide, may_pay, may_read_evidence, payable, readable_evidence
from hardship_fund.models import Disbursement, Evidence, JournalEntry
from hardship_fund.rules.stages import Stage
from hardship_fund.services import asking, deciding
from tests.factories import hardship as make
from tests.factories.hardship import AT
from tests.factories.people import give_role, make_person, make_region, sign_in

pytestmark = pytest.mark.django_db

CANARIES = ("Keisha", "Brandt", "Calder", "Public Defender", "12 Alder Street", "94101")
MINE = (
    "hardship_request", "hardship_need", "hardship_story", "hardship_proof", "hardship_payee", "hardship_check",
    "hardship_answer", "hardship_change", "hardship_withdraw", "hardship_from_mail",
)  # fmt: skip
MINE_POST = ("hardship_arrived",)
COMMITTEE = ("hardship_card", "hardship_approve", "hardship_deny", "hardship_ask", "hardship_stand_aside")
TREASURER = ("hardship_payment", "hardship_pay_start", "hardship_pay_retry")
STAFF_LISTS = ("hardship_queue", "hardship_payments", "hardship_books", "hardship_export", "hardship_money_in")


def outsiders(cast):
    """Everyone around the advocate who must see nothing, by what they are."""
    office = cast.advocate.role_grants.get().office
    people = {}
    for role, scope in (
        (Role.PROGRAM_MANAGER, {"scope": Scope.REGION, "region": office.region}),
        (Role.HOST_SUPERVISOR, {"scope": Scope.OFFICE, "office": office}),
        *((role, {}) for role in (
            Role.PROGRAM_MANAGER, Role.ADMINISTRATOR, Role.RECRUITMENT_MANAGER, Role.TRAINER, Role.CONTENT_EDITOR,
            Role.FAIR_CHANCE_OFFICER, Role.REVIEWER, Role.INTERVIEWER, Role.ADVOCATE,
        )),
    ):  # fmt: skip
        person = make_person(is_superuser=role == Role.ADMINISTRATOR)
        give_role(person, role, **scope)
        people[f"{role} {scope.get('scope', '')}"] = person
    people["nobody in particular"] = make_person()
    return people


def addresses(request):
    """Every address of one request."""
    payment = Disbursement.objects.filter(request=request).values_list("pk", flat=True).first() or uuid.uuid4()
    entry = JournalEntry.objects.filter(memo="gift").values_list("pk", flat=True).first()
    yield from (reverse(name, args=[request.pk]) for name in (*MINE, *MINE_POST, *COMMITTEE, *TREASURER))
    yield from (reverse(name, args=[request.pk, payment]) for name in ("hardship_paid", "hardship_failed"))
    yield from (reverse(name) for name in STAFF_LISTS)
    yield reverse("hardship_undo", args=[entry])
    yield reverse("hardship_remove_file", args=[request.pk, uuid.uuid4()])
    for evidence in request.evidence.filter(kind=Evidence.Kind.FILE):
        yield reverse("file", args=[evidence.file_id])


# Four stand for all of them each time: the office's own, the one who may most, a colleague and a stranger.
NEAREST = ("program_manager region", "administrator ", "advocate ", "nobody in particular")


@pytest.mark.parametrize(
    ("method", "whom"),
    [
        ("get", NEAREST),
        pytest.param("get", None, marks=pytest.mark.long),
        pytest.param("post", None, marks=pytest.mark.deep),
    ],
    ids=["get-nearest", "get", "post"],
)
def test_every_address_is_closed_to_everyone_around(clock, client, method, whom):
    cast = make.make_cast()
    draft = make.make_draft(cast)
    asking.add_file(actor=cast.advocate, request_id=draft.pk, upload=make.picture(), at=AT)
    request = asking.submit_request(actor=cast.advocate, request_id=draft.pk, at=AT)
    make.say_yes(cast.samuel, request)
    urls, around = tuple(addresses(request)), outsiders(cast)
    for what, person in ((what, around[what]) for what in whom or around):
        sign_in(client, person)
        for url in urls:
            answer = getattr(client, method)(url)
            assert answer.status_code in {403, 404, 405}, (what, url, answer.status_code)
            assert not any(canary in answer.content.decode() for canary in CANARIES), (what, url)
    request.refresh_from_db()
    assert request.stage == "in_review"
    assert not AuditEntry.objects.filter(kind="read").exists()


def test_lists_steps_cards_and_navigation_say_nothing_to_those_around(clock):
    cast = make.make_cast()
    for stage in (Stage.IN_REVIEW, Stage.APPROVED, Stage.NEEDS_INFO, Stage.DRAFT):
        make.make_at(cast, stage)
    for what, person in outsiders(cast).items():
        said = [str(step.title) + step.url for step in next_steps.for_person(person, AT)]
        assert not [text for text in said if "money" in text or "fund" in text or "request" in text.lower()], what
        if not what.startswith("advocate"):
            assert not [card for card in home.cards_for(person, AT) if "money" in card.url]
            items = navigation.for_person(person, "staff") + navigation.for_person(person, "my")
            assert not [item for item in items if item.url_name.startswith("hardship")]


def test_a_member_reads_no_name_place_payee_or_file_name(clock, client):
    cast = make.make_cast()
    draft = make.make_draft(cast)
    story = "I am Keisha. Calder County Public Defender needs me at 12 Alder Street. Keisha Brandt"
    asking.save_story(actor=cast.advocate, request_id=draft.pk, story=story, at=AT)
    asking.save_note(actor=cast.advocate, request_id=draft.pk, text="Signed, K. Brandt", at=AT)
    asking.add_file(actor=cast.advocate, request_id=draft.pk, upload=make.picture(), at=AT)
    request = asking.submit_request(actor=cast.advocate, request_id=draft.pk, at=AT)
    sign_in(client, cast.samuel)
    file_id = request.evidence.get(kind="file").file_id
    urls = ["hardship_card", "hardship_deny", "hardship_ask", "hardship_stand_aside"]
    pages = [reverse(name, args=[request.pk]) for name in urls]
    pages += [reverse("hardship_queue"), reverse("hardship_books"), reverse("hardship_report"), reverse("staff_today")]
    for url in pages:
        answer = client.get(url)
        assert answer.status_code == 200
        shown = answer.content.decode()
        assert not [canary for canary in (*CANARIES, cast.advocate.email) if canary.lower() in shown.lower()], url
    answer = client.get(reverse("file", args=[file_id]))
    answer.close()
    assert answer.status_code == 200
    assert "keisha" not in answer.headers["Content-Disposition"].lower()


def test_the_treasurer_reads_the_payee_but_no_reason(clock, client):
    cast = make.make_cast()
    request = make.make_approved(cast)
    sign_in(client, cast.tomas)
    for url in (reverse("hardship_payments"), reverse("hardship_payment", args=[request.pk])):
        shown = client.get(url).content.decode()
        assert not [word for word in ("car broke", "Getting to work", "shop wrote") if word in shown]
    assert "12 Alder Street" in shown
    assert client.get(reverse("hardship_card", args=[request.pk])).status_code == 403


def test_a_colleagues_decision_stays_unseen_before_ones_own(clock, client):
    cast = make.make_cast()
    request = make.make_submitted(cast)
    make.say_yes(cast.samuel, request, 123_00)
    card = deciding.read_request(actor=cast.grace, request_id=request.pk, at=AT)
    assert (card.others, card.mine) == (1, None)
    sign_in(client, cast.grace)
    shown = client.get(reverse("hardship_card", args=[request.pk])).content.decode()
    # Random keys on the page may hold any digits; an amount does not stand within letters.
    assert not re.search(r"(?<![0-9a-z])123(?![0-9a-z])", shown, re.IGNORECASE)
    assert "Samuel" not in shown


def test_staff_pages_ask_for_the_second_factor(clock, client):
    cast = make.make_cast()
    sign_in(client, cast.samuel, second_factor=False)
    answer = client.get(reverse("hardship_queue"))
    assert answer.status_code == 302
    assert "/accounts/" in answer.headers["Location"]


def test_a_fund_knows_only_its_own_people(clock):
    cast = make.make_cast()
    other = make.funds.open_fund(actor=None, code="other", name="Other fund", at=AT)
    request = make.make_submitted(cast)
    stranger, treasurer = make.make_member(other), make.make_treasurer(other)
    assert list(decidable(stranger)) == []
    assert not may_decide(stranger, request)
    assert list(payable(treasurer)) == []


def test_predicates_and_twins_agree(clock):
    cast = make.make_cast()
    draft = make.make_draft(cast)
    asking.add_file(actor=cast.advocate, request_id=draft.pk, upload=make.picture(), at=AT)
    requests = [asking.submit_request(actor=cast.advocate, request_id=draft.pk, at=AT)]
    requests += [
        make.make_at(cast, stage) for stage in (Stage.IN_REVIEW, Stage.APPROVED, Stage.PAID, Stage.NEEDS_INFO)
    ]
    both = make.make_member(cast.fund, "Both")
    give_role(both, Role.TREASURER, scope=Scope.FUND, fund_code=cast.fund.code)
    make.say_yes(both, requests[0])
    deciding.declare_conflict(actor=cast.third, request_id=requests[1].pk, at=AT)
    lead = make.make_member(cast.fund, "Lead")
    give_role(lead, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=make_region())
    files = [evidence.file for evidence in Evidence.objects.filter(kind="file")]
    for request in requests:
        request.refresh_from_db()
    for person in (
        cast.advocate,
        cast.samuel,
        cast.grace,
        cast.third,
        cast.tomas,
        both,
        lead,
        *outsiders(cast).values(),
    ):
        assert {r.pk for r in decidable(person)} == {r.pk for r in requests if may_decide(person, r)}
        assert {r.pk for r in payable(person)} == {r.pk for r in requests if may_pay(person, r)}
        assert {f.pk for f in readable_evidence(person)} == {f.pk for f in files if may_read_evidence(person, f)}


def test_the_outbox_keeps_the_funds_letters_from_its_keepers(clock):
    cast = make.make_cast()
    make.make_submitted(cast)
    manager = make_person()
    give_role(manager, Role.PROGRAM_MANAGER)
    assert Letter.objects.count() == 1
    assert list(visible(manager, "fellowship.keep_outbox")) == []


def test_the_trail_keeps_the_funds_rows_from_administrators(clock):
    cast = make.make_cast()
    make.make_submitted(cast)
    administrator, auditor = make_person(), make_person()
    give_role(administrator, Role.ADMINISTRATOR)
    give_role(auditor, Role.AUDITOR)
    about = {"about_id": cast.advocate.pk}
    assert not visible(administrator, "fellowship.read_audit").filter(**about).exists()
    assert visible(auditor, "fellowship.read_audit").filter(**about).exists()
