"""Counting how often a call had no answer: the longer it goes on, the longer is the wait."""

from collections.abc import Sequence

from django.db import connection

from polku.kit.sql import marks
from polku.say.channels.line.calls import sql
from polku.say.channels.line.calls.call import Call


def note(calls: Sequence[Call]) -> None:
    """Lost by a crash, it does no harm."""
    if not calls:
        return
    with connection.cursor() as cursor:
        cursor.execute(sql.NO_ANSWER.format(marks=marks(len(calls))), [call.message_id for call in calls])
