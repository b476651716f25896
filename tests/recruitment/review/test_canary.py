"""A canary in everything that says who the applicant is; then every door that opens to a reader is opened.

The addresses come from the resolver, so one added tomorrow is opened tomorrow. The canary is looked for in the page,
in the headers (with the names of files offered), in what a redirect leads to, and in letters.
"""

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from fellowship.models import Letter, Person, StoredFile
from fellowship.queries import next_steps
from recruitment.models import Answer, Application, DocumentText, PacketSnapshot, ReadDraft, ReviewAssignment
from recruitment.queries.packets import packet_of
from recruitment.queries.reading import compared
from recruitment.services.reading import save_draft
from tests import doors
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
AT = make.AT
# Said nowhere else, in any spelling: part of every name, address, answer and file name of the applicant.
CANARY = "Zwitscherling"
FOUND = re.compile(CANARY, re.IGNORECASE)


def assert_silent(response: Any, where: str) -> None:
    """Neither the page nor its headers say the canary."""
    doors.assert_silent(response, where, FOUND)


@pytest.fixture
def application() -> Application:
    """An application that says the canary wherever a person could say who they are, in review with two readers."""
    who = make.person(
        f"{CANARY} Okafor", called=f"{CANARY}ita", pronouns=f"{CANARY}/them", email=f"{CANARY.lower()}@mail.example"
    )
    application = base.draft(who, make.cycle())
    base.fill(application)
    base.submit_application(actor=who, application_id=application.pk, at=AT)
    for key, fields, value in (
        ("school", {"identifies": True}, f"{CANARY} College"),
        ("address", {"visible_to_reviewers": False}, f"{CANARY} Street 4"),
        ("uncleared", {"visible_to_reviewers": True}, f"I am {CANARY}."),
        ("pick", {"kind": "choice", "choices": "Red\nBlue", "visible_to_reviewers": True}, CANARY),
        ("count", {"kind": "number", "visible_to_reviewers": True}, f"3 {CANARY}"),
    ):
        make.answer(application, make.question(application, key, **fields), value)
    text = Answer.objects.get(application=application, question__key="experience")
    text.value = f"My name is {CANARY} Okafor and I stayed."
    text.save()
    with_a_file(application)
    seen = Answer.objects.get(pk=text.pk)
    cleared = {seen.pk: make.ClearedText("CLEARED WORDS of [name withheld]", seen.revision)}
    make.clear_answers(actor=make.manager(), application_id=application.pk, texts=cleared, at=AT)
    make.reviewer(), make.reviewer("Ellis Tran")
    make.assigned(application)
    application.refresh_from_db()
    return application


def with_a_file(application: Application) -> None:
    """A paper whose name and words say the canary."""
    paper = make.question(application, "paper", kind="file", visible_to_reviewers=True)
    file = StoredFile.objects.create(
        owner=application.person, purpose="recruitment.answer", name=f"{CANARY}.pdf", content_type="application/pdf",
        size=4, sha256="0" * 64, content=ContentFile(b"%PDF", name="x.pdf"), created_at=AT,
    )  # fmt: skip
    DocumentText.objects.create(file=file, state="read", text=f"{CANARY} did this", read_at=AT)
    value = {"name": f"{CANARY}.pdf", "size": 4}
    Answer.objects.create(application=application, question=paper, value=value, file=file, saved_at=AT)


def read_of(application: Application, name: str = "Rosa Delgado") -> ReviewAssignment:
    return ReviewAssignment.objects.get(application=application, reviewer__name=name)


def everywhere(client: Client, application: Application, reader: Person) -> dict[str, set[int]]:
    read = ReviewAssignment.objects.get(application=application, reviewer=reader)
    files = list(StoredFile.objects.values_list("pk", flat=True))
    keys = [read.pk, application.pk, application.person_id, *files]
    answered = doors.open_every_door(client, reader, keys, FOUND, methods=("get", "post"))
    for question in (CANARY[:7], CANARY[:6].lower(), application.reference):
        for address in ("/search/", "/openings/", "/staff/", "/staff/reading/", "/staff/applications/"):
            assert_silent(client.get(address, {"q": question, "page": "2"}), f"{address}?q=")
    assert not FOUND.search(repr(next_steps.for_person(reader, AT)))
    return answered


@pytest.mark.deep
def test_no_door_that_opens_to_a_reader_says_who_it_is(application: Application, client: Client, clock: Any) -> None:
    read = read_of(application)
    sign_in(client, read.reviewer)
    packet = client.get(reverse("recruitment_packet", args=[read.pk])).content.decode()
    assert "CLEARED WORDS of" in packet
    assert_silent(client.get(reverse("recruitment_packet", args=[read.pk])), "packet")
    answered = everywhere(client, application, read.reviewer)
    mine = reverse("recruitment_packet", args=[read.pk])
    assert 200 in answered[mine]
    assert 200 in answered[reverse("recruitment_packet_print", args=[read.pk])]
    assert reverse("recruitment_application", args=[application.pk]) not in answered
    assert all(
        200 not in answered[reverse("file", args=[file])] for file in StoredFile.objects.values_list("pk", flat=True)
    )


@pytest.mark.deep
def test_neither_when_every_reader_is_done(application: Application, client: Client, clock: Any) -> None:
    first, second = read_of(application), read_of(application, "Ellis Tran")
    make.scored(first, 4, note="Their words, not ours.")
    make.scored(second, 1)
    sign_in(client, first.reviewer)
    answered = everywhere(client, application, first.reviewer)
    assert 200 in answered[reverse("recruitment_packet_scores", args=[first.pk])]
    assert not FOUND.search(repr(compared(first.reviewer, first.pk, AT)))


def test_neither_packets_nor_their_copies_nor_drafts_hold_it(application: Application) -> None:
    read = read_of(application)
    save_draft(actor=read.reviewer, assignment_id=read.pk, marks={}, note="A thought", seen=0, at=AT)
    assert not FOUND.search(repr(packet_of(application, 7)))
    make.scored(read)
    assert not FOUND.search(repr(list(PacketSnapshot.objects.values())))
    assert not FOUND.search(repr(list(ReadDraft.objects.values())))


def test_no_letter_to_a_reader_says_it(application: Application) -> None:
    for read in ReviewAssignment.objects.filter(application=application):
        make.scored(read)
    base.moved(application, "withdraw")
    readers = ReviewAssignment.objects.filter(application=application).values("reviewer")
    letters = Letter.objects.filter(recipient__in=readers)
    assert not [letter.pk for letter in letters if FOUND.search(f"{letter.subject} {letter.body}")]


DEEP = pytest.mark.deep


@pytest.mark.parametrize("where", ["cleared", pytest.param("label", marks=DEEP), pytest.param("note", marks=DEEP)])
def test_a_canary_that_was_let_through_is_found(
    application: Application, client: Client, clock: Any, where: str
) -> None:
    """The walk itself is put to the test: what a person lets through by mistake must make it fail."""
    read = read_of(application)
    if where == "cleared":
        answer = Answer.objects.get(application=application, question__key="uncleared")
        texts = {answer.pk: make.ClearedText(f"I am {CANARY}.", answer.revision)}
        make.clear_answers(actor=make.manager(), application_id=application.pk, texts=texts, at=AT)
    elif where == "label":
        application.form_version.questions.filter(key="uncleared").update(label=f"{CANARY}?")
    else:
        make.scored(read_of(application, "Ellis Tran"), note=f"I know {CANARY}")
        make.scored(read)
    sign_in(client, read.reviewer)
    with pytest.raises(AssertionError, match="says"):
        everywhere(client, application, read.reviewer)
