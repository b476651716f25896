"""What the worker does by the clock: each part of the program declares its own rows here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repeated:
    """A task done again and again: every so many ``minutes``, or by a ``cron`` line in the time zone of the site."""

    name: str
    task: str
    minutes: int = 0
    cron: str = ""


_repeated: dict[str, Repeated] = {}


def register(name: str, task: str, *, minutes: int = 0, cron: str = "") -> None:
    """Declare a repeated task under a name that never changes; give either ``minutes`` or ``cron``.

    The task must bear being called twice. Another task under a known name raises ``ValueError``.
    """
    if bool(minutes) == bool(cron):
        message = f"schedule {name} needs either minutes or cron"
        raise ValueError(message)
    row = Repeated(name, task, minutes, cron)
    if _repeated.setdefault(name, row) != row:
        message = f"schedule {name} is declared twice"
        raise ValueError(message)


def repeated() -> tuple[Repeated, ...]:
    """Every declared row, by name."""
    return tuple(_repeated[name] for name in sorted(_repeated))


register("fellowship: send letters", "fellowship.tasks.deliver_due_letters", minutes=1)
register("fellowship: seal the audit trail", "fellowship.tasks.seal_audit", minutes=1)
register("fellowship: find late audit rows", "fellowship.tasks.seal_audit_thoroughly", cron="20 3 * * *")
register("fellowship: give up lost work", "fellowship.tasks.fail_lost_jobs", minutes=5)
register("fellowship: open and close the content screens", "fellowship.tasks.settle_cms_access", cron="10 5 * * *")
register("fellowship: forget finished tasks", "fellowship.tasks.purge_finished_tasks", cron="40 3 * * *")
