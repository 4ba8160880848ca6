"""How much of what the team sends reaches one person."""

from django.http import HttpRequest
from ninja import Router

from polku.doors.api.asked import member
from polku.doors.api.errors import ApiError
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.limits import ANY, CapIn, CapOut, CapsIn, CapsOut
from polku.doors.api.key import Key
from polku.say.limits import caps as verbs
from polku.say.limits.problems import LimitError
from polku.say.limits.terms import Terms
from polku.say.limits.words import sentence

router = Router(tags=["limits"])
CAPS = "/limits/caps"


@router.get(CAPS, auth=Key("campaigns.see"), response=answers(CapsOut), summary="How often one person is written to")
def caps(request: HttpRequest) -> CapsOut:
    return CapsOut(
        caps=[
            CapOut(
                most=row.most,
                hours=row.hours,
                channel=row.kind or ANY,
                purpose=row.purpose or ANY,
                sentence=sentence(verbs.terms_of(row)),
                since=row.at,
            )
            for row in verbs.caps()
        ]
    )


@router.put(
    CAPS,
    auth=Key("settings.edit"),
    response=answers(CapsOut, 400, 413, 422),
    summary="Say how often one person may be written to",
)
def keep_caps(request: HttpRequest, given: CapsIn) -> CapsOut:
    """Exactly these hold from now on, also for what has been asked for already. All of them or none."""
    wanted = [_terms(one) for one in given.caps]
    for number, terms in enumerate(wanted):
        try:
            verbs.check(terms)
        except LimitError as problem:
            raise ApiError(422, "invalid", str(problem), field=f"caps.{number}.{problem.field}") from problem
    try:
        verbs.keep(wanted, by=member(request))
    except LimitError as problem:
        raise ApiError(422, "invalid", str(problem), field="caps") from problem
    return caps(request)


def _terms(one: CapIn) -> Terms:
    return Terms(
        one.most, one.hours, "" if one.channel == ANY else one.channel, "" if one.purpose == ANY else one.purpose
    )
