"""Papers of a case that did not go out: deleted when others take their place, and when nothing is to be told."""

from collections.abc import Iterable
from datetime import datetime

from fellowship.models import Letter, Person
from fellowship.rules.letters import UNSENT
from fellowship.services import letters
from fellowship.services.files import delete_file
from recruitment.models import CasePaper, FairChanceCase
from recruitment.queries.case_enclosures import WENT_OUT


def drop_papers(papers: Iterable[CasePaper], *, actor: Person | None, at: datetime) -> None:
    """Delete papers that did not go out, and take back their mail."""
    for paper in list(papers):
        if paper.letter_id and Letter.objects.filter(pk=paper.letter_id, stage__in=UNSENT).exists():
            letters.discard_letter(actor=None, letter_id=paper.letter_id, at=at)
        delete_file(actor=actor, file_id=paper.file_id, at=at)


def take_back_papers(case: FairChanceCase, *, actor: Person | None, at: datetime) -> None:
    """Take back every notice of a case that ended well or was withdrawn; what went out stays.

    Within the transaction of its caller, who holds the lock of the case: nobody lets such a mail go by mistake.
    """
    drop_papers(case.papers.exclude(WENT_OUT).order_by("made_at", "pk"), actor=actor, at=at)
