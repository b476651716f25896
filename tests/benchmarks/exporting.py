"""The export of every application as the worker does it, in a process of its own.

``python -m tests.benchmarks.exporting`` prints one line of JSON: rows, seconds, seconds of CPU, and the most memory
the process ever held.
"""

import json
import time

import django

from tests.benchmarks.memory import most_memory


def main() -> None:
    """Ask for the list with every column as a manager does, run the job, and say what it cost."""
    django.setup()
    from fellowship import clock  # noqa: PLC0415  (Django must be set up)
    from fellowship.models import Person  # noqa: PLC0415
    from fellowship.rules.demo_people import BY_KEY  # noqa: PLC0415
    from fellowship.rules.jobs import JobStage  # noqa: PLC0415
    from fellowship.services.jobs import run_job  # noqa: PLC0415
    from recruitment.queries.narrowing import Wanted  # noqa: PLC0415
    from recruitment.rules.spreadsheets import Column  # noqa: PLC0415
    from recruitment.services.exports import start_export  # noqa: PLC0415

    ines = Person.objects.get(email=BY_KEY["ines"].email)
    job = start_export(actor=ines, cycle_slug="", wanted=Wanted(group=""), at=clock.now(), columns=list(Column))
    started, cpu = time.perf_counter(), time.process_time()
    run_job(job_id=job.pk, now=clock.now)
    job.refresh_from_db()
    if job.stage != JobStage.DONE:
        message = f"the export ended as {job.stage}: {job.message}"
        raise RuntimeError(message)
    facts = {
        "rows": job.total,
        "seconds": round(time.perf_counter() - started, 1),
        "cpu_seconds": round(time.process_time() - cpu, 1),
        "memory_mb": round(most_memory()),
    }
    print(json.dumps(facts))  # noqa: T201


if __name__ == "__main__":
    main()
