"""Letting many letters go at once, as long work that a person watches."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy, ngettext, override

from fellowship.access import require
from fellowship.models import Job, Person
from fellowship.queries.letters import KEEP
from fellowship.rules import jobs as job_rules
from fellowship.rules.refusals import Conflict
from fellowship.services import jobs, letters

KIND = "fellowship.send_letters"
CHUNK = 50

job_rules.register(KIND, "fellowship.tasks.send_letters")


class NothingToSend(Conflict):
    """None of the letters shown can be let go."""

    sentence = gettext_lazy("None of these letters can be sent now. Somebody may have sent them already.")


@transaction.atomic
def start_sending(*, actor: Person, letter_ids: Iterable[UUID], at: datetime) -> Job:
    """Let go exactly the letters that were shown, one chunk after the other; raises :class:`NothingToSend`."""
    require(actor, KEEP)
    chosen = [str(letter_id) for letter_id in letter_ids]
    if not chosen:
        raise NothingToSend
    label = ngettext("Sending %(count)d letter", "Sending %(count)d letters", len(chosen)) % {"count": len(chosen)}
    return jobs.start_job(actor=actor, kind=KIND, params={"letters": chosen}, at=at, label=label)


def send_chosen(*, job_id: UUID, now: Callable[[], datetime]) -> None:
    """Do what :func:`start_sending` asked for. Letters let go meanwhile are left alone, so doing it again is safe."""
    job = Job.objects.select_related("owner").get(pk=job_id)
    chosen = [UUID(letter_id) for letter_id in job.params["letters"]]
    released = 0
    for start in range(0, len(chosen), CHUNK):
        part = chosen[start : start + CHUNK]
        released += letters.release_letters(actor=job.owner, letter_ids=part, at=now())
        jobs.report_progress(job_id=job_id, done=start + len(part), total=len(chosen), at=now())
    left = len(chosen) - released
    with override(job.owner.language):
        message = ngettext("%(count)d letter is on its way.", "%(count)d letters are on their way.", released)
        message %= {"count": released}
        if left:
            more = ngettext(
                "%(count)d had been sent or discarded before.", "%(count)d had been sent or discarded before.", left
            )
            message = f"{message} {more % {'count': left}}"
        jobs.finish_job(job_id=job_id, at=now(), result_url="/staff/letters/", message=message)
