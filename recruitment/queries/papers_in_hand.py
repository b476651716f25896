"""The paper of a notice that would go out now, and what it was proved to say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from recruitment.models import CasePaper, FairChanceCase
from recruitment.queries.fair_chance_notices import shipped_forms
from recruitment.queries.fair_chance_path import FINAL, PRELIMINARY
from recruitment.rules.fair_chance_notices import kinds_with

# Papers that tell of a decision, or why it was made: none of them is true before it.
SECOND_LOOK = "second_individualized_assessment"
AFTER_DECISION = frozenset({FINAL, "public_employer_denial_notice", "statement_of_reasons_on_request"})


@dataclass(frozen=True, slots=True)
class InHand:
    """The papers that were made last, one for each language. ``is_old``: what they rest on has changed since."""

    papers: tuple[CasePaper, ...] = ()
    is_old: bool = False

    @property
    def held(self) -> frozenset[str]:
        """The items that every one of them was proved to hold; none for papers that may not go out."""
        if self.is_old or not self.papers:
            return frozenset()
        return frozenset.intersection(*(frozenset(where_in(paper)) for paper in self.papers))


def where_in(paper: CasePaper) -> dict[str, tuple[str, ...]]:
    """The items of a paper, each with the headings under which it stands."""
    items: Any = paper.items
    return {item["code"]: tuple(item["where"]) for item in items}


def _rests_on(case: FairChanceCase, kind: str) -> datetime | None:
    """The moment before which a paper of this kind can't have been true."""
    if kind in AFTER_DECISION:
        return case.decided_at
    if kind == SECOND_LOOK:
        looks = case.assessments.filter(is_second=True).order_by("-number")
        return looks.values_list("written_at", flat=True).first()
    if kind == PRELIMINARY:
        looks = case.assessments.filter(is_second=False).order_by("-number")
        written = looks.values_list("written_at", flat=True).first()
        sorted_at = case.steps.filter(action="sort_again").order_by("-at").values_list("at", flat=True).first()
        return max((moment for moment in (written, sorted_at) if moment), default=None)
    return None


def newest(papers: Iterable[CasePaper]) -> tuple[CasePaper, ...]:
    """Those that were made together at last."""
    rows = sorted(papers, key=lambda paper: paper.made_at)
    return tuple(row for row in rows if row.made_at == rows[-1].made_at)


def in_hand(case: FairChanceCase, kind: str) -> InHand:
    """What would go out as a notice of this kind; the same paper counts for every notice that it is."""
    rows = case.papers.filter(kind__in=kinds_with(kind), notice__isnull=True).select_related("file", "letter")
    papers = newest(rows)
    since = _rests_on(case, kind)
    return InHand(papers, bool(papers) and since is not None and papers[0].made_at < since)


def gone_out(case: FairChanceCase, kind: str) -> InHand | None:
    """The papers with which a notice went out; ``None`` for one that did not."""
    kept = case.notices.filter(kind__in=kinds_with(kind)).values_list("pk", "kind")
    if kind not in {found for _pk, found in kept}:
        return None
    rows = case.papers.filter(notice__in=[pk for pk, _kind in kept]).select_related("file", "letter")
    return InHand(newest(rows))


def needs_paper(kind: str) -> bool:
    """Whether there are sentences for a notice of this kind, so that it can be written at all."""
    return kind in shipped_forms().kinds
