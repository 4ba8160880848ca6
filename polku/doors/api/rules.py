"""Rules, tried out before they are used."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from polku.doors.api.errors import ApiError, in_rule
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.rules import DoubtOut, ExplainedOut, ExplainIn, RulePreviewIn, RulePreviewOut
from polku.doors.api.key import Key
from polku.doors.api.people import still_here
from polku.kit import clock, columns, ids
from polku.know.people import find
from polku.know.rules import explain as explaining
from polku.know.rules import preview as previewing
from polku.know.rules.limits import TIME_LIMIT_S
from polku.know.teams.models import ApiKey
from polku.know.teams.rights import RIGHT_NAMES, key_may

LARGEST = 1_000_000  # bytes of a rule, with what stands around it

router = Router(tags=["rules"])


@router.post(
    "/rules/preview",
    auth=Key("segments.see"),
    response=answers(RulePreviewOut, 400, 409, 413, 422, 503),
    summary="See how many people a rule finds now, and some of them",
)
def preview(request: HttpRequest, given: RulePreviewIn) -> RulePreviewOut:
    """It takes 10 seconds at the most, and no more memory than 500 MB; what needs more is refused with 422."""
    _not_too_large(request)
    key: ApiKey = request.auth  # type: ignore[attr-defined] # put there by the key's check
    asker = f"key {key.pk}: {given.asker}" if given.asker else ""
    with _in_time():
        found = previewing.preview(given.rule, clock.now(), limit=given.limit, asker=asker)
    return RulePreviewOut(
        count=found.count,
        of=found.of,
        sentence=found.sentence,
        sample=[ids.public(number) for number in found.sample] if key_may(key, "people.see") else [],
        took_ms=found.took_ms,
        warnings=[DoubtOut(field=in_rule(doubt.path), sentence=doubt.sentence) for doubt in found.warnings],
    )


@router.post(
    "/rules/explain",
    auth=Key("segments.see"),
    response=answers(ExplainedOut, 400, 404, 409, 410, 413, 422, 503),
    summary="See why somebody meets a rule, or does not",
)
def explain(request: HttpRequest, given: ExplainIn) -> ExplainedOut:
    """Each condition, whether it holds, and what it looked at. The key's scopes must hold people.see as well."""
    _not_too_large(request)
    if not key_may(request.auth, "people.see"):  # type: ignore[attr-defined] # put there by the key's check
        sentence = _("This key's scopes do not hold “{right}” ({name}). Make a key with that scope in the settings.")
        raise ApiError(403, "forbidden", sentence.format(right="people.see", name=RIGHT_NAMES["people.see"]))
    number = ids.number(given.person)
    profile = find.by_id(number) if number is not None else None
    if profile is not None:
        still_here(profile)
    with _in_time():
        told = explaining.explain(given.rule, profile.id if profile else 0, clock.now())
    if told is None:
        sentence = _("There is no person with the id “{id}”.").format(id=given.person[:40])
        raise ApiError(404, "not_found", sentence, field="person")
    return _shown(told)


def _not_too_large(request: HttpRequest) -> None:
    if len(request.body) > LARGEST:
        raise ApiError(413, "too_large", _("A rule may have up to 1 MB."), field="rule")


@contextmanager
def _in_time() -> Iterator[None]:
    try:
        yield
    except columns.TooSlow as problem:
        sentence = _("This rule takes longer than {seconds} seconds to answer: ask for less, or for a shorter time.")
        raise ApiError(422, "too_slow", sentence.format(seconds=TIME_LIMIT_S), field="rule") from problem
    except columns.TooBig as problem:
        sentence = _("This rule is too large to be answered: ask for less, or for a shorter time.")
        raise ApiError(422, "too_big", sentence, field="rule") from problem
    except columns.Cancelled as problem:
        raise ApiError(409, "superseded", _("A newer preview has taken the place of this one.")) from problem


def _shown(told: explaining.Explained) -> ExplainedOut:
    return ExplainedOut(
        path=told.path,
        sentence=told.sentence,
        holds=told.holds,
        facts=dict(told.facts),
        parts=[_shown(part) for part in told.parts],
    )
