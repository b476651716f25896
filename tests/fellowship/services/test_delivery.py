"""Sending letters: claimed first, tried again with pauses, never twice in silence."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Site

from fellowship.models import AuditEntry, Letter, OrganizationSettings
from fellowship.rules.letters import LetterStage
from fellowship.services import delivery, files
from tests.factories.core import AT, DECISION, make_letter
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


class Breaking:
    """A mail server that raises ``error``; ``meanwhile`` happens while it is asked."""

    def __init__(self, error, meanwhile=lambda: None):
        self.error, self.meanwhile, self.calls = error, meanwhile, 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        self.meanwhile()
        raise self.error


@pytest.fixture
def server(monkeypatch):
    """Let the next mails meet a broken server."""

    def meet(error, meanwhile=lambda: None):
        broken = Breaking(error, meanwhile)
        monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", broken)
        return broken

    return meet


def deliver(letter, at=AT):
    done = delivery.deliver_letter(letter_id=letter.pk, at=at)
    letter.refresh_from_db()
    return done


def test_a_queued_letter_leaves_and_is_noted(mailoutbox):
    maya = make_person(called="Maya", email="maya@tests.example")
    letter = make_letter(maya)
    assert deliver(letter) is True
    assert (letter.stage, letter.sent_at, letter.attempts, letter.sending_since) == ("sent", AT, 1, None)
    (sent,) = mailoutbox
    assert (sent.to, sent.subject) == (["maya@tests.example"], "News from us")
    assert sent.body.startswith("Dear Maya,\n\nAll is well.\n\nSee http://localhost:8000/my/.")
    page, kind = sent.alternatives[0]
    assert kind == "text/html"
    assert '<a href="http://localhost:8000/my/">http://localhost:8000/my/</a>' in page
    assert AuditEntry.objects.filter(action="fellowship.deliver_letter", about_id=maya.pk).count() == 1


def test_it_leaves_once(mailoutbox):
    letter = make_letter()
    assert [deliver(letter), deliver(letter)] == [True, False]
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("stage", [stage for stage in LetterStage if stage != LetterStage.QUEUED])
def test_only_queued_letters_leave(stage, mailoutbox):
    letter = make_letter()
    more = {"sending": {"sending_since": AT}, "sent": {"sent_at": AT}}.get(stage.value, {})
    Letter.objects.update(stage=stage, **more)
    assert deliver(letter) is False
    assert mailoutbox == []


def test_a_letter_that_is_gone_is_passed_over():
    assert delivery.deliver_letter(letter_id=make_person().pk, at=AT) is False


def test_the_mail_says_what_it_is(mailoutbox, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://calder.example"
    kept = OrganizationSettings.for_site(_site())
    kept.name, kept.email, kept.phone, kept.help_hours = "Calder", "help@calder.example", "503-555-0142", "9 to 5"
    kept.save()
    letter = make_letter(make_person(language="es"))
    deliver(letter)
    message = mailoutbox[0].message()
    assert message["Message-ID"].startswith(f"<{letter.pk}@")
    assert (message["Content-Language"], message["Auto-Submitted"]) == ("es", "auto-generated")
    assert message["Reply-To"] == "help@calder.example"
    assert mailoutbox[0].body.endswith("https://calder.example/my/letters/")
    assert "Calder\n503-555-0142, 9 to 5\nhelp@calder.example" in mailoutbox[0].body
    assert 'lang="es"' in mailoutbox[0].alternatives[0][0]


def _site():
    return Site.objects.get(is_default_site=True)


def test_somebody_elses_words_bring_no_markup_and_no_link(mailoutbox):
    values = {"called": "Maya", "link": "http://localhost:8000/", "note": "<script>x</script> https://evil.example"}
    deliver(make_letter(values=values))
    page = mailoutbox[0].alternatives[0][0]
    assert "<script>" not in page
    assert "&lt;script&gt;x&lt;/script&gt; https //evil[.]example" in page
    assert page.count("<a href=") == 2  # ours in the letter, and the way to all letters


def test_files_go_along(mailoutbox):
    maya = make_person()
    paper = files.store_file(
        actor=None, owner=maya, upload=SimpleUploadedFile("terms.txt", b"Terms"), purpose="tests.paper", at=AT
    )
    deliver(make_letter(maya, attachments=[paper]))
    assert mailoutbox[0].attachments == [("terms.txt", "Terms", "text/plain")]


def test_a_refusing_server_is_tried_again_with_growing_pauses_and_then_not(server):
    broken = server(smtplib.SMTPServerDisconnected("gone, maya@tests.example"))
    letter = make_letter()
    at, pauses = AT, []
    for _attempt in range(5):
        assert deliver(letter, at) is False
        assert letter.stage == "queued"
        pauses.append((letter.next_attempt_at - at).total_seconds() / 60)
        assert deliver(letter, letter.next_attempt_at - timedelta(seconds=1)) is False
        at = letter.next_attempt_at
    assert pauses == [1, 5, 30, 120, 720]
    deliver(letter, at)
    assert (letter.stage, letter.attempts, letter.next_attempt_at) == ("failed", 6, None)
    assert letter.last_error == "SMTPServerDisconnected: gone, …"
    assert broken.calls == 6
    assert AuditEntry.objects.filter(action="fellowship.give_up_letter").count() == 1


@pytest.mark.parametrize(
    ("error", "stage"),
    [
        (smtplib.SMTPRecipientsRefused({"maya@tests.example": (550, b"no such user")}), "failed"),
        (smtplib.SMTPRecipientsRefused({"maya@tests.example": (450, b"later")}), "queued"),
        (smtplib.SMTPDataError(554, b"no"), "failed"),
        (smtplib.SMTPDataError(451, b"later"), "queued"),
        (ValueError("header"), "queued"),
    ],
)
def test_a_final_no_is_not_tried_again(server, error, stage):
    server(error)
    letter = make_letter()
    deliver(letter)
    assert letter.stage == stage
    assert "maya@" not in letter.last_error
    assert letter.last_error.startswith(type(error).__name__)


def test_success_forgets_the_last_error(server, monkeypatch, mailoutbox):
    server(OSError("down"))
    letter = make_letter()
    deliver(letter)
    assert letter.last_error == "OSError: down"
    monkeypatch.undo()
    mail.outbox = mailoutbox
    deliver(letter, letter.next_attempt_at)
    assert (letter.stage, letter.last_error) == ("sent", "")


class Killed(BaseException):
    """The worker dies."""


def test_a_worker_that_dies_while_sending_leaves_it_to_a_person(server):
    server(Killed())
    letter = make_letter()
    with pytest.raises(Killed):
        deliver(letter)
    letter.refresh_from_db()
    assert (letter.stage, letter.sending_since) == ("sending", AT)
    assert delivery.deliver_due(at=AT + timedelta(days=1)) == 0


def test_a_letter_settled_while_it_was_being_sent_stays_as_settled(server, monkeypatch):
    letter = make_letter()
    server(OSError("late"), lambda: Letter.objects.update(stage="sent", sent_at=AT, sending_since=None))
    deliver(letter)
    assert (letter.stage, letter.last_error) == ("sent", "")
    other = make_letter()

    def settle(self, messages):
        Letter.objects.filter(pk=other.pk).update(stage="queued", sending_since=None)
        return len(messages)

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", settle)
    deliver(other)
    assert other.stage == "queued"


def test_the_round_sends_what_is_due_and_no_more(mailoutbox):
    due, later, held = make_letter(), make_letter(), make_letter(kind=DECISION)
    Letter.objects.filter(pk=later.pk).update(next_attempt_at=AT + timedelta(minutes=1))
    assert delivery.deliver_due(at=AT) == 1
    stages = [Letter.objects.get(pk=letter.pk).stage for letter in (due, later, held)]
    assert stages == ["sent", "queued", "held"]
    assert delivery.deliver_due(at=AT + timedelta(minutes=1)) == 1


def test_the_round_has_a_limit(mailoutbox):
    for _number in range(3):
        make_letter()
    assert delivery.deliver_due(at=AT, limit=2) == 2
