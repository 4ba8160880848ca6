"""Who got many messages and shows no sign of life gets none any more."""

from django.http import HttpRequest
from ninja import Router

from polku.doors.api.asked import member
from polku.doors.api.errors import ApiError
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.sunset import SunsetIn, SunsetOut
from polku.doors.api.key import Key
from polku.say.limits import sunset as verbs
from polku.say.limits.problems import LimitError

router = Router(tags=["limits"])
SUNSET = "/limits/sunset"


@router.get(
    SUNSET, auth=Key("campaigns.see"), response=answers(SunsetOut), summary="The rule of who no longer responds"
)
def sunset(request: HttpRequest) -> SunsetOut:
    row = verbs.current()
    if row is None:
        return SunsetOut(messages=None, days=None, people=0, looked_up_at=None)
    return SunsetOut(messages=row.messages, days=row.days, people=verbs.count(), looked_up_at=row.found_at)


@router.put(
    SUNSET,
    auth=Key("settings.edit"),
    response=answers(SunsetOut, 400, 413, 422),
    summary="Write no longer to whoever does not respond. Looked up within a minute, then once a day",
)
def say(request: HttpRequest, given: SunsetIn) -> SunsetOut:
    try:
        verbs.say(given.messages, given.days, by=member(request))
    except LimitError as problem:
        field = {"most": "messages"}.get(problem.field, problem.field)
        raise ApiError(422, "invalid", str(problem), field=field) from problem
    return sunset(request)


@router.delete(SUNSET, auth=Key("settings.edit"), response=answers(SunsetOut), summary="Write to everybody again")
def end(request: HttpRequest) -> SunsetOut:
    verbs.end(by=member(request))
    return sunset(request)
