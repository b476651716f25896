"""Notices as PDF: tagged, in their language, with every item in print, and whatever somebody typed stays text."""

import io
from dataclasses import replace

import pypdf
import pytest

from fellowship.access import can, visible
from fellowship.models import AuditEntry, Person
from fellowship.rules.letters import kind_of
from fellowship.scenarios.places import OFFICES
from fellowship.services.files import store_bytes
from fellowship.services.letters import cancel_letters
from recruitment.access.fair_chance_notices import NOTICE
from recruitment.models import CasePaper, FairChanceCase
from recruitment.queries.law import shipped_book
from recruitment.rules.fair_chance_checklist import plain
from recruitment.rules.fair_chance_notice_letters import KINDS
from recruitment.services.fair_chance_notices import (
    NotComplete,
    keep_notice,
    render_complete,
    render_notice,
    words_in_print,
    write_to_applicant,
)
from tests.factories import notices as make
from tests.factories import selection

pytestmark = pytest.mark.django_db
COUNTY = "us-ca-los-angeles-county-uninc"
STACKS = [(code,) for code in shipped_book().codes] + [office.codes for office in OFFICES]
HOSTILE = (
    '#panic("x") *bold* _em_ $x^2$ <label> @cite [a] // no /* c */ `raw` = head\n= heading\n- item \\ \\u{41} ~ —'
)


