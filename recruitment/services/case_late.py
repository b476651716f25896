"""What an applicant sends after the decision: nothing is lost, and nothing opens again by itself."""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.queries import organization
from fellowship.rules.refusals import Conflict
from fellowship.services import letters
from recruitment.models import CaseLateWord, FairChanceCase
from recruitment.models.case_papers import LATE
from recruitment.queries.people import officers
from recruitment.rules.fair_chance import CaseStage
from recruitment.rules.fair_chance_answers import Late
from recruitment.rules.fair_chance_watch_letters import CAME_LATE
from recruitment.services.case_answers import NoRoomForAnswer
from recruitment.services.case_enclosures import keep_file
from recruitment.services.fair_chance import locked_case, note_step
from recruitment.services.selection_letters import link_to

AFTER_DECISION = frozenset({CaseStage.DECIDED, CaseStage.NOT_CLEARED})
MOST_WORDS = 20


class EnoughSaid(Conflict):
    """So much came after the decision that nothing more is kept here."""

    sentence = _("We keep 20 messages after a decision. Please call or write to us.")


@transaction.atomic
def keep_late_word(
    *, actor: Person, case_id: UUID, kind: Late, at: datetime, text: str = "", upload: UploadedFile | None = None
) -> CaseLateWord:
    """Keep what came after the decision, for the officer of the case, who is told once. The same twice is once.

    No date moves and no stage. Raises ``Refused`` for anybody but the applicant, ``NoRoomForAnswer`` where there is no
    decision against them or its papers are gone, ``FileRefused``, ``TooMany`` and :class:`EnoughSaid`.
    """
    case = locked_case(case_id)
    require(actor, "recruitment.own_case", case)
    if case.stage not in AFTER_DECISION or case.emptied_at is not None:
        raise NoRoomForAnswer
    words, kept = text.strip(), list(case.late_words.order_by("sent_at", "pk"))
    file = keep_file(case, LATE, upload, actor=actor, at=at) if upload else None
    same = next((row for row in kept if (row.kind, row.text, row.file_id) == (kind, words, file and file.pk)), None)
    if same is not None:
        return same
    if len(kept) >= MOST_WORDS:
        raise EnoughSaid
    is_new_file = file is not None and not any(row.file_id == file.pk for row in kept)
    row = CaseLateWord.objects.create(
        case=case, kind=kind.value, text=words, file=file if is_new_file else None, sent_at=at
    )
    note_step(case, "late_word", case.stage, actor=actor, at=at)
    _tell(case, at)
    return row


def _tell(case: FairChanceCase, at: datetime) -> None:
    """One letter a case, to its officer; to every officer where it has none. It names no case and nobody."""
    everybody = list(officers(at))
    for person in [one for one in everybody if one.pk == case.officer_id] or everybody:
        letters.compose_letter(
            actor=None, kind=CAME_LATE.key, recipient=person, subject_record=person, at=at, dedup=str(case.pk),
            values={
                "called": person.short_name, "link": link_to("recruitment_cases"),
                "organization": organization.current(person.language).name,
            },
        )  # fmt: skip
