"""The secret of a draw: made when it opens, promised at once, told at the end."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import connection

from polku.act.rewards.draws import sql
from polku.act.rewards.draws.models import Draw
from polku.act.rewards.draws.order import digest
from polku.kit import clock, seal


def opened(program_id: int, *, now: datetime) -> Draw:
    """The draw of a program; opened now where it is not yet. Of several who open it, one does."""
    found = Draw.objects.filter(pk=program_id).first()
    if found is not None:
        return found
    secret = secrets.token_hex(32)
    shut = seal.shut(secret, key=settings.SECRET_KEY)
    row: list[int | str] = [program_id, shut, digest(secret), secrets.token_hex(16), clock.to_ms(now)]
    with connection.cursor() as cursor:
        cursor.execute(sql.OPEN, row)
    return Draw.objects.get(pk=program_id)


def of(draw: Draw) -> str:
    """Raises seal.SealError when it was sealed with another POLKU_SECRET_KEY."""
    return seal.opened(draw.shut, key=settings.SECRET_KEY)
