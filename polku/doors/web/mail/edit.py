"""The composer's part of a mail: from the request to the mail as it is in the form now."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.utils.translation import get_language

from polku.act.campaigns.models import Campaign
from polku.doors.web.mail.actions import act
from polku.doors.web.mail.items import Given, of_form, of_mail
from polku.doors.web.written.pieces import Item
from polku.know.teams.begin import the_team
from polku.know.teams.models import Member
from polku.say.content.blocks.blocks import Footer, Mail
from polku.say.content.blocks.examples import begun
from polku.say.content.blocks.read import stored
from polku.say.content.look.shown import color_of
from polku.say.content.media.keep import MOST_BYTES, PictureError, TooBig, keep
from polku.say.content.media.names import address
from polku.say.content.problem import BrokenTemplate, Problem


class Editing(msgspec.Struct):
    """`faults`: what could not be done (a picture that is none). `subject`: of a layout that was just chosen."""

    given: Given
    faults: list[Problem]
    subject: str | None = None


def editing(
    form: Any, kept: Mail | None, *, pictures: Mapping[str, Any], by: Member, takes_pictures: bool = True
) -> Editing:
    """`form`: as it was sent, Django's own QueryDict; None where there is none yet, then it begins with what is kept.

    `pictures`: what came with it.
    """
    if form is None:
        return Editing(of_mail(kept) if kept is not None else Given([], accent=color_of(the_team())), [])
    found = Editing(of_form(form), [])
    for item in found.given.items:
        if takes_pictures:
            _take_picture(pictures.get(f"{item.id}.file"), item, found, by=by)
    do = form.get("do", "")
    if do.startswith("begin:"):
        _begin(found, do.removeprefix("begin:"), has_subject=bool(form.get("subject", "").strip()))
    else:
        act(found.given, do)
    return found


def _begin(found: Editing, name: str, *, has_subject: bool) -> None:
    begins = begun(name, language=get_language() or "", address=last_address())
    if begins is not None:
        subject, mail = begins
        found.given = of_mail(mail)
        found.subject = None if has_subject else subject


def last_address() -> str:
    """Who the sender was in the newest mail that says so: it is the same next time."""
    for text in Campaign.objects.exclude(mail="").order_by("-pk").values_list("mail", flat=True)[:5]:
        try:
            mail: Mail = stored(text)
        except BrokenTemplate:
            continue
        for block in mail.blocks:
            if isinstance(block, Footer) and block.address:
                return block.address
    return ""


def _take_picture(file: Any, item: Item, found: Editing, *, by: Member) -> None:
    """A picture that came with the form takes the place of the one before. `file`: Django's own, or None."""
    if file is None:
        return
    try:
        if (file.size or 0) > MOST_BYTES:
            raise TooBig
        item.values["src"] = address(keep(file.read(), title=file.name or "", by=by).name)
    except PictureError as problem:
        found.faults.append(Problem(str(problem), field=f"item:{item.id}"))
    item.is_open = True
