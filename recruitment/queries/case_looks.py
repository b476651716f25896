"""What of the papers and letters of a fair-chance case its applicant knows of, for "Who looked at my file".

Every look at a record is shown at once, whoever looked and whatever step the case is at: that is what the page is
for. A notice must not be learned of from that page before it is sent, though, and an officer writes one, keeps what
goes along with it and reads it through days before. So what was *done* with a paper or its mail is shown from the
moment at which the applicant has it, at the time at which it was done; a *look* at a paper that did not go out is
shown at once as the look at the case that it is. What never went out, since the case was cleared, stays untold.
"""

from collections.abc import Iterator

from django.db.models import Q

from fellowship.models import AuditEntry, Letter, Person
from recruitment.models import CaseFile, CasePaper, FairChanceCase
from recruitment.models.case_papers import EVIDENCE, LATE
from recruitment.rules.fair_chance import CONFIDENTIAL

# As on the applicant's own page: with its proof of sending, or by mail.
REACHED = Q(notice__isnull=False) | Q(letter__sent_at__isnull=False)


def known_papers(person: Person) -> frozenset[str]:
    """The ids of the fair-chance letters and files that the person has. Two queries; with a case four, five later."""
    letters = Letter.objects.filter(recipient=person, kind__startswith=CONFIDENTIAL, sent_at__isnull=False)
    known = {str(pk) for pk in letters.values_list("pk", flat=True)}
    cases = list(FairChanceCase.objects.filter(offer__application__person=person).only("emptied_at"))
    if cases:
        known.update(*_files(person, cases))
    return frozenset(known)


def _files(person: Person, cases: list[FairChanceCase]) -> Iterator[set[str]]:
    reached = CasePaper.objects.filter(REACHED, case__in=cases).values("pk")
    for rows in (
        CasePaper.objects.filter(pk__in=reached),
        CaseFile.objects.filter(Q(papers__in=reached) | Q(code__in=[EVIDENCE, LATE]), case__in=cases),
    ):
        yield {str(pk) for pk in rows.values_list("file_id", flat=True)}
    emptied = [case.emptied_at for case in cases if case.emptied_at]
    if emptied:
        # What the law let go of stays known by the row of its deletion: nothing runs ahead of a case that is over.
        gone = AuditEntry.objects.filter(action="fellowship.delete_file", about_id=person.pk, actor_id__isnull=True)
        yield set(gone.filter(at__in=emptied).values_list("subject_id", flat=True))
