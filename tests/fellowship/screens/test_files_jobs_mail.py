"""Private files over HTTP, long work on its page, and everybody's mail in the demonstration."""

from datetime import timedelta
from pathlib import Path

import pytest
import rules as rules_library
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.urls import reverse

from fellowship import access
from fellowship.mail import FolderBackend
from fellowship.models import AuditEntry, Job, StoredFile
from fellowship.queries import demo_mail
from fellowship.services import files, jobs
from tests.factories.core import AT, pdf_bytes
from tests.factories.people import make_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def readers(monkeypatch):
    """Permissions that exist only here: whoever is called "Reader" reads papers as a helper, secrets as staff."""

    @rules_library.predicate
    def is_reader(person, file=None):
        return person.name == "Reader"

    for code, staff in (("tests.read_papers", False), ("tests.read_secrets", True)):
        row = access.Permission(
            code, "x", is_reader, staff=staff,
            twin=lambda person: StoredFile.objects.all() if is_reader(person) else StoredFile.objects.none(),
        )  # fmt: skip
        monkeypatch.setitem(access._table, code, row)
        if not rules_library.perm_exists(code):
            rules_library.add_perm(code, is_reader)


def kept(owner, purpose="tests.paper"):
    return files.store_bytes(owner=owner, purpose=purpose, name="Señora's lease.pdf", content=pdf_bytes(), at=AT)


def fetch(client, person, file, **terms):
    sign_in(client, person, **terms)
    answer = client.get(reverse("file", args=[file.pk]))
    answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # and closes the file
    return answer


def test_a_file_is_an_attachment_that_no_browser_shows_guesses_or_keeps(client, clock, readers):
    maya = make_person()
    answer = fetch(client, maya, kept(maya), second_factor=False)
    assert answer.body == pdf_bytes()
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Se%C3%B1ora%27s%20lease.pdf"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["Content-Length"] == str(len(pdf_bytes()))


def test_a_foreign_file_is_not_there(client, clock, readers):
    maya = make_person()
    paper, secret = kept(maya), kept(maya, "tests.secret")
    assert client.get(reverse("file", args=[paper.pk])).url.startswith("/accounts/login/")
    for file in (paper, secret):
        assert fetch(client, make_person(), file).status_code == 404
    assert fetch(client, maya, secret).status_code == 404
    assert client.get(reverse("file", args=[make_person().pk])).status_code == 404


def test_a_staff_reader_gives_the_second_factor_and_leaves_a_trace(client, clock, readers):
    maya, reader = make_person(), make_person(name="Reader")
    paper, secret = kept(maya), kept(maya, "tests.secret")
    assert fetch(client, reader, secret, second_factor=False).status_code == 302
    assert AuditEntry.objects.filter(action="fellowship.read_file").count() == 0
    assert fetch(client, reader, paper, second_factor=False).status_code == 200
    assert fetch(client, reader, secret).status_code == 200
    look = AuditEntry.objects.get(action="fellowship.read_file")
    assert (look.kind, look.actor_id, look.about_id) == ("read", reader.pk, maya.pk)


def shown(client, owner, at=AT, **changes):
    job = jobs.start_job(actor=owner, kind="tests.quick", params={}, at=at, label="Export of the pipeline")
    Job.objects.filter(pk=job.pk).update(**changes)
    return client.get(reverse("job", args=[job.pk]))


@pytest.mark.parametrize(
    ("changes", "words", "is_open"),
    [
        ({}, "Waiting for its turn.", True),
        ({"created_at": AT - timedelta(minutes=5)}, "Waiting for longer than usual.", True),
        ({"stage": "running"}, "Working.", True),
        ({"stage": "running", "done": 9, "total": 24}, "9 of 24 done.", True),
        ({"stage": "done", "message": "24 rows."}, "24 rows.", False),
        ({"stage": "failed", "message": "It broke."}, "It broke.", False),
    ],
)
def test_a_job_tells_how_far_it_is(client, clock, changes, words, is_open):
    maya = make_person()
    sign_in(client, maya, second_factor=False)
    answer = shown(client, maya, clock.now, **changes)
    body = answer.content.decode()
    assert words in body
    assert ("data-poll=" in body) is is_open
    assert ('<noscript><meta http-equiv="refresh" content="3"></noscript>' in body) is is_open
    assert answer["Cache-Control"] == "private, no-store"


