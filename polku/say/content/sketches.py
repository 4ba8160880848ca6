"""Sketches: mails that are being written, for the preview's frame. Only their writer can look at them."""

import re
import secrets
from datetime import datetime, timedelta

from polku.know.teams.models import Member
from polku.say.content.models import Sketch

KEPT = timedelta(days=1)
KEY = re.compile(r"[A-Za-z0-9_-]{22}")


def draw(key: str, *, subject: str, mail: str, by: Member, now: datetime) -> str:
    """Keep a mail as it is now, and return its key: `key` again where it was this writer's, else a new one."""
    words = {"subject": subject, "mail": mail, "at": now}
    if KEY.fullmatch(key) and Sketch.objects.filter(key=key, member=by).update(**words):
        return key
    Sketch.objects.filter(at__lt=now - KEPT).delete()
    return Sketch.objects.create(key=secrets.token_urlsafe(16), member=by, **words).key


def drawn(key: str, *, by: Member) -> Sketch | None:
    return Sketch.objects.filter(key=key, member=by).first()
