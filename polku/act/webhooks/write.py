"""Making, changing and ending webhooks."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from polku.act.webhooks import names
from polku.act.webhooks.models import Webhook
from polku.act.webhooks.problems import NotReady
from polku.act.webhooks.secrets import shut
from polku.act.webhooks.signing import new_secret
from polku.kit import clock, net
from polku.know.events.read import last_seq
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.content.problem import Problem

MOST = 50  # webhooks that are not ended
NAME = 200
URL = 2_000


def make(name: str, *, url: str, events: Sequence[str], by: Member | None) -> tuple[Webhook, str]:
    """The new webhook, for what happens from now on, and its secret, which nobody can see again. Raises NotReady."""
    found = problems(name, url=url, events=events)
    if Webhook.objects.filter(ended_at__isnull=True).count() >= MOST:
        found.append(Problem(_("There are {most} webhooks already: end one first.").format(most=MOST), field="name"))
    if found:
        raise NotReady(found)
    secret = new_secret()
    with transaction.atomic():
        webhook = Webhook.objects.create(
            name=name.strip(),
            url=url.strip(),
            events=list(events),
            secret=shut(secret),
            from_seq=last_seq(),
            created_by=by,
        )
        trail.note(by, "webhook.made", subject=_subject(webhook), after=_told(webhook))
    return webhook, secret


def change(webhook: Webhook, *, name: str, url: str, events: Sequence[str], by: Member | None) -> Webhook:
    """From now on. What was asked for already goes to the new address. Raises NotReady."""
    found = problems(name, url=url, events=events)
    if found:
        raise NotReady(found)
    before = _told(webhook)
    webhook.name, webhook.url, webhook.events = name.strip(), url.strip(), list(events)
    with transaction.atomic():
        webhook.save(update_fields=["name", "url", "events"])
        old, new = trail.changed(before, _told(webhook))
        if old or new:
            trail.note(by, "webhook.changed", subject=_subject(webhook), before=old, after=new)
    return webhook


def pause(webhook: Webhook, *, by: Member | None) -> None:
    """What is on its way arrives; all else gathers. A second time changes nothing."""
    with transaction.atomic():
        live = Webhook.objects.filter(pk=webhook.pk, ended_at__isnull=True, paused_at__isnull=True)
        if live.update(paused_at=clock.now(), paused_by=by):
            trail.note(by, "webhook.paused", subject=_subject(webhook))


def resume(webhook: Webhook, *, by: Member | None) -> None:
    """After a pause, or after polku itself has stopped it: what has gathered goes out."""
    with transaction.atomic():
        changed = Webhook.objects.filter(pk=webhook.pk, ended_at__isnull=True).update(
            paused_at=None, paused_by=None, stopped_at=None, stopped_because="", failing_since=None
        )
        if changed:
            trail.note(by, "webhook.resumed", subject=_subject(webhook))


def end(webhook: Webhook, *, by: Member | None) -> None:
    """Nothing is sent any more, and the secrets are forgotten. A second time changes nothing."""
    with transaction.atomic():
        live = Webhook.objects.filter(pk=webhook.pk, ended_at__isnull=True)
        if live.update(ended_at=clock.now(), secret="", old_secret=""):
            trail.note(by, "webhook.ended", subject=_subject(webhook), before=_told(webhook))


def problems(name: str, *, url: str, events: Sequence[str]) -> list[Problem]:
    """Everything that is wrong, in the order of the form. Asks where the address leads."""
    return [*_name(name), *_url(url), *_events(events)]


def _name(name: str) -> list[Problem]:
    if not name.strip():
        return [Problem(_("The webhook has no name."), field="name")]
    if len(name.strip()) > NAME or "\0" in name:
        return [Problem(_("The name is longer than {most} characters.").format(most=NAME), field="name")]
    return []


def _url(url: str) -> list[Problem]:
    if len(url) > URL or "\0" in url:
        return [Problem(_("The address is too long."), field="url")]
    try:
        net.check_host(url, allow_private=settings.ALLOW_PRIVATE_ADDRESSES)
    except net.NetError as problem:
        return [Problem(str(problem.sentence), field="url")]
    return []


def _events(events: Sequence[str]) -> list[Problem]:
    if not events:
        return [Problem(_("Name at least one event; * stands for all of them."), field="events")]
    if len(events) > names.MOST:
        return [Problem(_("At most {most} names of events.").format(most=names.MOST), field="events")]
    if any(len(event) > names.LONGEST or "\0" in event for event in events):
        return [Problem(_("A name has at most {most} letters.").format(most=names.LONGEST), field="events")]
    return []


def _subject(webhook: Webhook) -> str:
    return f"webhook:{webhook.pk}"


def _told(webhook: Webhook) -> dict[str, Any]:
    return {"name": webhook.name, "url": webhook.url, "events": webhook.events}
