"""Removing what people have sent: rows first, files when that has committed."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from polku.say.channels.line.inbox.models import LineMedia
from polku.say.channels.line.media import files

PART = 500


def remove(messages: Iterable[tuple[int, str]]) -> int:
    """Those of some messages (account, number). What is on its way finds no row any more, and is thrown away."""
    wanted = set(messages)
    numbers = sorted({number for _account, number in wanted})
    gone = 0
    for start in range(0, len(numbers), PART):
        rows = LineMedia.objects.filter(message_id__in=numbers[start : start + PART])
        gone += remove_rows(rows.filter(account_id__in={account for account, _number in wanted}))
    return gone


def remove_rows(rows: "QuerySet[LineMedia]") -> int:
    names = [name for name in rows.values_list("name", flat=True) if name]
    gone = rows.delete()[0]

    def remove_files() -> None:
        for name in names:
            files.remove(name)

    transaction.on_commit(remove_files)
    return gone
