"""A campaign waits, as its form stands, while its writer builds its audience. In the session: nobody else sees it."""

import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from polku.doors.web.asked import Asked
from polku.know.segments.models import Segment

KEY = "campaigns_waiting"
MOST = 3  # of one writer: the newest
LEFT_OUT = ("csrfmiddlewaretoken", "conditions", "sketch")


@dataclass(frozen=True)
class Waiting:
    """`campaign`: of a draft that is kept already. `rule`: whom it was for so far."""

    key: str
    campaign: int | None
    form: QueryDict
    rule: Any

    @property
    def name(self) -> str:
        return str(self.form.get("name", "")).strip()

    def address(self, segment: Segment | None = None) -> str:
        """Where it is gone on with: for this segment, or as it was."""
        page = reverse("campaign edit", args=[self.campaign]) if self.campaign else reverse("campaign new")
        return f"{page}?{urlencode({'waiting': self.key} | ({'segment': segment.pk} if segment else {}))}"


def let_wait(request: Asked, form: QueryDict, *, campaign: int | None, rule: Any) -> Waiting:
    kept = form.copy()
    for name in LEFT_OUT:
        kept.pop(name, None)
    made = Waiting(secrets.token_urlsafe(8), campaign, kept, rule)
    others = list(request.session.get(KEY, {}).items())[1 - MOST :]
    request.session[KEY] = dict(others) | {made.key: [campaign, kept.urlencode(), rule]}
    return made


def put(request: Asked, waits: Waiting, name: str, value: str) -> None:
    """Something in the form that waits is this from now on."""
    form = waits.form.copy()
    form[name] = value
    request.session[KEY] = request.session[KEY] | {waits.key: [waits.campaign, form.urlencode(), waits.rule]}


def waiting(request: Asked, key: str | None) -> Waiting | None:
    found = request.session.get(KEY, {}).get(key or "")
    if found is None:
        return None
    campaign, form, rule = found
    return Waiting(key or "", campaign, QueryDict(form), rule)
