"""Making all tables of an app in one step."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from fellowship.making_tables import MakeTables


def steps():
    """Two tables that point to each other, and a rule for one of them."""
    key = ("id", models.BigAutoField(primary_key=True))
    return [
        migrations.CreateModel(name="Desk", fields=[key]),
        migrations.CreateModel(name="Lamp", fields=[key, ("desk", models.ForeignKey("rooms.Desk", models.CASCADE))]),
        migrations.AddField("desk", "lamp", models.ForeignKey("rooms.Lamp", models.CASCADE, null=True)),
        migrations.AddConstraint("lamp", models.UniqueConstraint(fields=["desk"], name="lamp_once")),
    ]


def tables():
    """The tables that are there now."""
    return set(connection.introspection.table_names())


@pytest.mark.django_db(transaction=True)
def test_tables_are_made_as_they_are_after_all_steps_and_dropped_again():
    before, after, step = ProjectState(), ProjectState(), MakeTables(steps())
    step.state_forwards("rooms", after)
    with connection.schema_editor() as editor:
        step.database_forwards("rooms", editor, before, after)
    with connection.cursor() as cursor:
        columns = {row.name for row in connection.introspection.get_table_description(cursor, "rooms_desk")}
        found = connection.introspection.get_constraints(cursor, "rooms_lamp")
    assert columns == {"id", "lamp_id"}
    assert found["lamp_once"]["unique"]
    with connection.schema_editor() as editor:
        step.database_backwards("rooms", editor, after, before)
    assert not {"rooms_desk", "rooms_lamp"} & tables()


def test_models_are_not_pictured_after_each_step():
    state = ProjectState()
    assert state.apps is not None
    MakeTables(steps()).state_forwards("rooms", state)
    assert "apps" not in state.__dict__
    assert state.apps.get_model("rooms", "Desk")._meta.get_field("lamp").related_model.__name__ == "Lamp"


def test_a_table_that_is_there_already_is_not_changed():
    with pytest.raises(ValueError, match="this table is not made here"):
        MakeTables(steps()[2:])
