"""Building a scenario from nothing: empty the database, lay the ground, then go through the year."""

from datetime import date

from django.db import connection, transaction

from fellowship import clock
from fellowship.models import LoadedScenario
from fellowship.scenarios import reset
from fellowship.scenarios.dates import calendar_for
from fellowship.scenarios.seeded import seeded_ids
from fellowship.scenarios.world import Program, build_ground
from fellowship.scenarios.year import walk_the_year
from recruitment.services.fair_chance_law import load_law


def build(name: str, *, scale: int, anchor: date | None, seed: int) -> Program:
    """Build ``name`` as of ``anchor``; everything happens in one transaction, so a broken load leaves nothing."""
    day = anchor or clock.now().date()
    program = Program(name=name, calendar=calendar_for(name, day))
    reset.empty_database()
    with seeded_ids(seed) as rng, clock.standing_at(program.calendar.now), transaction.atomic():
        build_ground(program)
        walk_the_year(program, rng, scale=scale)
        LoadedScenario.objects.create(name=name, anchor=day, seed=seed, scale=scale, loaded_at=program.calendar.now)
        load_law(actor=None, at=program.calendar.now)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return program
