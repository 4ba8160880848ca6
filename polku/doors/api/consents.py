"""Consents: recorded, and told."""

from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from ninja.responses import Status

from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.consents import ConsentIn, Consents, ConsentsIn, Recorded, SayingOut, StandingOut
from polku.doors.api.key import Key, stores_of
from polku.doors.api.people import still_here
from polku.kit import clock, ids
from polku.know.events.event import Identity
from polku.know.people import find
from polku.know.people.claims import read_email
from polku.know.people.consent import sign_up
from polku.know.people.consent.history import history, standings
from polku.know.people.consent.introduce import introduce
from polku.know.people.consent.models import Consent
from polku.know.people.consent.purposes import purposes
from polku.know.people.consent.record import GIVEN, Statement, record
from polku.know.people.consent.saying import key
from polku.know.people.models import Profile
from polku.know.people.stores.within import is_within
from polku.know.teams.begin import the_team
from polku.know.teams.trail import note
from polku.say.channels.email.system import EmailError, NotSetUp
from polku.say.channels.unasked import unasked
from polku.say.outbox.confirmation import send_question

MOST_ASKED = 20  # e-mails sent while one waits for the answer

router = Router(tags=["people"])


@router.post(
    "/consents",
    auth=Key("consent.edit"),
    response=answers(Recorded, 400, 413, 422, 503, status=201),
    summary="Record what people allow, and what they do not want any more",
)
def say(request: HttpRequest, given: ConsentsIn) -> Any:
    """All of them or none. Who is not known yet becomes a person a moment later, with this identity; not as seen."""
    now = clock.now()
    known = {one.key for one in purposes()}
    statements = [
        _statement(one, request, place=f"consents.{number}", now=now, known=known)
        for number, one in enumerate(given.consents)
    ]
    if given.double_opt_in:
        asked = _ask(statements, language=given.language, now=now)
        return Status(201, Recorded(recorded=0, asked=asked))
    with transaction.atomic():
        introduce([one.identity for one in statements], now_ms=clock.to_ms(now))
        record(statements, now_ms=clock.to_ms(now))
    kinds = [one.kind for one in statements]
    counts = {kind: kinds.count(kind) for kind in sorted(set(kinds))}
    whose = {ids.public(ids.identity_id(*one.identity)) for one in statements}
    subject = f"person:{whose.pop()}" if len(whose) == 1 else "consents"
    by = request.auth  # type: ignore[attr-defined] # put there by the key's check
    note(None, "consent.recorded", subject=subject, after=counts, key=by)
    return Status(201, Recorded(recorded=len(statements), asked=0))


@router.get(
    "/people/{person_id}/consents",
    auth=Key("consent.see"),
    response=answers(Consents, 404, 410),
    summary="What a person allows now, and all that they ever said about it",
)
def consents(request: HttpRequest, person_id: str) -> Consents:
    person = _person(person_id, request)
    said, softer = history(person.id), unasked(person, find.identities_of(person.id))
    return Consents(
        current=[
            StandingOut(
                purpose=one.purpose.key,
                channel=one.channel,
                may=one.may,
                reason=one.why_not,
                since=clock.from_ms(one.by.at_ms) if one.by is not None else None,
                source=one.by.source if one.by is not None else "",
            )
            for one in standings(said, now_ms=clock.now_ms(), unasked=softer)
        ],
        history=[_saying(one) for one in said],
    )


def _statement(one: ConsentIn, request: HttpRequest, *, place: str, now: datetime, known: set[str]) -> Statement:
    if (one.person is None) == (one.identity is None):
        raise ApiError(422, "invalid", _("Name either a person or one of their identities."), field=place)
    purpose, channel, topic = (_key(getattr(one, name), f"{place}.{name}") for name in ("purpose", "channel", "topic"))
    if (purpose or one.said == GIVEN) and purpose not in known:
        names = ", ".join(sorted(known))
        sentence = _("There is no purpose “{purpose}”; there are: {names}.").format(purpose=purpose, names=names)
        raise ApiError(422, "invalid", sentence, field=f"{place}.purpose")
    at = one.at.replace(tzinfo=now.tzinfo) if one.at is not None and one.at.tzinfo is None else one.at
    if at is not None and not _is_past(at, now):
        raise ApiError(
            422, "invalid", _("Nobody has said anything in the future, or before 1970."), field=f"{place}.at"
        )
    return Statement(
        _identity(one, request, place=place),
        one.said,
        purpose,
        channel,
        topic,
        at_ms=clock.to_ms(at) if at is not None else None,
        source=one.source or f"api: {request.auth.name}",  # type: ignore[attr-defined] # put there by the key's check
        wording=one.wording,
        proof=one.proof,
    )


