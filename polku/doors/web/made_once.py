"""What a form has made is shown once, on the page that follows; no reload and no double click makes another."""

import json
from collections.abc import Callable, Mapping
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction

from polku.doors.web.asked import Asked
from polku.kit import clock, ids, seal

FIELD = "once"  # of forms: says that two requests are one form sent twice
KEPT = timedelta(minutes=2)


def blank() -> str:
    """For the form's hidden field."""
    return ids.new_key(FIELD)


def make(request: Asked, made: Callable[[], Mapping[str, str]], *, what: str) -> None:
    """Have it made, and kept for `shown`; the same form sent twice is led to what it made first.

    It lies in the table of sessions, which are forgotten when they are over, sealed: whoever reads the database, or a
    copy of it, cannot use it.
    """
    key, now = _key(request), clock.now()
    with transaction.atomic():
        Session.objects.filter(session_key=key, expire_date__lte=now).delete()
        if _is_first(key):
            sealed = seal.shut(json.dumps(dict(made())), key=settings.SECRET_KEY)
            Session.objects.filter(session_key=key).update(session_data=sealed)
    request.session[_place(what)] = key


def shown(request: Asked, *, what: str) -> dict[str, str]:
    """What was made just now; empty the next time."""
    if _place(what) not in request.session:
        return {}
    key = request.session.pop(_place(what))
    row = Session.objects.filter(session_key=key, expire_date__gt=clock.now()).first()
    if row is None:
        return {}
    try:
        found: dict[str, str] = json.loads(seal.opened(row.session_data, key=settings.SECRET_KEY))
    except seal.SealError:
        return {}
    return found


def _is_first(key: str) -> bool:
    """The second of two waits here until the first is done, for the key is unique."""
    try:
        with transaction.atomic():
            Session.objects.create(session_key=key, session_data="", expire_date=clock.now() + KEPT)
    except IntegrityError:
        return False
    return True


def _key(request: Asked) -> str:
    """Of this form, filled in like this, by this member. A form without the field is always another one."""
    said = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    form = [request.user.pk, request.path, said, "" if request.POST.get(FIELD) else blank()]
    return seal.fingerprint(json.dumps(form))[:40]  # as long as Django's own


def _place(what: str) -> str:
    return f"made {what}"
