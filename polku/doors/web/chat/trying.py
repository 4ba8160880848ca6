"""Testers as the composer shows them: who would get the test, and making whom one looks at a tester."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from polku.doors.web import shown
from polku.doors.web.asked import Asked
from polku.doors.web.chat.items import Given
from polku.doors.web.chat.try_out import try_out
from polku.doors.web.preview import chosen_one
from polku.doors.web.testers import enough
from polku.know.people.consent.purposes import MARKETING
from polku.know.teams.models import Member
from polku.know.teams.rights import may
from polku.say.channels.channel import Channel
from polku.say.outbox.testers.testers import TooManyTesters, make, testers


class Choice(msgspec.Struct, frozen=True):
    person: shown.Person
    is_chosen: bool


def trying(
    request: Asked, given: Given, data: Mapping[str, Any], *, channel: Channel, reader: object
) -> dict[str, Any]:
    """What the templates need of tests, after one was asked for, or somebody was made a tester."""
    found: dict[str, Any] = {}
    if request.method == "POST" and data.get("tester") and may(request.user, "campaigns.launch"):
        found = _made(str(data["tester"]), by=request.user)
    elif request.method == "POST" and data.get("try"):
        purpose, topic = str(data.get("purpose") or MARKETING), str(data.get("topic") or "")
        went, sentence = try_out(request, given, channel, purpose=purpose, topic=topic)
        found = {"tried": sentence, "tried_well": went}
    offered = choices(request)
    return found | {"testers": offered, "is_reader_tester": any(one.person == reader for one in offered)}


def _made(public_id: str, *, by: Member) -> dict[str, Any]:
    profile = chosen_one(public_id)
    if profile is None:
        return {}
    try:
        make(profile, by=by)
    except TooManyTesters:
        return {"tried": enough(), "tried_well": False}
    name = shown.person(profile).name
    return {"tried": _("{name} gets tests of messages from now on.").format(name=name), "tried_well": True}


def choices(request: Asked) -> list[Choice]:
    """Everybody at first, then who was chosen, or has just been made one."""
    wanted = [*request.POST.getlist("to_tester"), request.POST.get("tester", "")]
    is_first = "testers_shown" not in request.POST
    return [Choice(one, is_first or one.id in wanted) for one in shown.people(testers())]
