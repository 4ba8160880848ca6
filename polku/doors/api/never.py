"""Who gets nothing but what belongs to the service."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.responses import Status

from polku.doors.api.asked import bounded, member
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.never import NeverAdded, NeverIn, NeverList, NeverOut
from polku.doors.api.key import Key
from polku.kit import ids
from polku.know.people import find
from polku.know.people.claims import read_email
from polku.know.people.models import Profile
from polku.say.limits import never as verbs

router = Router(tags=["limits"])
NEVER = "/limits/never"
MAY = Key("campaigns.launch")
Search = Annotated[str, Query(max_length=320, description="What stands in an address, a name or a reason")]
Limit = Annotated[int, Query(ge=1, le=1_000, description="So many at the most")]
Before = Annotated[int | None, Query(description="`next` of the part before")]


@router.get(NEVER, auth=MAY, response=answers(NeverList, 422), summary="List who is never written to")
def listed(request: HttpRequest, search: Search = "", limit: Limit = 100, before: Before = None) -> NeverList:
    rows = list(verbs.listed(search.replace("\0", ""), before=bounded(before or 0) or None)[: limit + 1])
    return NeverList(
        entries=[
            NeverOut(
                id=row.pk,
                kind="person" if row.is_person else "email",
                value=row.value,
                reason=row.reason,
                since=row.at,
            )
            for row in rows[:limit]
        ],
        next=rows[limit - 1].pk if len(rows) > limit else None,
    )


@router.post(
    NEVER, auth=MAY, response=answers(NeverAdded, 400, 413, 422, status=201), summary="Never write to these any more"
)
def put_on(request: HttpRequest, given: NeverIn) -> Any:
    """All of them or none. Who is on the list already stays as they are."""
    people = [_profile(text, number) for number, text in enumerate(given.people)]
    for number, text in enumerate(given.emails):
        if not read_email(text.strip()):
            raise ApiError(422, "invalid", _("This is no e-mail address."), field=f"emails.{number}")
    by = member(request)
    added, _wrong = verbs.add_addresses(given.emails, reason=given.reason, by=by)
    added += verbs.add_people(people, reason=given.reason, by=by)
    return Status(201, NeverAdded(added=added))


@router.delete(f"{NEVER}/{{entry_id}}", auth=MAY, response=answers(None, 404, 422, status=204), summary="Take one off")
def taken_off(request: HttpRequest, entry_id: int) -> Any:
    if not verbs.remove(bounded(entry_id), by=member(request)):
        raise not_found(_("There is no entry {id}.").format(id=entry_id))
    return Status(204, None)


def _profile(text: str, place: int) -> Profile:
    number = ids.number(text)
    profile = find.by_id(number) if number is not None else None
    if profile is None:
        sentence = _("There is no person with the id “{id}”.").format(id=text[:40])
        raise ApiError(422, "invalid", sentence, field=f"people.{place}")
    return profile
