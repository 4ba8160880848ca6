"""The tables of an empty database, as the program's models describe them: what its migrations would come to.

Step by step they take ten seconds of a processor, most of it for Django to draw the models anew at each of them.
"""

from importlib import import_module

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

VIEWS = ("polku.migrations.0034_versions", "AFTER")  # where the last one of what is no table is written


def is_empty() -> bool:
    """Whether nothing was ever made here. A database with any table is for the migrations."""
    return not connection.introspection.table_names()


def make_tables(loader: MigrationLoader) -> None:
    """All at once or nothing. Raises OperationalError or ProgrammingError where another process makes them now."""
    module, name = VIEWS
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
        for statement in editor.deferred_sql:
            editor.execute(statement)
        editor.deferred_sql.clear()
        editor.execute(getattr(import_module(module), name))
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for app, migration in loader.graph.nodes:
            recorder.record_applied(app, migration)
        emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