def _key(said: str, field: str) -> str:
    found = key(said)
    if found is None:
        raise ApiError(422, "invalid", _("“{name}” is too long.").format(name=said[:40]), field=field)
    return found


def _is_past(at: datetime, now: datetime) -> bool:
    try:
        return 0 <= clock.to_ms(at) <= clock.to_ms(now)
    except (OverflowError, ValueError):
        return False


def _identity(one: ConsentIn, request: HttpRequest, *, place: str) -> Identity:
    """Under which it is kept: the leading one of a known person, so that it goes with them."""
    if one.identity is not None:
        kind = one.identity.kind.strip()
        value = find.as_kept(kind, one.identity.value.strip())
        theirs = find.by_identity(kind, value) if stores_of(request) else None
        if theirs is None or is_within(theirs.id, stores_of(request)):
            return kind, value
        sentence = _("This key may not speak for “{value}”.").format(value=value[:100])
        raise ApiError(422, "invalid", sentence, field=f"{place}.identity")
    try:
        profile = _person(one.person or "", request)
    except ApiError as problem:
        raise ApiError(422, "invalid", problem.sentence, field=f"{place}.person") from problem
    leading = find.identities_of(profile.id)[0]
    return leading.kind, leading.value


def _ask(statements: list[Statement], *, language: str, now: datetime) -> int:
    """Send the question to each address; all that was said of it in one."""
    by_address: dict[str, list[Statement]] = {}
    for number, one in enumerate(statements):
        kind, value = one.identity
        if kind != "email" or one.kind != GIVEN:
            sentence = _("Only consents given by somebody with an e-mail identity can be confirmed by e-mail.")
            raise ApiError(422, "invalid", sentence, field=f"consents.{number}.identity")
        if not read_email(value):
            sentence = _("“{address}” is not an e-mail address.").format(address=value[:100])
            raise ApiError(422, "invalid", sentence, field=f"consents.{number}.identity")
        by_address.setdefault(value, []).append(one)
    if len(by_address) > MOST_ASKED:
        sentence = _("At most {most} people can be asked to confirm in one call.").format(most=MOST_ASKED)
        raise ApiError(422, "invalid", sentence, field="consents")
    for address, said in by_address.items():
        wishes = [sign_up.Wish(one.purpose, one.channel, one.topic, one.wording) for one in said]
        try:
            row = sign_up.ask(
                address, wishes=wishes, language=language, source=said[0].source, proof=said[0].proof, now=now
            )
            send_question(row, team=the_team().name)
        except sign_up.NoAddress as problem:  # it is too long
            sentence = _("“{address}” is not an e-mail address.").format(address=address[:100])
            raise ApiError(422, "invalid", sentence, field="consents") from problem
        except sign_up.TooOften as problem:
            sentence = _("“{address}” has been asked several times; wait for the answer.").format(address=address[:100])
            raise ApiError(422, "asked", sentence, field="consents") from problem
        except NotSetUp as problem:
            raise ApiError(422, "not_set_up", str(problem), field="double_opt_in") from problem
        except EmailError as problem:
            raise ApiError(503, "unavailable", str(problem)) from problem
    return len(by_address)


def _person(public_id: str, request: HttpRequest) -> Profile:
    number = ids.number(public_id)
    profile = find.by_id(number) if number is not None else None
    if profile is None or not is_within(profile.id, stores_of(request)):
        raise not_found(_("There is no person with the id “{id}”.").format(id=public_id[:40]))
    still_here(profile)
    return profile


def _saying(one: Consent) -> SayingOut:
    return SayingOut(
        said=one.kind,
        purpose=one.purpose,
        channel=one.channel,
        topic=one.topic,
        at=clock.from_ms(one.at_ms),
        until=clock.from_ms(one.until_ms) if one.until_ms is not None else None,
        source=one.source,
        wording=one.wording,
        proof=msgspec.json.decode(one.proof),
        by=one.by,
    )
