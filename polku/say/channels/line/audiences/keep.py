"""Writing down what an audience has come to, beside what members may do to its row meanwhile."""

from django.db import transaction

from polku.say.channels.line.audiences.models import LineAudience


def keep(row: LineAudience, *, due_ms: int | None = None, **values: object) -> None:
    """In the row and in the database. When it is due stands where a member has changed it since it was read."""
    with transaction.atomic():
        if values:
            LineAudience.objects.filter(pk=row.pk).update(**values)
        if due_ms is not None and LineAudience.objects.filter(pk=row.pk, due_ms=row.due_ms).update(due_ms=due_ms):
            row.due_ms = due_ms
    for name, value in values.items():
        setattr(row, name, value)
