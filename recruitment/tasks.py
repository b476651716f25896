"""What the worker does for recruitment; each task calls one service and bears being called again."""

from uuid import UUID

from fellowship import clock
from recruitment.services import (
    assigning,
    eligibility,
    equal_opportunity_report,
    events,
    exports,
    fair_chance_nightly,
    fair_chance_retention,
    importing,
    keep_posted,
    offers,
    own_data,
    pending,
    recommendations,
    retention,
    tally,
    waitlist,
)


def run_export(job_id: str) -> None:
    """Write the list of applications as a spreadsheet."""
    exports.run_export(job_id=UUID(job_id), now=clock.now)


def run_assigning(job_id: str) -> None:
    """Give out packets of a large cycle."""
    assigning.run_assigning(job_id=UUID(job_id), now=clock.now)


def lapse_offers() -> None:
    """Let offers lapse whose time to answer is over."""
    offers.lapse_offers(at=clock.now())


def remind_of_offers() -> None:
    """Remind people whose open offer ends soon."""
    offers.remind_of_offers(at=clock.now())


def close_waitlists() -> None:
    """Close the waiting lists whose day has come."""
    waitlist.close_waitlists(at=clock.now())


def apply_decisions(job_id: str) -> None:
    """Carry out the decisions that a manager asked for."""
    pending.run_applying(job_id=UUID(job_id), now=clock.now)


def fold_stage_tally() -> None:
    """Keep the tally of stages short."""
    tally.fold_stage_tally()


def recount_marks() -> None:
    """Put right what is kept of the marks of applications, should it ever be wrong."""
    tally.recount_marks()


def remind_of_events() -> None:
    """Remind people of the events that begin within a day."""
    events.remind_of_events(at=clock.now())


def remind_recommenders() -> None:
    """Remind recommenders who have not answered."""
    recommendations.remind_recommenders(at=clock.now())


def run_import(job_id: str) -> None:
    """Make applications of the rows of a sheet."""
    importing.run_import(job_id=UUID(job_id), now=clock.now)


def undo_import(job_id: str) -> None:
    """Take an import back."""
    importing.run_undo(job_id=UUID(job_id), now=clock.now)


def tell_of_the_new_round() -> None:
    """Write to those who asked to hear when the next round opens."""
    keep_posted.tell_of_the_new_round(at=clock.now())


def forget_kept() -> None:
    """Delete what the law asked to keep about people whose data was deleted."""
    own_data.forget_kept(at=clock.now())


def forget_questions() -> None:
    """Forget what people wrote who asked whether they can apply, 90 days after the answer."""
    eligibility.forget_answered(at=clock.now())


def forget_sheets() -> None:
    """Delete imported sheets that can't be undone any more, and lists written more than a week ago."""
    retention.forget_due(at=clock.now())


def publish_equal_opportunity() -> None:
    """Report on the cycles that are over."""
    equal_opportunity_report.publish_reports(at=clock.now())


def look_after_cases() -> None:
    """Work out every open fair-chance case anew, and write to the officers before a last day."""
    fair_chance_nightly.look_after_cases(at=clock.now())


def delete_case_papers() -> None:
    """Delete the papers of closed fair-chance cases that no law wants kept any longer."""
    fair_chance_retention.delete_due(at=clock.now())
