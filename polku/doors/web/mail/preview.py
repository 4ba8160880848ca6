"""A mail as one given person would get it, what is wrong with it, and what could be better."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from polku.doors.web import shown
from polku.doors.web.mail.items import Given, to_plain
from polku.doors.web.preview import reading
from polku.doors.web.written.seen import seen_by
from polku.kit import clock, ids
from polku.know.people.models import Profile
from polku.know.teams.models import Member
from polku.say.content import sketches
from polku.say.content.advice.advice import advice
from polku.say.content.blocks import check
from polku.say.content.blocks.blocks import Mail
from polku.say.content.blocks.read import mail_of, to_store
from polku.say.content.email import Email, fill, make
from polku.say.content.fields import merge_fields
from polku.say.content.problem import BrokenTemplate


def mail_preview(
    given: Given,
    *,
    subject: str,
    sketch: str,
    by: Member,
    as_id: str,
    query: str,
    currency: str,
    rule: object = None,
    among: Sequence[shown.Person] = (),
) -> dict[str, object]:
    """What the templates of the preview need. The mail is kept as a sketch, which the frame shows."""
    as_whom = reading(as_id=as_id, query=query, rule=rule, among=among)
    found: dict[str, Any] = {**as_whom.given, "sketch": sketch, "is_mail": True, "faults": []}
    try:
        mail = mail_of(to_plain(given))
    except BrokenTemplate as broken:
        return found | {"faults": [broken.problem]}
    faults = check.problems(subject, mail)
    if faults:
        return found | {"faults": faults}
    try:
        seen = as_read(mail, subject=subject, reader=as_whom.reader, currency=currency)
    except BrokenTemplate as broken:
        return found | {"faults": [replace(broken.problem, field="blocks")]}
    key = sketches.draw(sketch, subject=subject, mail=to_store(mail), by=by, now=clock.now())
    frame = reverse("sketch", args=[key])
    return found | {
        "sketch": key,
        **looks(frame, as_whom.reader),
        **told(seen, mail, subject, as_whom.reader, currency),
    }


def kept_preview(mail: Mail, *, subject: str, campaign_id: int, as_id: str, currency: str) -> dict[str, object]:
    """The same of a campaign as it is kept: nothing to sketch."""
    as_whom = reading(as_id=as_id, query="")
    found = {**as_whom.given, "is_mail": True, "faults": []}
    try:
        seen = as_read(mail, subject=subject, reader=as_whom.reader, currency=currency)
    except BrokenTemplate as broken:
        return found | {"faults": [broken.problem]}
    frame = reverse("campaign mail", args=[campaign_id])
    return found | looks(frame, as_whom.reader) | told(seen, mail, subject, as_whom.reader, currency)


def as_read(mail: Mail, *, subject: str, reader: Profile | None, currency: str) -> Email:
    """With links at the foot that change nobody's wishes: it is only looked at. Raises BrokenTemplate."""
    facts = merge_fields(reader, currency=currency) if reader else {}
    nowhere = f"{settings.BASE_URL}/p/"
    return fill(make(subject, seen_by(mail, reader).written), facts, preferences=nowhere, unsubscribe=nowhere)


def looks(frame: str, reader: Profile | None) -> dict[str, str]:
    """Addresses of the frame in the light and in the dark. `at`: a new one each time, so that nothing stale shows."""
    asked = {"as": ids.public(reader.id) if reader else "", "at": str(clock.now_ms())}
    return {
        "frame_light": f"{frame}?{urlencode(asked)}",
        "frame_dark": f"{frame}?{urlencode(asked | {'scheme': 'dark'})}",
    }


def told(seen: Email, mail: Mail, subject: str, reader: Profile | None, currency: str) -> dict[str, object]:
    preheader = as_read(Mail(), subject=mail.preheader, reader=reader, currency=currency).subject
    return {
        "mail_subject": seen.subject,
        "mail_preheader": preheader,
        "mail_text": seen.text,
        "mail_kb": max(1, len(seen.html.encode()) // 1_000),
        "findings": advice(subject, mail, html=seen.html),
        "unfinished": check.unfinished(subject, mail),
        "for_some": seen_by(mail, reader),
    }
