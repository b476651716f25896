"""The cycle of a scenario: its dates, its openings, its form and its rubric; and the cycle before it."""

import hashlib
from datetime import timedelta

from cohorts.models import Cohort, OfficesRank, OfficeTerms, Seat
from fellowship.scenarios.dates import DAYS
from fellowship.scenarios.places import OFFICES
from fellowship.scenarios.world import SUPERVISED, Program
from recruitment.models import Cycle, Milestone, Opening
from recruitment.services.forms import install_starter_form
from recruitment.services.rubrics import install_starter_rubric

YEAR = 365
SEATS = 2
DUTIES = (
    "Meet clients in the first days after arrest and ask what cannot wait\n"
    "Find housing, benefits, treatment and work with them, and follow up until it holds\n"
    "Write narratives that attorneys use in court\n"
    "Keep the office's guide to local services up to date\n"
    "Report your work every month, without names"
)
DUTIES_ES = (
    "Conocer a la gente en los primeros días tras el arresto y preguntar qué no puede esperar\n"
    "Buscar en conjunto vivienda, beneficios, tratamiento y trabajo, y seguir hasta que aguante\n"
    "Escribir relatos que la defensa usa en el tribunal\n"
    "Mantener al día la guía de servicios de la oficina\n"
    "Informar del trabajo cada mes, sin nombres"
)
MATERIAL = "Handle clients' private papers\nPay small costs for clients and keep the receipts"
MATERIAL_ES = "Manejar papeles privados de clientes\nPagar gastos pequeños de clientes y guardar los recibos"
SUMMARY = "Two years in {}, beside people who face charges and the attorneys who defend them."
SUMMARY_ES = "Dos años en {}, junto a la gente que enfrenta cargos y a quienes la defienden."
BENEFITS = "Health, dental and vision insurance, paid leave, retirement plan."
BENEFITS_ES = "Seguro médico, dental y de la vista, licencia pagada, plan de jubilación."
TRAVEL = "You need a way to get to court and to clients. Transit passes and mileage are paid."
TRAVEL_ES = "Necesita una manera de llegar al tribunal y a la gente. Se pagan pases de transporte y millas."


def build_cycles(program: Program) -> None:
    """Make this year's cycle and last year's, each with its cohort and seats."""
    at = program.calendar.at(-20)
    form = install_starter_form(actor=None, at=at)
    rubric = install_starter_rubric()
    this_year = program.calendar.year
    for key, year, shift in (("cycle", this_year, 0), ("cycle_before", this_year - 1, -YEAR)):
        cycle = Cycle.objects.create(
            name=f"{year} fellowship", name_es=f"Programa {year}", cohort_year=year, slug=str(year),
            reference_prefix=f"FEL-{year % 100}", form=form, rubric=rubric, is_published=True, recommendations=2,
        )  # fmt: skip
        Milestone.objects.bulk_create(
            [
                Milestone(cycle=cycle, kind=kind, at=program.calendar.moment(kind) + timedelta(days=shift))
                for kind in DAYS
            ]
        )
        program.things[key] = cycle
        _openings(program, cycle, shift)
        program.things[key.replace("cycle", "cohort")] = _cohort(program, cycle, shift)


def _openings(program: Program, cycle: Cycle, shift: int) -> None:
    first_day = program.calendar.day("day_one") + timedelta(days=shift)
    Opening.objects.bulk_create(
        [
            Opening(
                cycle=cycle, office=program.offices[office.slug], slug=f"{office.slug}-{cycle.cohort_year}",
                summary=SUMMARY.format(office.city), summary_es=SUMMARY_ES.format(office.city),
                duties=DUTIES, duties_es=DUTIES_ES, material_duties=MATERIAL, material_duties_es=MATERIAL_ES,
                seats=SEATS,
                pay_low_cents=office.pay[0] * 100, pay_high_cents=office.pay[1] * 100,
                extra_pay_spanish_cents=0 if office.spanish == "none" else 240_000, relocation_cents=150_000,
                benefits=BENEFITS, benefits_es=BENEFITS_ES, travel=TRAVEL, travel_es=TRAVEL_ES,
                spanish=office.spanish, starts_on=first_day, is_published=True,
            )
            for office in OFFICES
        ]
    )  # fmt: skip


def _cohort(program: Program, cycle: Cycle, shift: int) -> Cohort:
    first_day = program.calendar.day("day_one") + timedelta(days=shift)
    cohort = Cohort.objects.create(
        cycle=cycle, name=str(cycle.cohort_year), year=cycle.cohort_year, starts_on=first_day,
        ends_on=first_day + timedelta(days=2 * YEAR - 1), lottery_drawn_at=program.calendar.at(-20),
        offices_rank=OfficesRank.MET,
        lottery_seed=hashlib.sha256(f"seed of {cycle.slug}".encode()).hexdigest(),
    )  # fmt: skip
    supervisors = {slug: program.people[key] for key, slug in SUPERVISED.items()}
    Seat.objects.bulk_create(
        [
            Seat(
                cohort=cohort, office=program.offices[office.slug], label=f"Seat {number}",
                funding="confirmed" if number == 1 or index % 5 else "tentative",
                employer_of_record="host" if index % 3 else "program", pay=office.pay[0] * 100,
                spanish_needed=office.spanish == "needed" and number == 1, starts_on=first_day,
                supervisor=supervisors.get(office.slug), is_open=True,
            )
            for index, office in enumerate(OFFICES)
            for number in range(1, SEATS + 1)
        ]
    )  # fmt: skip
    OfficeTerms.objects.bulk_create(
        [
            OfficeTerms(
                cohort=cohort,
                office=program.offices[office.slug],
                minimum=0,
                car_needed=index % 4 == 3,
                metro="Greater Los Angeles" if "Los Angeles" in office.city else "",
                commute_minutes=20 + index % 3 * 15,
            )
            for index, office in enumerate(OFFICES)
        ]
    )
    return cohort
