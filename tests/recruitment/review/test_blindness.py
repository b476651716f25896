"""Canaries: whatever says who the applicant is never reaches a reader, by any address, letter or file name."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import NoReverseMatch, reverse

from fellowship.access import Refused
from fellowship.models import Letter, Person, StoredFile
from fellowship.rules.roles import Role
from recruitment import selection_urls, urls
from recruitment.models import Answer, Application, ReviewAssignment
from recruitment.queries.clearing import clearing_list, clearing_page
from recruitment.queries.packets import packet_of
from recruitment.queries.reading import compared
from recruitment.rules.stages import Stage
from recruitment.services.clearing import AnswerChanged, ClearedText, NotReadNow, clear_answers
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
AT = make.AT
CANARY = "Kanarienvogel"


@pytest.fixture
def application() -> Application:
    """Everything that could say who this is holds the canary; one text is cleared, the others are not."""
    who = make.person(
        f"{CANARY} Okafor", called=f"{CANARY}ita", pronouns=f"{CANARY}/them", email=f"{CANARY.lower()}@mail.example"
    )
    application = base.draft(who, make.cycle())
    base.fill(application)
    base.submit_application(actor=who, application_id=application.pk, at=AT)
    hidden = make.question(application, "school", identifies=True)
    make.answer(application, hidden, f"{CANARY} College")
    unseen = make.question(application, "address", visible_to_reviewers=False)
    make.answer(application, unseen, f"{CANARY} Street")
    open_text = make.question(application, "uncleared", visible_to_reviewers=True)
    make.answer(application, open_text, f"I am {CANARY}.")
    pick = make.question(application, "pick", kind="choice", choices="E-mail\nPhone", visible_to_reviewers=True)
    make.answer(application, pick, CANARY)
    paper = make.question(application, "paper", kind="file", visible_to_reviewers=True)
    file = StoredFile.objects.create(
        owner=who, purpose="recruitment.answer", name=f"{CANARY}.pdf", content_type="application/pdf", size=4,
        sha256="0" * 64, content=ContentFile(b"%PDF", name="x.pdf"), created_at=AT,
    )  # fmt: skip
    Answer.objects.create(
        application=application, question=paper, value={"name": f"{CANARY}.pdf", "size": 4}, file=file, saved_at=AT
    )
    text = Answer.objects.get(application=application, question__key="experience")
    texts = {text.pk: ClearedText("CLEARED WORDS by [name withheld]", text.revision)}
    clear_answers(actor=make.manager(), application_id=application.pk, texts=texts, at=AT)
    return application


def names_in(patterns: list[Any]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.name, tuple(one.pattern.converters)) for one in patterns]


def addresses(application: Application, read: ReviewAssignment) -> list[str]:
    """Every address of recruitment's staff and personal screens, with the ids a reader could think of."""
    found = []
    for name, params in names_in([*urls.staff, *urls.my]):
        for key in (read.pk, application.pk):
            values: dict[str, Any] = dict.fromkeys(params, key)
            if "key" in values:
                values["key"] = "experience"
            try:
                found.append(reverse(name, kwargs=values))
            except NoReverseMatch:
                continue
    return sorted(set(found))


def assert_silent(response: Any, where: str) -> None:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = " ".join(f"{key}: {value}" for key, value in response.headers.items())
    for secret in (CANARY, CANARY.lower()):
        assert secret not in content.decode(errors="ignore"), where
        assert secret not in headers, where


def visit(
    client: Client, application: Application, read: ReviewAssignment, methods: tuple[str, ...] = ("get", "post")
) -> set[tuple[str, int]]:
    seen = set()
    for method in (getattr(client, name) for name in methods):
        for address in [*addresses(application, read), "/staff/", "/my/"]:
            response = method(address)
            assert_silent(response, f"{method.__name__} {address}")
            seen.add((address, response.status_code))
    for file in StoredFile.objects.values_list("pk", flat=True):
        response = client.get(reverse("file", args=[file]))
        assert response.status_code in (403, 404)
        assert_silent(response, "file")
    return seen


@pytest.mark.parametrize("method", ["get", pytest.param("post", marks=pytest.mark.long)])
def test_no_address_shows_a_canary_to_a_reader(
    application: Application, client: Client, clock: Any, method: str
) -> None:
    rosa, _ellis = make.reviewer(), make.reviewer("Ellis Tran")
    read = next(row for row in make.assigned(application) if row.reviewer_id == rosa.pk)
    sign_in(client, rosa)
    packet = client.get(reverse("recruitment_packet", args=[read.pk]))
    assert "CLEARED WORDS" in packet.content.decode()
    assert "name withheld" in packet.content.decode()
    assert application.reference not in packet.content.decode()
    opened = {address for address, status in visit(client, application, read, (method,)) if status == 200}
    assert method == "post" or reverse("recruitment_packet_print", args=[read.pk]) in opened
    assert reverse("recruitment_application", args=[application.pk]) not in opened


