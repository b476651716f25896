"""``manage.py migrate`` is quicker than Django's own, and makes the same."""

import gc
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.migrations.state import ProjectState
from django.db.models import Field

from fellowship.management.commands.migrate import quick_pictures
from fellowship.models import Person


def test_a_copied_field_is_described_as_one_that_was_built():
    pictures = ProjectState.from_apps(apps).models.values()
    fields = [field for picture in pictures for field in picture.fields.values()]
    assert len(fields) > 500
    with quick_pictures():
        for field in fields:
            assert field.clone().deconstruct()[1:] == field.deconstruct()[1:]


def test_models_of_today_are_pictured_too():
    plain = ProjectState.from_apps(apps)
    with quick_pictures():
        assert ProjectState.from_apps(apps) == plain


def test_copies_come_one_after_the_other_and_share_nothing_that_changes():
    name = models.CharField(max_length=10)
    with quick_pictures():
        first, second = name.clone(), name.clone()
    assert name.creation_counter < first.creation_counter < second.creation_counter
    first.set_attributes_from_name("given_name")
    assert second.name is None


def test_all_is_as_before_after_a_failure():
    before = (Field.clone, apps.get_swappable_settings_name, gc.get_threshold())
    with pytest.raises(RuntimeError), quick_pictures():
        raise RuntimeError
    assert (Field.clone, apps.get_swappable_settings_name, gc.get_threshold()) == before
    assert apps.get_swappable_settings_name(Person._meta.label) == "AUTH_USER_MODEL"


PLAINLY = "from django.core.management.commands.migrate import Command; call_command(Command(), verbosity=0)"
QUICKLY = "call_command('migrate', verbosity=0)"


def schema_of(path: Path, how: str) -> list[tuple[str, ...]]:
    """Everything that migrating an empty database in one of two ways makes."""
    start = "import django; django.setup(); from django.core.management import call_command; "
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{path}",
        "DJANGO_SETTINGS_MODULE": "fellowship.settings.demo",
    }
    subprocess.run([sys.executable, "-c", start + how], cwd=settings.BASE_DIR, env=environment, check=True)
    with sqlite3.connect(path) as database:
        return database.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()


@pytest.mark.deep
def test_the_schema_is_the_same(tmp_path):
    plain = schema_of(tmp_path / "plain.sqlite3", PLAINLY)
    assert len(plain) > 500
    assert schema_of(tmp_path / "quick.sqlite3", QUICKLY) == plain
