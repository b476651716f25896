"""Résumés in a scenario: Word files, the words of most of them cleared for readers, a few that wait at the desk."""

import hashlib
import io
import random
import zipfile
from datetime import datetime
from xml.sax.saxutils import escape

from django.core.files.base import ContentFile

from fellowship.models import StoredFile
from fellowship.scenarios import texts
from fellowship.scenarios.world import Program
from recruitment.models import Answer, Application, ClearedAnswer, Cycle, DocumentText, Question
from recruitment.queries.own_words import terms_of
from recruitment.rules.documents import MAIN_PART, SPACE, TextState, docx_text
from recruitment.rules.giveaways import patterns
from recruitment.rules.redaction import suggest
from recruitment.rules.stages import Stage

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST = 12
WAITING = 3
SCHOOLS = ("Marlow State College", "Harbor Community College", "Tolliver High School")
# Zip archives keep a time; a fixed one makes the same file each time.
STAMP = (2026, 1, 1, 0, 0, 0)


def build_uploads(program: Program, rng: random.Random) -> None:
    """Give a dozen applications that were read a résumé; the words of the last few in review wait to be cleared."""
    cycle = program.things["cycle"]
    assert isinstance(cycle, Cycle)  # noqa: S101  (what world built)
    gone = [Stage.DRAFT, Stage.SUBMITTED, Stage.WITHDRAWN]
    rows = Application.objects.filter(cycle=cycle).exclude(stage__in=gone).select_related("person")
    applications = list(rows.exclude(person=program.people["maya"]).order_by("reference")[:MOST])
    waiting = [row for row in applications if row.stage == Stage.IN_REVIEW][-WAITING:]
    for application in applications:
        at = application.submitted_at or program.calendar.now
        answer, text = _upload(application, _lines(application, rng), at)
        if application not in waiting:
            _clear(program, application, answer, text)


def _lines(application: Application, rng: random.Random) -> list[str]:
    """What such a paper says, with the name, the address and the school that the desk has to find."""
    person, done = application.person, [line.strip() for line in texts.done(rng).split(".") if line.strip()]
    return [
        person.name,
        f"{person.email} · {rng.randint(201, 989)}-555-01{rng.randint(0, 99):02d}",
        "What I have done",
        *(f"{line}." for line in done),
        "School",
        f"{rng.choice(SCHOOLS)}, class of 2025",
    ]


def _paper(lines: list[str]) -> bytes:
    """A Word document of one paragraph a line."""
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    xml = f'<?xml version="1.0"?><w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>'
    kinds = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{MAIN_PART}" ContentType="{WORD}.main+xml"/></Types>'
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in (("[Content_Types].xml", kinds), (MAIN_PART, xml)):
            package.writestr(zipfile.ZipInfo(name, STAMP), part)
    return content.getvalue()


def _upload(application: Application, lines: list[str], at: datetime) -> tuple[Answer, str]:
    """Keep the paper as the answer to the question for it."""
    content = _paper(lines)
    digest = hashlib.sha256(content).hexdigest()
    file = StoredFile(
        owner=application.person, purpose="recruitment.answer", name="resume.docx", content_type=WORD,
        size=len(content), sha256=digest, created_at=at, created_by=application.person,
    )  # fmt: skip
    file.content.save(f"{digest[:2]}/{digest[:32]}", ContentFile(content), save=False)
    file.save(force_insert=True)
    question = Question.objects.get(version=application.form_version_id, key="resume")
    answer = Answer.objects.create(
        application=application,
        question=question,
        value={"name": file.name, "size": file.size},
        file=file,
        saved_at=at,
    )
    return answer, docx_text(content)


def _clear(program: Program, application: Application, answer: Answer, text: str) -> None:
    """Note what the paper says, and what a person let through of it."""
    at = program.calendar.at(63)
    DocumentText.objects.create(file=answer.file, state=TextState.READ, text=text, read_at=at)
    ClearedAnswer.objects.create(
        answer=answer, text=suggest(text, terms_of(application), patterns()), answer_revision=answer.revision,
        cleared_by=program.people["ines"], cleared_at=at,
    )  # fmt: skip
