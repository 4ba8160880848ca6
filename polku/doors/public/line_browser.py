"""The browser in which linking was begun, by a key of its own: it goes on nowhere else."""

import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from polku.doors.public.door import Gone
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.wrong import NAME

COOKIE, PATH = "polku_line", "/p/line/"
LASTS_S = 3_600
KEY = re.compile(r"[A-Za-z0-9_-]{43}")


def account_of(name: str) -> LineAccount:
    """Raises Gone."""
    is_name = NAME.fullmatch(name)  # else PostgreSQL may not even let one ask
    found = LineAccount.objects.filter(name=name, ended_at__isnull=True).first() if is_name else None
    if found is None:
        raise Gone
    return found


def key_of(request: HttpRequest) -> str:
    """ "" where it was not begun here: it is nobody's."""
    found = request.COOKIES.get(COOKIE, "")
    return found if KEY.fullmatch(found) else ""


def fresh_key() -> str:
    return secrets.token_urlsafe(32)


def with_key(answer: HttpResponse, key: str) -> HttpResponse:
    """Not told to other sites' forms, not read by scripts."""
    answer.set_cookie(
        COOKIE, key, max_age=LASTS_S, path=PATH, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    return answer
