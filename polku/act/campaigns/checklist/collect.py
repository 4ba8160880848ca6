"""The whole checklist of a campaign: first what blocks, then what is to be judged, then what is in order."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from polku.act.campaigns.checklist import whom
from polku.act.campaigns.checklist.giving import giving
from polku.act.campaigns.checklist.installation import lacking
from polku.act.campaigns.checklist.line import Line, blocks, ok, warning
from polku.act.campaigns.checklist.links import broken
from polku.act.campaigns.checklist.message import looked_over
from polku.act.campaigns.launch import chat_of, mail_of, missing
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.wordings import in_use, label
from polku.know.people.consent.purposes import purposes
from polku.know.people.consent.topics import topics
from polku.say.content.problem import BrokenTemplate, Problem

ORDER = {"blocks": 0, "warning": 1, "ok": 2}
KEYS = {"purpose": "consent", "topic": "consent", "exclusion": "audience", "holdout_percent": "audience"}
PARTS = {"coupon_id": "coupon", "src": "pictures", "url": "links", "desktop_url": "links"}
OWN = {"name", "channel", "audience", "subject", "email", "variants", "gives"}


def checklist(campaign: Campaign, *, now: datetime) -> list[Line]:
    """A handful of questions, however many people it is for. Asks the platform of a chat, where it can be asked."""
    of_links = set(_broken_links(campaign))
    found = [blocks("links" if one.sentence in of_links else key_of(one), one) for one in wrong(campaign)]
    keys = {line.key for line in found}
    # Where something blocks, that the rest of it is in order is no news.
    found += [one for one in _others(campaign, now=now) if one.state != "ok" or one.key not in keys]
    return sorted(found, key=lambda line: ORDER[line.state])


def wrong(campaign: Campaign) -> list[Problem]:
    """What keeps it from going whenever it is; the same that a launch is refused for."""
    try:
        return [*missing(campaign), *lacking(campaign)]
    except BrokenTemplate as problem:
        return [problem.problem]


def blocking(campaign: Campaign, *, now: datetime) -> list[Problem]:
    """What keeps it from going right now besides: nobody to get it, or nobody whom it would not be held for."""
    lines = whom.audience(campaign, now=now)
    try:
        for one in in_use(campaign):
            lines += whom.facts(one, now=now)
    except BrokenTemplate as problem:
        return [problem.problem]
    return [Problem(line.sentence, field=line.field) for line in lines if line.state == "blocks"]


def key_of(problem: Problem) -> str:
    """What was looked at."""
    first, last = problem.field.partition(".")[0], problem.field.rpartition(".")[2]
    known = KEYS.get(first) or PARTS.get(last)
    return known or (first if first in OWN else "message")


def _others(campaign: Campaign, *, now: datetime) -> Iterator[Line]:
    yield ok("name", _("Its name: {name}").format(name=campaign.name))
    reached = whom.audience(campaign, now=now)
    yield from reached
    yield from _consent(campaign)
    yield from giving(campaign, people=next((one.people for one in reached if one.state == "ok"), None))
    several = in_use(campaign)
    for one in several:
        try:
            mail = mail_of(one) or chat_of(one)
        except BrokenTemplate:
            continue  # said above
        for line in (*looked_over(one, mail), *whom.facts(one, now=now)):
            yield line if len(several) == 1 else replace(line, sentence=f"{label(one, several)}: {line.sentence}")


def _broken_links(campaign: Campaign) -> Iterator[str]:
    """In a text they stand at its field, as whatever else is wrong with it."""
    for one in in_use(campaign):
        try:
            found = broken(one.subject, one.body, mail_of(one) or chat_of(one))
        except BrokenTemplate:
            continue  # said with the rest
        yield from (problem.sentence for problem in found)


def _consent(campaign: Campaign) -> Iterator[Line]:
    purpose = next((one for one in purposes() if one.key == campaign.purpose), None)
    if purpose is None:
        return
    if topics() and not campaign.topic and purpose.basis != "not_needed":
        yield warning("consent", _("It has no topic: whoever has unsubscribed from topics only gets it as well."))
    else:
        yield ok("consent", _("Only who may get messages for “{purpose}” gets it.").format(purpose=purpose.name))
