"""Operations of which the models are rendered once.

After every operation Django renders the changed model again, with every model related to it: nearly all of ours. That
took most of the time of `migrate` on a new database, and so of every first start and every restore.
"""

from django.db.migrations.operations import AddConstraint, CreateModel, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation


class AtOnce(SeparateDatabaseAndState):
    """The operations in their order, on models that are rendered only after the last of them."""

    def state_forwards(self, app_label, state):
        # Without rendered models nothing is rendered along; whoever asks for them next renders all of them, once.
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.database_operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.database_operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)


def grouped(operations: list[Operation]) -> list[Operation]:
    """The same operations in the same order: new models that follow on one another at once, and so constraints, each of
    another model (SQLite makes a table again with all constraints that its model ends up with)."""
    groups: list[list[Operation]] = []
    for operation in operations:
        if not groups or not _together(groups[-1], operation):
            groups.append([])
        groups[-1].append(operation)
    return [AtOnce(group, group) if len(group) > 1 else group[0] for group in groups]


def _together(group: list[Operation], operation: Operation) -> bool:
    if isinstance(operation, CreateModel):
        return isinstance(group[-1], CreateModel)
    return (
        isinstance(operation, AddConstraint)
        and isinstance(group[-1], AddConstraint)
        and all(other.model_name_lower != operation.model_name_lower for other in group)
    )
