"""What somebody who amends a law works with: the text before, what may stand in it, and what their text changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.design.wording import day_in_words
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from recruitment.models import LawText
from recruitment.models.case_wording import CONFIDENCE, LEVELS
from recruitment.models.law_wording import FIELDS, NO, NOTHING, PENDING, SECTIONS, STAGES, UNITS, WAYS, YES, fault_text
from recruitment.queries.case_laws import name_of, said
from recruitment.queries.law import book_in_use, shipped_form, shipped_words
from recruitment.queries.law_exemptions import KEEP
from recruitment.rules.fair_chance_reading import words
from recruitment.rules.fair_chance_schema import WRONG_REVISION, Fault, check_files
from recruitment.rules.law_changes import Change, changes_between

Label = str | Promise
_VALUES: Mapping[str, Mapping[str, Label]] = {
    "inquiry.stage": STAGES, "pending_charges.rule": PENDING, "notices.wait.unit": UNITS,
    "notices.extension.unit": UNITS, "decide_within.unit": UNITS, "channels": WAYS, "level": LEVELS,
    "confidence": CONFIDENCE,
}  # fmt: skip
_DAYS = {"effective_from", "effective_to"}


class NotInOrder(Conflict):
    """The text breaks the schema; ``faults`` has a line for each place."""

    sentence = _("The text of the law is not in order.")

    def __init__(self, faults: tuple[str, ...]) -> None:
        """Keep what is wrong."""
        super().__init__()
        self.faults = faults


@dataclass(frozen=True, slots=True)
class AmendSubject:
    """The text that is amended, with the codes that may stand in its lists."""

    id: UUID
    code: str
    version: str
    name: str
    data: dict[str, Any]
    is_open: bool
    choices: Mapping[str, tuple[tuple[str, str], ...]]
    contents: Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A field that a text changes, in words."""

    field: Label
    notice: str
    before: tuple[Label, ...]
    after: tuple[Label, ...]
    is_list: bool


def amend_subject(person: Person, code: str, version: str) -> AmendSubject:
    """A text that somebody amends; ``is_open`` while no other has taken its place. Raises ``Refused``."""
    require(person, KEEP)
    row = get_object_or_404(LawText, code=code, version=version)
    sections = ("excluded", "factor", "posting_requirement", "posting_prohibition", "notice")
    return AmendSubject(
        id=row.pk, code=row.code, version=row.version, name=said(words(row.data["name"])), data=row.data,
        is_open=row.retired_at is None,
        choices={section: _codes(section) for section in sections}, contents=_contents(row.data),
    )  # fmt: skip


def _codes(section: str) -> tuple[tuple[str, str], ...]:
    return tuple((code, said(text)) for (of, code), text in shipped_words().items() if of == section)


def _contents(data: Mapping[str, Any]) -> dict[str, tuple[tuple[str, str], ...]]:
    """What a notice of each kind says by any law in use, so that there are sentences for it; and what it says here."""
    book = book_in_use()
    found: dict[str, dict[str, str]] = {}
    here = [(notice["kind"], notice["contents"]) for notice in data["notices"]]
    laws = [law for code in book.codes for law in book.texts(code)]
    for kind, codes in [*here, *((notice.kind, notice.contents) for law in laws for notice in law.notices)]:
        found.setdefault(kind, {}).update({code: name_of("content", code) for code in codes})
    return {kind: tuple(names.items()) for kind, names in found.items()}


def faults_in(code: str, before: Mapping[str, Any], data: Mapping[str, Any]) -> tuple[str, ...]:
    """What is wrong with a text that shall follow another, as ``field: what is wrong`` in the reader's language."""
    others = LawText.objects.filter(retired_at__isnull=True).exclude(code=code)
    files: dict[str, Any] = {f"{row.code}@{row.effective_from}": row.data for row in others}
    faults = [fault for fault in check_files({**files, code: data}, *shipped_form()) if fault.file == code]
    wanted = before["revision"] + 1
    if not faults and data["revision"] != wanted:
        faults = [Fault("revision", WRONG_REVISION, value=wanted)]
    return tuple(fault_text(fault) for fault in faults)


def change_lines(subject: AmendSubject, data: Mapping[str, Any]) -> tuple[ChangeLine, ...]:
    """What a text in order changes, in words."""
    return tuple(_line(change) for change in changes_between(subject.data, data))


def _line(change: Change) -> ChangeLine:
    before, after = (
        tuple(_shown(change.field, one) for one in (value if change.is_list else [value]))
        for value in (change.before, change.after)
    )
    notice = name_of("notice", change.notice) if change.notice else ""
    return ChangeLine(FIELDS.get(change.field, change.field), notice, before, after, change.is_list)


def _shown(field: str, value: Any) -> Label:
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return YES if value else NO
    if field in _DAYS:
        return day_in_words(date.fromisoformat(value), get_language() or "en")
    if field in SECTIONS:
        return name_of(SECTIONS[field], value)
    if isinstance(value, dict):
        return _told(value)
    return _VALUES.get(field, {}).get(value, str(value))


def _told(value: Mapping[str, Any]) -> str:
    """A row of a list: its citation, its text, or both languages of a text."""
    if {"en", "es"} <= set(value):
        return said(words(value))
    return str(value.get("cite") or said(words(value.get("text"))) or value)


def begin_of(data: Mapping[str, Any], at: datetime) -> tuple[date, bool]:
    """The day from which a text is in force, and whether it is still to come."""
    begins = date.fromisoformat(data["effective_from"])
    return begins, begins > at.date()
