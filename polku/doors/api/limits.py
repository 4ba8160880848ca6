"""How much of what the team sends reaches one person."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from polku.doors.api.asked import member
from polku.doors.api.errors import ApiError
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.limits import (
    ANY,
    AllNationalOut,
    AllQuietHoursIn,
    AllQuietHoursOut,
    CapIn,
    CapOut,
    CapsIn,
    CapsOut,
    NationalOut,
    QuietHoursOut,
)
from polku.doors.api.key import Key
from polku.say.limits import caps as verbs
from polku.say.limits import quiet_hours as quiet_verbs
from polku.say.limits.national import checked_on, national
from polku.say.limits.problems import LimitError, WrongTime
from polku.say.limits.quiet import Hours, clock_of, minutes_of
from polku.say.limits.terms import Terms
from polku.say.limits.words import sentence as in_words

router = Router(tags=["limits"])
CAPS, QUIET = "/limits/caps", "/limits/quiet-hours"
NATIONAL = ("begins", "ends", "kind", "covers", "days", "source")


@router.get(CAPS, auth=Key("campaigns.see"), response=answers(CapsOut), summary="How often one person is written to")
def caps(request: HttpRequest) -> CapsOut:
    return CapsOut(
        caps=[
            CapOut(
                most=row.most,
                hours=row.hours,
                channel=row.kind or ANY,
                purpose=row.purpose or ANY,
                sentence=in_words(verbs.terms_of(row)),
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


@router.get(QUIET, auth=Key("campaigns.see"), response=answers(AllQuietHoursOut), summary="When people are let sleep")
def quiet_hours(request: HttpRequest) -> AllQuietHoursOut:
    return AllQuietHoursOut(
        quiet_hours=[
            QuietHoursOut(
                country=row.country or ANY, begins=clock_of(row.begins), ends=clock_of(row.ends), since=row.at
            )
            for row in quiet_verbs.quiet_hours()
        ]
    )


@router.get(
    f"{QUIET}/national",
    auth=Key("campaigns.see"),
    response=answers(AllNationalOut),
    summary="Hours that countries are known to keep: none of them holds until you keep it",
)
def national_hours(request: HttpRequest) -> AllNationalOut:
    rows = [NationalOut(country=one.code, **{name: getattr(one, name) for name in NATIONAL}) for one in national()]
    return AllNationalOut(checked_on=checked_on(), countries=rows)


@router.put(
    QUIET,
    auth=Key("settings.edit"),
    response=answers(AllQuietHoursOut, 400, 413, 422),
    summary="Say when people are let sleep",
)
def keep_quiet_hours(request: HttpRequest, given: AllQuietHoursIn) -> AllQuietHoursOut:
    """Exactly these hold from now on, also for what has been asked for already. All of them or none."""
    wanted: dict[str, Hours] = {}
    for number, one in enumerate(given.quiet_hours):
        country = "" if one.country == ANY else one.country.upper()
        try:
            hours = Hours(_minutes(one.begins, "begins"), _minutes(one.ends, "ends"))
            quiet_verbs.check(country, hours)
        except LimitError as problem:
            raise ApiError(422, "invalid", str(problem), field=f"quiet_hours.{number}.{problem.field}") from problem
        if country in wanted:
            sentence = _("This country is named twice.")
            raise ApiError(422, "invalid", sentence, field=f"quiet_hours.{number}.country")
        wanted[country] = hours
    quiet_verbs.keep(wanted, by=member(request))
    return quiet_hours(request)


def _minutes(text: str, field: str) -> int:
    found = minutes_of(text)
    if found is None:
        raise WrongTime(field)
    return found


def _terms(one: CapIn) -> Terms:
    return Terms(
        one.most, one.hours, "" if one.channel == ANY else one.channel, "" if one.purpose == ANY else one.purpose
    )