def test_a_done_job_leads_to_its_result_and_nobody_else_finds_it(client, clock):
    maya = make_person()
    sign_in(client, maya, second_factor=False)
    file = files.store_bytes(owner=maya, purpose="tests.sheet", name="rows.xlsx", content=b"PK", at=AT)
    body = shown(client, maya, stage="done", result_file=file, result_url="/my/letters/").content.decode()
    assert reverse("file", args=[file.pk]) in body
    assert "Download rows.xlsx" in body
    assert 'href="/my/letters/"' in body
    sign_in(client, make_person())
    assert client.get(reverse("job", args=[Job.objects.get().pk])).status_code == 404


@pytest.fixture
def mailbox(settings, tmp_path):
    settings.DEMO_MODE = True
    settings.EMAIL_FOLDER = tmp_path / "mail"
    return settings.EMAIL_FOLDER


def send(to="maya@tests.example", subject="Your code", text="Your code is 123456", **more):
    message = EmailMultiAlternatives(subject, text, to=[to])
    for name in more.get("files", []):
        message.attach(name, b"x", "application/pdf")
    FolderBackend().send_messages([message])


def test_mail_becomes_files_in_the_order_of_time_without_addresses_in_their_names(mailbox):
    for number in range(3):
        send(subject=f"Number {number}")
    names = sorted(path.name for path in mailbox.iterdir())
    assert [demo_mail.NAME.fullmatch(Path(name).stem) is not None for name in names] == [True] * 3
    assert not any("maya" in name for name in names)
    assert [mail.subject for mail in demo_mail.inbox()] == ["Number 2", "Number 1", "Number 0"]


def test_the_inbox_lists_everyone_or_one_person(client, mailbox, clock):
    maya = make_person(name="Maya Castellanos", email="maya@tests.example")
    assert "No mail yet" in client.get(reverse("demo_mail")).content.decode()
    send(to=maya.email)
    send(to="nobody@tests.example", subject="Welcome", files=["terms.pdf"])
    body = client.get(reverse("demo_mail")).content.decode()
    assert "Maya Castellanos, maya@tests.example" in body
    assert "Welcome" in body
    body = client.get(reverse("demo_mail"), {"to": "MAYA@tests.example"}).content.decode()
    assert "Your code" in body
    assert "Welcome" not in body
    (newest, oldest) = demo_mail.inbox()
    assert "123456" in client.get(reverse("demo_mail_message", args=[oldest.name])).content.decode()
    assert "terms.pdf" in client.get(reverse("demo_mail_message", args=[newest.name])).content.decode()


def test_a_message_without_anything_is_shown_too(client, mailbox, clock):
    FolderBackend().send_messages([EmailMessage("", "", to=[])])
    (mail,) = demo_mail.inbox()
    assert (mail.to, mail.who, mail.subject) == ("", "", "")
    path = next(mailbox.glob("*.eml"))
    path.write_bytes(b"MIME-Version: 1.0\nContent-Type: image/png\n\nx")
    assert (demo_mail.one(path.stem).text, demo_mail.one(path.stem).sent_at) == ("", None)


@pytest.mark.parametrize("name", ["..", "x", "0" * 20, "../../../etc/passwd", "0" * 20 + "-" + "a" * 12])
def test_no_name_leads_out_of_the_folder(client, mailbox, clock, name):
    (mailbox.parent / "secret.eml").write_text("Subject: secret\n\n")
    send()
    assert demo_mail.one(name) is None
    assert client.get(f"/demo/mail/{name}/").status_code == 404


def test_outside_the_demonstration_there_is_no_inbox(client, mailbox, settings, clock):
    send()
    (mail,) = demo_mail.inbox()
    settings.DEMO_MODE = False
    assert client.get(reverse("demo_mail")).status_code == 404
    assert client.get(reverse("demo_mail_message", args=[mail.name])).status_code == 404
