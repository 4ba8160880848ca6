"""Erasing a person, and handing out what is known of them."""

import json
from typing import Annotated, Any, Literal

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.responses import Status
from pydantic import Field

from polku.doors.api import people
from polku.doors.api.errors import not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.erasures import ErasureOut, Export
from polku.doors.api.key import Key
from polku.flow import KEEPERS
from polku.kit import clock, ids
from polku.know.events.models import Forgetting
from polku.know.people.erase import erase
from polku.know.people.export import export
from polku.know.people.export_html import as_html
from polku.know.teams.models import ApiKey
from polku.know.teams.trail import note

REASON = 300

Reason = Annotated[str, Field(max_length=REASON, description="Kept with the numbers: name nobody in it")]
Form = Annotated[Literal["json", "html"], Field(description="html: a page of its own to keep or to hand over")]

router = people.router  # one address takes both GET and DELETE


@router.delete(
    "/people/{person_id}",
    auth=Key("people.erase"),
    response=answers(ErasureOut, 404, 422, status=202),
    summary="Erase a person, with everything that they did",
)
def remove(request: HttpRequest, person_id: str, reason: Reason = "") -> Any:
    """From now on nothing is sent to them and nothing told of them; a moment later nothing of them is left.

    The answer is a receipt. Events of theirs that come later make a new person.
    """
    profile = people.known(person_id)  # also while they are going: asked for twice, it is one erasure
    key: ApiKey = request.auth  # type: ignore[attr-defined] # put there by the key's check
    with transaction.atomic():
        asked = erase([profile], by=key.name, reason=reason.replace("\0", ""))
        note(None, "person.erased", subject=f"person:{ids.public(profile.id)}", key=key)
    return Status(202, _receipt(asked))


@router.get(
    "/erasures/{erasure_id}",
    auth=Key("people.erase"),
    response=answers(ErasureOut, 404, 422),
    summary="What became of an erasure",
)
def erasure(request: HttpRequest, erasure_id: int) -> ErasureOut:
    found = Forgetting.objects.filter(pk=erasure_id, what=Forgetting.What.PEOPLE).first() if _fits(erasure_id) else None
    if found is None:
        raise not_found(_("There is no erasure {number}.").format(number=erasure_id))
    return _receipt(found)


@router.get(
    "/people/{person_id}/export",
    auth=Key("people.export"),
    response=answers(Export, 404, 410, 422, 503),
    summary="Everything that is known of a person",
    openapi_extra={"responses": {200: {"content": {"text/html": {"schema": {"type": "string"}}}}}},
)
def everything(request: HttpRequest, person_id: str, format: Form = "json") -> Any:  # noqa: A002 - its name outside
    profile = people.wanted(person_id)
    told = export(profile, keepers=KEEPERS, now=clock.now())
    key: ApiKey = request.auth  # type: ignore[attr-defined] # put there by the key's check
    note(None, "person.exported", subject=f"person:{ids.public(profile.id)}", key=key)
    if format == "json":
        return told
    answer = HttpResponse(as_html(told))
    answer["Content-Disposition"] = f'attachment; filename="{ids.public(profile.id)}.html"'
    return answer


def _receipt(row: Forgetting) -> ErasureOut:
    return ErasureOut(
        id=row.pk,
        state=row.state,
        asked_at=clock.from_ms(row.asked_ms),
        done_at=clock.from_ms(row.done_ms) if row.done_ms is not None else None,
        counts=json.loads(row.counts),
    )


def _fits(number: int) -> bool:
    return 0 < number < 2**63
