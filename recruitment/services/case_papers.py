"""A notice of one case is written: proven, kept as a PDF, and its mail waits to be let go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from fellowship.models import Letter, Person, StoredFile
from fellowship.services import audit, letters
from recruitment.queries.case_papers import values_of_case
from recruitment.queries.fair_chance_notices import shipped_forms
from recruitment.queries.fair_chance_path import law_day, stack_of_case
from recruitment.rules.fair_chance_checklist import Item
from recruitment.rules.fair_chance_notice_letters import KINDS
from recruitment.rules.fair_chance_notices import build
from recruitment.services.fair_chance import worked
from recruitment.services.fair_chance_notices import NotComplete, keep_notice, render_complete, write_to_applicant

__all__ = ["Made", "NotComplete", "make_paper"]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished notice: its file, its mail, and what proves that it says all it must."""

    file: StoredFile
    letter: Letter
    items: tuple[Item, ...]


@transaction.atomic
def make_paper(*, actor: Person, case_id: UUID, kind: str, typed: Mapping[str, Any], at: datetime) -> Made:
    """Write a notice in the language that was chosen; the mail of an earlier paper that did not leave is taken back.

    Nothing counts as sent by this: the proof of sending is noted with the case. Raises ``Refused`` for anybody but the
    officer of the case and :class:`NotComplete` with what is missing.
    """
    case = worked(actor, case_id)
    stack, language = stack_of_case(case, law_day(case, at)), str(typed.get("language") or "en")
    values = values_of_case(case, stack, typed, officer=actor, language=language, at=at)
    pdf, items = render_complete(build(kind, stack, values, shipped_forms(), language), stack)
    file = keep_notice(case=case, pdf=pdf, actor=actor, at=at)
    mails = [one.key for one in KINDS]
    letters.cancel_letters(actor=actor, subject_record=case.offer.application, kinds=mails, at=at)
    letter = write_to_applicant(case=case, stack=stack, file=file, actor=actor, at=at)
    audit.record(
        actor=actor, action="recruitment.write_notice", subject=case, about=case.offer.application.person, at=at,
        data={"kind": kind, "language": language},
    )  # fmt: skip
    return Made(file, letter, items)
