"""Making all tables of an app in one step of a migration."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

Editor = Any


class MakeTables(Operation):
    """Takes steps that only describe tables, and makes each table once, as it is after all of them.

    Django pictures the models of an app and all their neighbors anew after every step; that is most of the time in
    which an empty database is migrated. Here they are pictured once. The steps must make every table that they
    change, so that nothing which holds rows is altered.
    """

    def __init__(self, steps: Sequence[Operation]) -> None:
        """Keep the steps. Raises ``ValueError`` for one that changes a table it did not make."""
        self.steps = list(steps)
        made: set[str] = set()
        for step in self.steps:
            if isinstance(step, CreateModel):
                made.add(step.name_lower)
            elif getattr(step, "model_name_lower", "") not in made:
                raise ValueError(f"{step.describe()}: this table is not made here")

    @property
    def names(self) -> list[str]:
        """The models in the order in which their tables are made."""
        return [step.name for step in self.steps if isinstance(step, CreateModel)]

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Say how this step is written."""
        return (self.__class__.__name__, [self.steps], {})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Describe the tables; the pictures of all models are made when somebody looks."""
        state.__dict__.pop("apps", None)
        for step in self.steps:
            step.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Editor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Make the tables; what points to one that comes later is joined to it at the end."""
        for model in self._models(app_label, schema_editor, to_state, self.names):
            schema_editor.create_model(model)

    def database_backwards(
        self, app_label: str, schema_editor: Editor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop the tables, the last first."""
        for model in self._models(app_label, schema_editor, from_state, reversed(self.names)):
            schema_editor.delete_model(model)

    def _models(self, app_label: str, editor: Editor, state: ProjectState, names: Iterable[str]) -> list[Any]:
        models = [state.apps.get_model(app_label, name) for name in names]
        return [model for model in models if self.allow_migrate_model(editor.connection.alias, model)]

    def describe(self) -> str:
        """Name the step."""
        return f"Make {len(self.names)} tables"
