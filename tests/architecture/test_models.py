"""Tables point the way the apps do, and a record with an address has an id that can't be guessed."""

from collections.abc import Iterable

from django.apps import apps
from django.db import models

from fellowship.models import PublicRecord
from tests.architecture.source import APPS, assert_none

FLOORS = {
    "fellowship": 0,
    "recruitment": 1,
    "cohorts": 2,
    "training": 3,
    "wellness": 3,
    "hardship_fund": 3,
    "website": 4,
}
LONG_NAMES = 63


def ours() -> list[type[models.Model]]:
    """Our models."""
    return [model for model in apps.get_models() if model._meta.app_label in FLOORS]


def upward(pairs: Iterable[tuple[str, str, str]]) -> list[str]:
    """Relations (name, from app, to app) that point up or sideways in the house."""
    return [
        f"{name} points from {one} to {other}"
        for name, one, other in pairs
        if other in FLOORS and one != other and FLOORS[one] <= FLOORS[other]
    ]


def relations() -> list[tuple[str, str, str]]:
    """Every relation that one of our models declares."""
    return [
        (f"{model.__name__}.{field.name}", model._meta.app_label, field.related_model._meta.app_label)
        for model in ours()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and isinstance(field.related_model, type)
    ]


def test_relations_point_down():
    assert_none(upward(relations()))
    assert len(relations()) > 10


def test_a_relation_that_points_up_is_found():
    assert upward(
        [("A.b", "recruitment", "cohorts"), ("A.c", "training", "wellness"), ("A.d", "cohorts", "wagtail")]
    ) == [
        "A.b points from recruitment to cohorts",
        "A.c points from training to wellness",
    ]


def test_public_records_have_random_ids():
    records = [model for model in ours() if issubclass(model, PublicRecord)]
    assert records
    assert_none(model.__name__ for model in records if not isinstance(model._meta.pk, models.UUIDField))


def test_every_app_of_the_house_is_installed():
    assert set(APPS) <= {config.name for config in apps.get_app_configs()}


def test_names_of_constraints_and_indexes_fit_postgres():
    named = [(model, item.name) for model in ours() for item in (*model._meta.constraints, *model._meta.indexes)]
    assert_none(f"{model.__name__}: {name}" for model, name in named if len(name) > LONG_NAMES)


def test_stages_are_held_by_the_database():
    """A column called ``stage`` has a check constraint of its own on the values it may take."""
    wrong = []
    for model in ours():
        columns = {field.name for field in model._meta.fields}
        if "stage" in columns:
            checks = [item for item in model._meta.constraints if isinstance(item, models.CheckConstraint)]
            if not any("stage" in str(check.condition) for check in checks):
                wrong.append(f"{model.__name__}.stage has no check constraint")
    assert_none(wrong)
