"""Messages to one person each, that a program asks for: an order's confirmation, a booking's reminder."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from ninja.responses import Status

from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.messages import MessageIn, MessageOut
from polku.doors.api.key import Key
from polku.doors.api.people import wanted
from polku.doors.api.written import written_for
from polku.kit import clock, ids
from polku.know.people import find
from polku.know.people.consent.purposes import NOT_MESSAGES, purposes
from polku.say.channels.written import problems
from polku.say.outbox.models import Message
from polku.say.outbox.reasons import sentence
from polku.say.outbox.single import CAUSE, OtherContent, ask_once, asked

router = Router(tags=["messages"])


@router.post(
    "/messages",
    auth=Key("campaigns.launch"),
    response={**answers(MessageOut, 400, 404, 409, 410, 413, 422, status=201), 200: MessageOut},
    summary="Send one message to one person, once",
)
def send(request: HttpRequest, given: MessageIn) -> Any:
    """The same key again is the same message (200), whatever became of it; with other content it is refused (409).

    It leaves within seconds, if the person's consents allow the purpose; `GET /api/messages/KEY` tells what came of it.
    """
    person = wanted(given.person)
    channel, written = written_for(given)
    if given.purpose not in {one.key for one in purposes()} - set(NOT_MESSAGES):
        raise ApiError(
            422, "invalid", _("There is no purpose “{purpose}”.").format(purpose=given.purpose), field="purpose"
        )
    for problem in problems(written, channel=channel):
        raise ApiError(422, "invalid", problem.sentence, field=problem.field)
    try:
        message, is_new = ask_once(
            given.key, written, profile_id=person.id, channel=channel, purpose=given.purpose, now=clock.now()
        )
    except OtherContent as problem:
        raise ApiError(409, "other_content", str(problem), field="key") from problem
    return Status(201 if is_new else 200, _shown(message))


@router.get(
    "/messages/{key}",
    auth=Key("campaigns.see"),
    response=answers(MessageOut, 404),
    summary="What became of a message",
)
def message(request: HttpRequest, key: str) -> MessageOut:
    found = asked(key) if "\0" not in key else None
    if found is None:
        raise not_found(_("There is no message under the key “{key}”.").format(key=key[:100]))
    return _shown(found)


def _shown(message: Message) -> MessageOut:
    profile_id = find.profile_ids([message.identity_id]).get(message.identity_id)
    return MessageOut(
        key=message.cause.removeprefix(CAUSE),
        person=ids.public(profile_id) if profile_id is not None else None,
        channel=message.channel,
        state=message.state,
        reason=sentence(message.reason) if message.reason else "",
        asked_at=clock.from_ms(message.asked_ms),
        settled_at=clock.from_ms(message.settled_ms) if message.settled_ms is not None else None,
    )
