"""The composer's part of a chat: from the request to the chat as it is in the form now."""

from collections.abc import Mapping
from typing import Any

import msgspec

from polku.doors.web.chat.acts import act
from polku.doors.web.chat.gallery import begin, pick
from polku.doors.web.chat.items import Given, of_form
from polku.doors.web.chat.pictures import take
from polku.doors.web.chat.stored import of_chat
from polku.know.teams.begin import the_team
from polku.know.teams.models import Member
from polku.say.content.chat.blocks import Chat
from polku.say.content.look.shown import color_of
from polku.say.content.problem import Problem


class Editing(msgspec.Struct):
    """`faults`: what could not be done (a picture that is none)."""

    given: Given
    faults: list[Problem]
    subject: None = None  # a chat has none


def editing(
    form: Any, kept: Chat | None, *, pictures: Mapping[str, Any], by: Member, takes_pictures: bool = True
) -> Editing:
    """`form`: as it was sent, Django's own QueryDict; None where there is none yet, then it begins with what is kept.

    `pictures`: what came with it.
    """
    if form is None:
        return Editing(of_chat(kept) if kept is not None else Given([], accent=color_of(the_team())), [])
    given = of_form(form)
    faults = take(given, pictures, by=by) if takes_pictures else []
    verb, _colon, name = form.get("do", "").partition(":")
    if verb == "begin":
        begin(given, name)
    elif verb == "pick":
        pick(given, name)
    else:
        act(given, form.get("do", ""))
    return Editing(given, faults)