def tags_of(pdf: bytes) -> tuple[str, bool, str, set[str]]:
    """Language, whether the file is marked, what part of PDF/UA it names, and the kinds of tags."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    kinds: set[str] = set()
    waiting = [root["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += [each.get_object() for each in node]
        elif isinstance(node, dict):
            kinds.add(str(node.get("/S", "")))
            waiting.append(node["/K"].get_object() if "/K" in node else None)
    return str(root["/Lang"]), bool(root["/MarkInfo"]["/Marked"]), "pdfuaid:part>1<" in metadata, kinds


@pytest.mark.parametrize(
    ("kind", "language"),
    [
        ("conditional_offer_background_notice", "es"),
        ("pre_check_disclosure_and_authorization", "en"),
        ("preliminary_adverse", "es"),
        ("final_adverse", "en"),
    ],
)
def test_a_notice_is_a_tagged_paper_in_its_language_and_says_all_in_print(kind: str, language: str):
    stack = make.stack(COUNTY)
    notice = make.notice_of(kind, stack, language)
    pdf, items = render_complete(notice, stack)
    lang, is_marked, is_ua, kinds = tags_of(pdf)
    assert (lang, is_marked, is_ua) == (language, True, True)
    assert {"/H1", "/H2", "/P"} <= kinds
    assert items
    assert all(item.is_proven for item in items)
    words = plain(words_in_print(pdf, language))
    lost = [part for row in notice.sections for part in row.text.splitlines() if plain(part)[:60] not in words]
    assert [part for part in lost if ": " not in part] == []


def test_a_notice_with_a_missing_item_is_not_made():
    stack = make.stack(COUNTY)
    with pytest.raises(NotComplete) as refused:
        render_complete(make.notice_of("preliminary_adverse", stack, records=()), stack)
    assert [item.code for item in refused.value.items] == [
        "convictions_or_open_arrests", "basis_convictions", "items_of_concern",
    ]  # fmt: skip


def test_what_is_lost_in_print_is_noticed(monkeypatch: pytest.MonkeyPatch):
    stack = make.stack("us-il")
    notice = make.notice_of("final_adverse", stack)
    other = render_notice(replace(notice, sections=notice.sections[:1]))
    monkeypatch.setattr("recruitment.services.fair_chance_notices.render_notice", lambda _: other)
    with pytest.raises(NotComplete):
        render_complete(notice, stack)


def test_whatever_somebody_typed_stays_text():
    stack = make.stack(COUNTY)
    long = "Many words about one thing. " * 400
    notice = make.notice_of(
        "preliminary_adverse", stack, records=(HOSTILE, "A" * 300), duties=(long,), name=HOSTILE, address=HOSTILE,
        office=HOSTILE, officer=HOSTILE, source=HOSTILE,
    )  # fmt: skip
    words = plain(words_in_print(render_notice(notice), "en"))
    for line in HOSTILE.splitlines():
        assert plain(line) in words
    assert plain(long) in words


@pytest.mark.parametrize(
    ("codes", "is_attached"),
    [((COUNTY,), True), (("us-il",), False), (("policy-default-strict", "us-il"), False), ((COUNTY, "us-il"), True)],
)
def test_the_mail_waits_says_nothing_of_a_record_and_takes_the_paper_along_where_a_law_wants_it(
    clock, codes: tuple[str, ...], is_attached: bool
):
    case, stack = selection.accepted(), make.stack(*codes)
    officer, at = selection.officer(), selection.AT
    paper = kept(case, officer)
    file = paper.file
    letter = write_to_applicant(case=case, stack=stack, paper=paper, actor=officer, at=at)
    assert write_to_applicant(case=case, stack=stack, paper=paper, actor=officer, at=at) == letter
    assert (letter.stage, letter.is_decision, letter.subject) == ("held", True, "About your offer")
    assert list(letter.attachments.all()) == ([file] if is_attached else [])
    assert file.name == "notice.pdf"
    assert [word for word in ("record", "convic", "arrest", "background", "preliminary") if word in letter.body] == []
    assert cancel_letters(actor=None, subject_record=case.offer.application, at=at) >= 1
    letter.refresh_from_db()
    assert letter.stage == "cancelled"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_the_words_of_the_mails_hold_no_hint_in_either_language(kind):
    hints = ("record", "convic", "arrest", "background", "antecedente", "condena", "arresto", "previo", "prelimin")
    for subject, body in kind.default.values():
        assert [hint for hint in hints if hint in f"{subject} {body}".lower()] == []
    assert kind_of(kind.key).decision


def kept(case: FairChanceCase, officer: Person) -> CasePaper:
    """A finished notice of a case."""
    notice = make.notice_of("final_adverse", make.stack(COUNTY))
    pdf = b"%PDF-1.7 notice"
    return keep_notice(case=case, notice=notice, items=(), pdf=pdf, actor=officer, at=selection.AT)


def second_case_of(case: FairChanceCase, officer: Person) -> FairChanceCase:
    """Another case of the same applicant, from another year, with an officer of its own."""
    person = case.offer.application.person
    other = selection.accepted(selection.invited(person, selection.cycle(cohort_year=2028)))
    other.officer = officer
    other.save()
    return other


def test_only_the_applicant_and_the_officer_of_the_very_case_read_a_notice(client, clock, monkeypatch):
    monkeypatch.setattr("fellowship.second_factor.given", lambda _request: True)
    case, farah, other = selection.accepted(), selection.officer(), selection.officer("Otto Lang")
    case.officer = farah
    case.save()
    applicant, second = case.offer.application.person, second_case_of(case, other)
    files = {farah: kept(case, farah).file, other: kept(second, other).file}
    loose = store_bytes(owner=applicant, purpose=NOTICE, name="notice.pdf", content=b"x", at=selection.AT)
    for file in (*files.values(), loose):
        for person in (farah, other, applicant, selection.manager(), selection.reviewer()):
            may = files.get(person) == file
            assert can(person, "recruitment.read_notice_file", file) == may
            assert visible(person, "recruitment.read_notice_file").filter(pk=file.pk).exists() == may
            client.force_login(person)
            answer = client.get(f"/files/{file.pk}/")
            b"".join(answer)
            assert answer.status_code == (200 if may or person == applicant else 404), person.name
    read = AuditEntry.objects.filter(action="fellowship.read_file")
    assert [(row.actor_id, row.subject_id) for row in read.order_by("pk")] == [
        (person.pk, str(file.pk)) for person, file in files.items()
    ]
    case.officer = other
    case.save()
    assert not can(farah, "recruitment.read_notice_file", files[farah])
    assert can(other, "recruitment.read_notice_file", files[farah])


@pytest.mark.deep
@pytest.mark.parametrize("codes", STACKS, ids="+".join)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_notice_of_every_jurisdiction_is_a_tagged_paper_with_all_items_in_print(
    codes: tuple[str, ...], language: str
):
    stack = make.stack(*codes)
    for kind in sorted({notice.kind for notice in stack.notices}):
        pdf, _ = render_complete(make.notice_of(kind, stack, language), stack)
        lang, is_marked, is_ua, _ = tags_of(pdf)
        assert (lang, is_marked, is_ua) == (language, True, True)
