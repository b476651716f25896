"""A notice of one case is written: proven, kept as a PDF in both languages, and its mail waits to be let go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.models import Letter, Person, StoredFile
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import CasePaper, FairChanceCase
from recruitment.queries.case_enclosures import EnclosureLine, enclosure_name
from recruitment.queries.case_papers import dates_from, written
from recruitment.queries.fair_chance_path import day_of, law_day, stack_of_case
from recruitment.queries.paper_days import days_named
from recruitment.queries.papers_in_hand import AFTER_DECISION
from recruitment.rules.fair_chance import CONFIDENTIAL
from recruitment.rules.fair_chance_checklist import Item
from recruitment.rules.fair_chance_notices import kinds_with
from recruitment.services.case_enclosures import enclose
from recruitment.services.case_unsent import drop_papers
from recruitment.services.fair_chance import worked
from recruitment.services.fair_chance_notices import NotComplete, keep_notice, render_complete, write_to_applicant

__all__ = ["Made", "NotComplete", "NotDecided", "make_paper"]


class NotDecided(Conflict):
    """A final notice comes after the decision."""

    sentence = _("Nothing is decided yet. The final notice is written after the decision.")


@dataclass(frozen=True, slots=True)
class Made:
    """A finished notice: its papers, the one in the chosen language first, its mail, and what proves it."""

    papers: tuple[CasePaper, ...]
    letter: Letter
    items: tuple[Item, ...]

    @property
    def enclosed(self) -> tuple[EnclosureLine, ...]:
        """What goes along with the paper in the language that was chosen."""
        rows = self.papers[0].enclosures.order_by("code", "added_at")
        return tuple(
            EnclosureLine(row.code, enclosure_name(row.code), True, False, file_id=row.file_id) for row in rows
        )

    @property
    def file(self) -> StoredFile:
        """The paper in the language that was chosen."""
        return self.papers[0].file


@transaction.atomic
def make_paper(*, actor: Person, case_id: UUID, kind: str, typed: Mapping[str, Any], at: datetime) -> Made:
    """Write a notice in both languages; an earlier paper of the kind that did not go out is gone, with its mail.

    Nothing counts as sent by this: the proof of sending is noted with the case. Raises ``Refused`` for anybody but the
    officer of the case, :class:`NotDecided`, and :class:`NotComplete` with what is missing.
    """
    case = worked(actor, case_id)
    if kind in AFTER_DECISION and case.decided_at is None:
        raise NotDecided
    stack = stack_of_case(case, law_day(case, at))
    notices = written(case, stack, kind, typed, officer=actor, at=at)
    finished = [(notice, *render_complete(notice, stack)) for notice in notices]
    drop_papers(_unsent(case, kind), actor=actor, at=at)
    days = days_named(kind, dates_from(case, stack, typed, at), day_of(case, at))
    papers = []
    for notice, pdf, items in finished:
        paper = keep_notice(case=case, notice=notice, items=items, pdf=pdf, actor=actor, at=at, days=days)
        paper.enclosures.set(enclose(case=case, codes=notice.enclosed, language=notice.language, actor=actor, at=at))
        papers.append(paper)
    letter = write_to_applicant(case=case, stack=stack, paper=papers[0], actor=actor, at=at)
    CasePaper.objects.filter(pk__in=[paper.pk for paper in papers]).update(letter=letter)
    audit.record(
        actor=actor, action="recruitment.write_notice", subject=case, about=case.offer.application.person, at=at,
        data={"kind": kind, "language": notices[0].language}, key=CONFIDENTIAL,
    )  # fmt: skip
    return Made(tuple(papers), letter, finished[0][2])


def _unsent(case: FairChanceCase, kind: str) -> list[CasePaper]:
    """Earlier papers of the kind that neither went out nor left by mail."""
    rows = case.papers.filter(kind__in=kinds_with(kind), notice__isnull=True)
    return list(rows.exclude(letter__sent_at__isnull=False).exclude(letter__stage="sending"))
