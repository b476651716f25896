"""What readers of a scenario say of themselves, and the rule by which packets of its cycle are given out."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from fellowship.models import HostOffice, Person, Region
from fellowship.scenarios.world import Program
from recruitment.models import Cycle
from recruitment.rules.conflicts import ConflictKind
from recruitment.services.calibration import set_assigning_rule
from recruitment.services.readers import declare_conflict, describe_reader

LANGUAGES = (["es"], [], ["es", "fr"], [], [], ["zh"])
MOST = (None, None, 40, None, None, 60)


def describe_readers(program: Program, readers: Sequence[Person], cycle: Cycle) -> None:
    """Each reader's languages and region, a few declared conflicts, and one more read from a whole mark apart."""
    keeper, at = program.people["ines"], program.calendar.at(-20)
    set_assigning_rule(actor=keeper, cycle_id=cycle.pk, region_wish="away", extra_read_above=Decimal("0.70"), at=at)
    regions = list(Region.objects.order_by("sort_order", "name").values_list("pk", flat=True))
    for number, reader in enumerate(readers):
        describe_reader(
            actor=keeper, person_id=reader.pk, languages=LANGUAGES[number % len(LANGUAGES)],
            region_id=regions[number % len(regions)], max_packets=MOST[number % len(MOST)], at=at,
        )  # fmt: skip
    office = HostOffice.objects.order_by("name", "pk").values_list("pk", flat=True)[0]
    rosa, ellis = program.people["rosa"], program.people["ellis"]
    later = at + timedelta(days=1)
    declare_conflict(
        actor=rosa, person_id=rosa.pk, kind=ConflictKind.OFFICE, office_id=office, reason="I worked there until 2024.",
        at=later,
    )  # fmt: skip
    declare_conflict(actor=rosa, person_id=rosa.pk, kind=ConflictKind.SCHOOL, value="Marlow State College", at=later)
    declare_conflict(
        actor=ellis, person_id=ellis.pk, kind=ConflictKind.PERSON, value="Juniper Ashby", reason="My cousin.", at=later
    )