@pytest.mark.deep
def test_neither_after_the_scores_are_in(application: Application, client: Client, clock: Any) -> None:
    make.reviewer(), make.reviewer("Ellis Tran")
    first, second = make.assigned(application)
    make.scored(first, 4, note="Their words, not ours.")
    make.scored(second, 2)
    sign_in(client, first.reviewer)
    page = client.get(reverse("recruitment_packet_scores", args=[first.pk]))
    assert page.status_code == 200
    assert second.reviewer.name not in page.content.decode()
    visit(client, application, first)


def test_no_letter_to_a_reader_names_the_applicant(application: Application) -> None:
    make.reviewer(), make.reviewer("Ellis Tran")
    reads = make.assigned(application)
    for read in reads:
        make.scored(read)
    to_readers = Letter.objects.filter(recipient__in=[read.reviewer for read in reads])
    assert not any(CANARY in f"{letter.subject} {letter.body}" for letter in to_readers)


def test_packet_is_what_was_cleared(application: Application) -> None:
    packet = packet_of(application, 17)
    shown = {row.question: row.is_withheld for row in packet.answers}
    assert shown["uncleared"] is True
    assert shown["pick"] is True
    assert shown["paper"] is True
    assert "school" not in shown
    assert "address" not in shown
    assert CANARY not in repr(packet)


def test_an_answer_saved_again_is_withheld_again(application: Application) -> None:
    assert "CLEARED WORDS" in repr(packet_of(application, 1))
    Answer.objects.filter(application=application, question__key="experience").update(revision=9, value=CANARY)
    assert "CLEARED WORDS" not in repr(packet_of(application, 1))
    assert CANARY not in repr(packet_of(application, 1))


def test_desk_suggests_the_applicants_own_words(application: Application) -> None:
    boss = make.manager()
    page = clearing_page(boss, application.pk)
    by_question = {row.question: row for row in page.answers}
    assert by_question["uncleared"].suggestion == "I am [name withheld]."
    assert [line.reference for line in clearing_list(boss)] == [application.reference]


def test_clearing_what_changed_or_what_is_not_read_is_refused(application: Application) -> None:
    boss = make.manager()
    text = Answer.objects.get(application=application, question__key="uncleared")
    with pytest.raises(AnswerChanged):
        clear_answers(actor=boss, application_id=application.pk, texts={text.pk: ClearedText("x", 7)}, at=AT)
    other = make.submitted(make.person("Jo Park"))
    stray = {text.pk: ClearedText("x", text.revision)}
    assert clear_answers(actor=boss, application_id=other.pk, texts=stray, at=AT) == 0
    base.moved(application, "decline")
    with pytest.raises(NotReadNow):
        clear_answers(actor=boss, application_id=application.pk, texts=stray, at=AT)


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.RECRUITMENT_MANAGER, Role.PROGRAM_MANAGER}]
)
def test_only_managers_clear(application: Application, role: Role) -> None:
    with pytest.raises(Refused):
        clear_answers(actor=make.person("Someone Else", role=role), application_id=application.pk, texts={}, at=AT)


def test_colleagues_stay_hidden_until_own_scores_are_in(application: Application) -> None:
    make.reviewer(), make.reviewer("Ellis Tran")
    first, second = make.assigned(application)
    make.scored(second, 1, note="A secret of the other reader")
    assert compared(first.reviewer, first.pk, AT) is None
    make.scored(first, 4)
    found = compared(first.reviewer, first.pk, AT)
    assert found is not None
    assert [row.others for row in found.rows] == [(1,), (1,), (1,)]
    assert [row.is_apart for row in found.rows] == [True, True, True]
    assert found.other_notes == ("A secret of the other reader",)


def test_a_stranger_with_the_role_finds_nothing(application: Application, client: Client, clock: Any) -> None:
    make.reviewer(), make.reviewer("Ellis Tran")
    read, _other = make.assigned(application)
    stranger: Person = make.reviewer("Noor Aziz")
    sign_in(client, stranger)
    for name, params in names_in(selection_urls.staff):
        if params == ("assignment_id",):
            address = reverse(name, args=[read.pk])
            assert client.get(address).status_code in (404, 405), name
            assert client.post(address).status_code in (403, 404, 405), name
    assert Application.objects.get().stage == Stage.IN_REVIEW
    read.refresh_from_db()
    assert read.stage == "assigned"
