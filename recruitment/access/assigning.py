"""Who keeps readers and gives out packets, who calibrates, and what a reader says of themselves."""

import rules
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship.access import Permission, has_role, register
from fellowship.models import Person
from fellowship.rules.roles import Role
from recruitment.access.applicant import manages
from recruitment.models import AssigningRun, CalibrationRead, CalibrationRound, Cycle, DeclaredConflict
from recruitment.rules.stages import Stage


@rules.predicate
def keeps_reader(person: Person, reader: Person | None) -> bool:
    """Pass for managers, for anybody who reads or has read."""
    if not manages(person):
        return False
    return reader is None or reader.role_grants.filter(role=Role.REVIEWER).exists()


def kept_readers(person: Person) -> QuerySet[Person]:
    """Give what :func:`keeps_reader` passes."""
    if not manages(person):
        return Person.objects.none()
    return Person.objects.filter(pk__in=Person.objects.filter(role_grants__role=Role.REVIEWER).values("pk"))


@rules.predicate
def describes_own_reading(person: Person, conflict: DeclaredConflict | None) -> bool:
    """Pass for reviewers, for what they declared themselves; not for what a manager noted about them."""
    if not has_role(person, Role.REVIEWER):
        return False
    return conflict is None or (conflict.person_id == conflict.declared_by_id == person.pk)


def own_conflicts(person: Person) -> QuerySet[DeclaredConflict]:
    """Give what :func:`describes_own_reading` passes."""
    if not has_role(person, Role.REVIEWER):
        return DeclaredConflict.objects.none()
    return DeclaredConflict.objects.filter(person=person, declared_by=person)


@rules.predicate
def keeps_run(person: Person, run: AssigningRun | None) -> bool:
    """Pass for managers, whatever the run."""
    return manages(person)


def kept_runs(person: Person) -> QuerySet[AssigningRun]:
    """Give what :func:`keeps_run` passes."""
    return AssigningRun.objects.all() if manages(person) else AssigningRun.objects.none()


@rules.predicate
def calibrates(person: Person, cycle: Cycle | None) -> bool:
    """Pass for managers, whatever the cycle."""
    return manages(person)


def calibrated_cycles(person: Person) -> QuerySet[Cycle]:
    """Give what :func:`calibrates` passes."""
    return Cycle.objects.all() if manages(person) else Cycle.objects.none()


@rules.predicate
def keeps_round(person: Person, calibration: CalibrationRound | None) -> bool:
    """Pass for managers, whatever the round."""
    return manages(person)


def kept_rounds(person: Person) -> QuerySet[CalibrationRound]:
    """Give what :func:`keeps_round` passes."""
    return CalibrationRound.objects.all() if manages(person) else CalibrationRound.objects.none()


@rules.predicate
def reads_sample(person: Person, read: CalibrationRead | None) -> bool:
    """Pass for the reader of a sample, unless the applicant withdrew or is the reader."""
    if not has_role(person, Role.REVIEWER):
        return False
    if read is None:
        return True
    application = read.sample.application
    return read.reader_id == person.pk and application.stage != Stage.WITHDRAWN and application.person_id != person.pk


def own_samples(person: Person) -> QuerySet[CalibrationRead]:
    """Give what :func:`reads_sample` passes."""
    if not has_role(person, Role.REVIEWER):
        return CalibrationRead.objects.none()
    return (
        CalibrationRead.objects.filter(reader=person)
        .exclude(sample__application__stage=Stage.WITHDRAWN)
        .exclude(sample__application__person=person)
    )


MANAGER = _("A recruitment manager or a program manager")

register(
    Permission(
        "recruitment.keep_readers",
        who=MANAGER,
        predicate=keeps_reader,
        twin=kept_readers,
        about=_("See what readers can read and what they declared, and change it"),
    ),
    Permission(
        "recruitment.describe_reading",
        who=_("A reviewer, for what they declared themselves"),
        predicate=describes_own_reading,
        twin=own_conflicts,
        about=_("Say in which languages one reads, how much, and what ties one to applicants"),
    ),
    Permission(
        "recruitment.keep_runs",
        who=MANAGER,
        predicate=keeps_run,
        twin=kept_runs,
        about=_("See how packets were given out, and undo it"),
    ),
    Permission(
        "recruitment.calibrate",
        who=MANAGER,
        predicate=calibrates,
        twin=calibrated_cycles,
        about=_("See how far readers agree, and set when one more reads"),
    ),
    Permission(
        "recruitment.keep_rounds",
        who=MANAGER,
        predicate=keeps_round,
        twin=kept_rounds,
        about=_("Open and close calibration rounds and see their marks"),
    ),
    Permission(
        "recruitment.read_sample",
        who=_("The reviewer whose turn it is"),
        predicate=reads_sample,
        twin=own_samples,
        about=_("Mark a sample for practice"),
    ),
)
