"""Uploaded files at the redaction desk: their words are taken out safely, and readers never get a file."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.http import Http404
from django.test import Client
from django.urls import reverse
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from fellowship.models import AuditEntry, StoredFile
from recruitment.models import Answer, Application, DocumentText
from recruitment.queries.clearing import clearing_page
from recruitment.queries.packets import packet_of
from recruitment.rules.documents import MOST_LETTERS, TextState, Unreadable, docx_text, tidy
from recruitment.services import documents
from recruitment.services.pdf_text import text_in
from tests.factories import selection as make
from tests.factories.people import sign_in

AT = make.AT
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx(body: str, head: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "word/document.xml", f'{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        )
    return made.getvalue()


def line(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(text: str = "", password: str = "") -> bytes:
    """A PDF of one page with a line of text, or none as a scan has."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    if text:
        font = DictionaryObject(
            {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
             NameObject("/BaseFont"): NameObject("/Helvetica")}
        )  # fmt: skip
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
        page[NameObject("/Contents")] = stream
    if password:
        writer.encrypt(password)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_word_document_is_read_by_paragraphs() -> None:
    body = (
        line("Maya &amp; Rosa") + "<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r></w:p>"
    )
    body += "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    body += (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{line('once')}</mc:Choice><mc:Fallback>{line('twice')}</mc:Fallback></mc:AlternateContent>"
    )
    assert docx_text(docx(body)) == "Maya & Rosa\nOne two\nthree\n\nonce"


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "content",
    [
        b"", b"PK\x03\x04 no zip", docx(line("&b;"), LAUGHS), docx(line("x"), '<!DOCTYPE x SYSTEM "file:///etc/passwd">'),
        docx("<w:p>"), docx(line("x" * (21 * 1024 * 1024))),
    ],
    ids=["empty", "no zip", "entities", "outside entity", "broken", "bomb"],
)  # fmt: skip
def test_hostile_or_broken_documents_are_not_read(content: bytes) -> None:
    with pytest.raises(Unreadable):
        docx_text(content)


def test_a_document_without_its_main_part_is_not_read() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("other.xml", "<x/>")
    with pytest.raises(Unreadable):
        docx_text(made.getvalue())


def test_long_texts_are_cut_and_control_signs_go() -> None:
    assert len(docx_text(docx(line("word " * 9000)))) <= MOST_LETTERS
    assert tidy("a\x00b\r\n\n\n\n  c \x07") == "a b\n\nc"


def test_the_words_of_a_pdf_are_found_and_a_scan_has_none() -> None:
    assert text_in(pdf("Maya Okafor helped")) == (TextState.READ, "Maya Okafor helped")
    assert text_in(pdf()) == (TextState.EMPTY, "")
    assert text_in(pdf("secret", "password")) == (TextState.UNREADABLE, "")
    assert text_in(b"%PDF-1.4 and nothing else") == (TextState.UNREADABLE, "")


def uploaded(application: Application, content: bytes, content_type: str, name: str = "x.pdf") -> StoredFile:
    question = make.question(application, "paper", kind="file", visible_to_reviewers=True, label="A paper of yours")
    file = StoredFile.objects.create(
        owner=application.person, purpose="recruitment.answer", name=name, content_type=content_type,
        size=len(content), sha256="0" * 64, content=ContentFile(content, name="x"), created_at=AT,
    )  # fmt: skip
    Answer.objects.create(
        application=application, question=question, value={"name": name, "size": len(content)}, file=file, saved_at=AT
    )
    return file


@pytest.mark.django_db
def test_a_pdf_reaches_a_reader_only_as_cleared_words(client: Client, clock: Any) -> None:
    application = make.submitted()
    file = uploaded(application, pdf("Maya Okafor helped at Saint Mary Clinic"), "application/pdf", "Maya.pdf")
    boss = make.manager()
    sign_in(client, boss)
    desk = reverse("recruitment_clear", args=[application.pk])
    page = client.get(desk)
    assert DocumentText.objects.get().text == "Maya Okafor helped at Saint Mary Clinic"
    assert "Its words are below." in page.content.decode()
    row = next(row for row in page.context["form"].answers if row.file_id == file.pk)
    assert row.suggestion == "[name withheld] helped at Saint Mary Clinic"
    assert packet_of(application, 1).answers[-1].is_withheld
    form = page.context["form"]
    posted = {f"text_{one.id}": one.suggestion for one in form.answers}
    posted |= {f"seen_{one.id}": str(one.revision) for one in form.answers}
    posted[f"text_{row.id}"] = "[name withheld] helped at [workplace withheld]"
    assert client.post(desk, posted).status_code == 302
    reader = make.reviewer()
    read = make.assigned(application)[0]
    sign_in(client, reader)
    packet = client.get(reverse("recruitment_packet", args=[read.pk])).content.decode()
    assert "workplace withheld" in packet
    for secret in ("Maya", "Okafor", "Saint Mary", str(file.pk), ".pdf"):
        assert secret not in packet
    assert client.get(reverse("file", args=[file.pk])).status_code == 404
    assert AuditEntry.objects.filter(action="recruitment.read_document").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "content_type", "state", "text"),
    [
        (pdf(), "application/pdf", "empty", ""),
        (b"%PDF-1.4 broken", "application/pdf", "unreadable", ""),
        (docx(line("Words")), DOCX, "read", "Words"),
        (docx(""), DOCX, "empty", ""),
        (b"no zip", DOCX, "unreadable", ""),
        (b"picture", "image/png", "empty", ""),
        ("Señas\n".encode(), "text/plain; charset=utf-8", "read", "Señas"),
    ],
    ids=["scan", "broken pdf", "word", "empty word", "broken word", "picture", "text"],
)
def test_every_kind_of_file_is_read_once(content: bytes, content_type: str, state: str, text: str) -> None:
    application = make.submitted()
    uploaded(application, content, content_type)
    boss = make.manager()
    found = [documents.read_documents(actor=boss, application_id=application.pk, at=AT) for _again in (1, 2)]
    assert found == [1, 0]
    kept = DocumentText.objects.get()
    assert (kept.state, kept.text) == (state, text)
    row = next(row for row in clearing_page(boss, application.pk).answers if row.file_id)
    assert (row.file_state, row.original) == (state, text)


@pytest.mark.django_db
def test_a_process_that_hangs_or_talks_nonsense_is_an_unreadable_file(monkeypatch: pytest.MonkeyPatch) -> None:
    application = make.submitted()
    uploaded(application, pdf("words"), "application/pdf")
    monkeypatch.setattr(documents, "LONGEST_WAIT", 0.001)
    documents.read_documents(actor=make.manager(), application_id=application.pk, at=AT)
    assert DocumentText.objects.get().state == "unreadable"


@pytest.mark.django_db
def test_only_those_who_clear_have_files_read() -> None:
    application = make.submitted()
    uploaded(application, pdf("words"), "application/pdf")
    with pytest.raises(Http404):
        documents.read_documents(actor=make.reviewer(), application_id=application.pk, at=AT)
    assert not DocumentText.objects.exists()
