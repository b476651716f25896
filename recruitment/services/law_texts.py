"""Keeping the texts of the law: amending one, counsel's approval, and putting a text in force again.

A text never changes and no case is touched: an amendment is another text, for the cases that open from then on.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import LawStep, LawText
from recruitment.queries.law_amending import NotInOrder, faults_in
from recruitment.rules.fair_chance_reading import version_of

KEEP = "recruitment.keep_law"
Action = LawStep.Action


class TextChanged(Conflict):
    """Somebody else was faster."""

    sentence = _("Somebody changed this law since you opened it. Look at the text in force before you go on.")


class DayTaken(Conflict):
    """Two texts of one law can't begin on the same day."""

    sentence = _("Another text of this law already begins on that day. Amend that one, or choose another day.")


class NotApproved(Conflict):
    """There is no approval to take back."""

    sentence = _("Counsel’s approval of this text was taken back already.")


def _locked(text_id: UUID) -> LawText:
    """The text, and with it every text of the same law in use, locked in one order."""
    code = LawText.objects.values_list("code", flat=True).get(pk=text_id)
    rows = LawText.objects.select_for_update(of=("self",)).filter(code=code).order_by("pk")
    return next(row for row in rows if row.pk == text_id)


def _note(text: LawText, action: LawStep.Action, *, actor: Person, at: datetime, **said: Any) -> None:
    """Write a step of a text down, and into the audit."""
    LawStep.objects.create(text=text, action=action, actor=actor, at=at, **said)
    audit.record(
        actor=actor, action=f"recruitment.law_{action.value}", subject=text, at=at,
        data={"law": text.code, "version": text.version},
    )  # fmt: skip


def _retire(text: LawText, reason: str, *, actor: Person, at: datetime) -> None:
    text.retired_at = at
    text.save(update_fields=["retired_at"])
    _note(text, Action.RETIRE, actor=actor, at=at, reason=reason)


def _has_no_day_left(text: LawText, begins: date, today: date) -> bool:
    """Whether a text that begins on ``begins`` leaves no day to this one, in any time zone."""
    return begins <= text.effective_from or begins < today


@transaction.atomic
def amend_law(*, actor: Person, text_id: UUID, data: Mapping[str, Any], reason: str, at: datetime) -> LawText:
    """Put an amended text in force from its ``effective_from`` on; the text before stays with the cases that keep it.

    Until that day the text before goes on for new cases. Amending twice alike is once. Raises ``Refused``,
    :class:`NotInOrder` with what breaks the schema, :class:`TextChanged` or :class:`DayTaken`.
    """
    require(actor, KEEP)
    before = _locked(text_id)
    faults = faults_in(before.code, before.data, data)
    if faults:
        raise NotInOrder(faults)
    begins, version = date.fromisoformat(data["effective_from"]), version_of(data)
    again = LawText.objects.filter(code=before.code, version=version, retired_at__isnull=True).first()
    if again is not None:
        return again
    if before.retired_at is not None:
        raise TextChanged
    if _has_no_day_left(before, begins, at.date()):
        _retire(before, reason, actor=actor, at=at)
    if LawText.objects.filter(code=before.code, effective_from=begins, retired_at__isnull=True).exists():
        raise DayTaken
    text = LawText.objects.create(
        code=before.code, version=version, effective_from=begins, data=dict(data), is_shipped=False, added_at=at,
        added_by=actor, reason=reason,
    )  # fmt: skip
    _note(text, Action.AMEND, actor=actor, at=at, reason=reason)
    return text


@transaction.atomic
def use_text(*, actor: Person, text_id: UUID, reason: str, at: datetime) -> LawText:
    """Put a text in force again, or one that waits; those that would stand before it go. Twice is once.

    Raises ``Refused``.
    """
    require(actor, KEEP)
    text = _locked(text_id)
    if text.retired_at is None:
        return text
    until = max(at.date(), text.effective_from)
    others = LawText.objects.filter(
        code=text.code, retired_at__isnull=True, effective_from__range=(text.effective_from, until)
    )
    for other in others:
        _retire(other, reason, actor=actor, at=at)
    text.retired_at = None
    text.save(update_fields=["retired_at"])
    _note(text, Action.USE, actor=actor, at=at, reason=reason)
    return text


@transaction.atomic
def approve_text(*, actor: Person, text_id: UUID, counsel: str, on: date, at: datetime) -> LawText:
    """Note that counsel approved a text on a day; it counts for this text alone. Twice is once. Raises ``Refused``."""
    require(actor, KEEP)
    text = _locked(text_id)
    if text.approved_at is None:
        text.approved_at, text.approved_by = at, counsel
        text.save(update_fields=["approved_at", "approved_by"])
        _note(text, Action.APPROVE, actor=actor, at=at, counsel=counsel, counsel_on=on)
    return text


@transaction.atomic
def undo_approval(*, actor: Person, text_id: UUID, reason: str, at: datetime) -> LawText:
    """Take an approval back; that it was there stays in the story. Raises ``Refused`` or :class:`NotApproved`."""
    require(actor, KEEP)
    text = _locked(text_id)
    if text.approved_at is None:
        raise NotApproved
    text.approved_at, text.approved_by = None, ""
    text.save(update_fields=["approved_at", "approved_by"])
    _note(text, Action.UNDO, actor=actor, at=at, reason=reason)
    return text
