"""Bringing the texts of the law into the database, and giving each case the texts that it keeps."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from fellowship.models import Person
from recruitment.models import FairChanceCase, LawText
from recruitment.queries.fair_chance_path import HOUSE_POLICY, exempting_of
from recruitment.queries.law import FOLDER, read_files, shipped_book, waiting_texts
from recruitment.rules.fair_chance_law import LawBook
from recruitment.rules.fair_chance_reading import law_from, version_of
from recruitment.rules.fair_chance_stack import stack_of


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading changed. ``waiting`` are new texts beside an amendment of ours, which stays in use."""

    in_use: int
    added: tuple[str, ...]
    retired: tuple[str, ...]
    waiting: tuple[str, ...]


@transaction.atomic
def load_law(*, actor: Person | None, at: datetime) -> Loaded:
    """Add every shipped text that is not there yet; the one it replaces is not used for new cases any more.

    A text that our own amendment stands before is added and waits. Loading twice changes nothing. Raises ``BadLaw``
    where a file is not in order.
    """
    shipped_book()
    rows = list(LawText.objects.select_for_update(of=("self",)).filter(retired_at__isnull=True))
    in_use = {(row.code, row.effective_from): row for row in rows}
    known = set(LawText.objects.values_list("code", "version"))
    new = [data for data in read_files(FOLDER).values() if (data["id"], version_of(data)) not in known]
    added, retired = [], []
    for data in new:
        code, begins = data["id"], date.fromisoformat(data["effective_from"])
        before = in_use.get((code, begins))
        waits = (before is None or not before.is_shipped) and any(
            row.code == code and row.effective_from >= begins for row in rows if not row.is_shipped
        )
        if before is not None and before.is_shipped:
            before.retired_at = at
            before.save(update_fields=["retired_at"])
            retired.append(str(before))
        added.append(
            LawText(code=code, version=version_of(data), effective_from=begins, data=data, added_at=at, added_by=actor,
                    retired_at=at if waits else None)
        )  # fmt: skip
    LawText.objects.bulk_create(added, ignore_conflicts=True)
    return Loaded(
        LawText.objects.filter(retired_at__isnull=True).count(),
        tuple(str(text) for text in added), tuple(retired), tuple(str(text) for text in waiting_texts()),
    )  # fmt: skip


def _named_for(case: FairChanceCase, book: LawBook) -> tuple[str, ...]:
    """The jurisdictions of the case's office. Where there is none, or one without a law, house policy protects."""
    opening = case.offer.opening
    codes = list(opening.office.jurisdictions.order_by("code").values_list("code", flat=True)) if opening else []
    named = [code for code in codes if code in book]
    return tuple(dict.fromkeys([*named, *([HOUSE_POLICY] if len(named) < len(codes) or not codes else [])]))


def keep_law(*, case: FairChanceCase, at: datetime) -> None:
    """Give a case that is being opened the texts it keeps; within the transaction of its caller."""
    texts = list(LawText.objects.filter(retired_at__isnull=True))
    if not texts:
        load_law(actor=None, at=at)
        texts = list(LawText.objects.filter(retired_at__isnull=True))
    book = LawBook(law_from(text.data) for text in texts)
    codes = _named_for(case, book)
    lineage = set(book.lineage(codes, at.date()))
    case.codes = list(codes)
    case.inquiry_stage = stack_of(book, codes, at.date(), exempting=exempting_of(case)).inquiry_stage.value
    # Nothing but this check comes after an offer here: all else was judged before it was sent.
    case.other_checks_done_at = case.offer.sent_at or at
    case.save(update_fields=["codes", "inquiry_stage", "other_checks_done_at"])
    case.laws.set([text for text in texts if text.code in lineage])
