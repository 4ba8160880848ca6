"""Who a link belongs to, and what they get from us now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from polku.doors.public.door import Gone
from polku.kit import clock
from polku.know.events.event import Identity as Name
from polku.know.people import find
from polku.know.people.claims import read_email
from polku.know.people.consent import links
from polku.know.people.consent.history import history
from polku.know.people.consent.may_send import softened
from polku.know.people.consent.models import Consent, ConsentTopic
from polku.know.people.consent.purposes import MARKETING, NOT_MESSAGES, SERVICE, Purpose, purposes
from polku.know.people.consent.record import WITHDRAWN, Statement
from polku.know.people.consent.standing import deciding, paused_until_ms, why_not
from polku.know.people.consent.topics import topics
from polku.know.people.erase import going
from polku.know.people.models import Identity, Profile
from polku.say.channels.registry import kinds
from polku.say.channels.unasked import unasked

CHANNEL_NAMES: dict[str, str | Promise] = {
    "email": _("E-mail"),
    "line": "LINE",
    "wechat": "WeChat",
    "webpush": _("Notifications in the browser"),
    "sms": _("Text message"),
}


@dataclass(frozen=True)
class Customer:
    identity_id: int
    name: Name  # the identity under which they speak: that of their mailbox, where it is theirs alone
    profile: Profile
    shared_mailbox: Name | None  # … or where others have it too, or nobody: then it speaks beside them

    @property
    def mailbox(self) -> str:
        """d•••@example.com: they know it, a passer-by who sees the page does not."""
        local, at, host = self.profile.email.partition("@")
        return f"{local[:1]}•••{at}{host}" if at else ""


@dataclass(frozen=True)
class Way:
    """A channel or a topic, and whether they get messages by or about it."""

    key: str
    name: str | Promise
    about: str
    is_on: bool


@dataclass(frozen=True)
class Choice:
    purpose: Purpose
    is_on: bool
    ways: Sequence[Way]  # channels; fewer than two are no choice
    topics: Sequence[Way]
    may_reach_her: bool  # not refused altogether: channels that need no consent may still carry it


@dataclass(frozen=True)
class Choices:
    choices: Sequence[Choice]
    paused_until: datetime | None
    has_service: bool  # messages about orders and questions come, whatever they choose here


def customer(identity_id: int) -> Customer:
    """Raises Gone for somebody who is not known (any more), or is being forgotten."""
    identity = Identity.objects.filter(id=identity_id).first()
    profile = find.by_id(identity_id) if identity is not None else None
    if identity is None or profile is None or going(profile.id) is not None:
        raise Gone
    mailbox = ("email", read_email(profile.email))
    theirs = {(one.kind, one.value) for one in find.identities_of(profile.id)}
    if mailbox in theirs:
        return Customer(identity_id, mailbox, profile, None)
    return Customer(identity_id, (identity.kind, identity.value), profile, mailbox if mailbox[1] else None)


def also_by_mailbox(who: Customer, said: Sequence[Statement]) -> list[Statement]:
    """What they say, and what their mailbox says with it: nothing more comes to it, whoever else has it.

    Two accounts with one address are often one person, and not always known to be.
    """
    noes = [one for one in said if one.kind == WITHDRAWN and one.channel in ("", "email") and not one.topic]
    if who.shared_mailbox is None:
        return list(said)
    return [*said, *(replace(one, identity=who.shared_mailbox, channel="email") for one in noes)]


def of_link(token: str) -> Customer:
    """The holder of a preferences link. Raises seal.SealError and Gone."""
    return customer(links.read_preferences(token))


def path_of(request: HttpRequest, address: str) -> str:
    """The path of a link of ours, in the language that was chosen on this page."""
    path = "/p/" + address.split("/p/", 1)[1]
    tongue = request.GET.get("language", "")
    return f"{path}?language={tongue}" if tongue.replace("-", "").isalnum() else path


def choices(who: Customer) -> Choices:
    said, now_ms = history(who.profile.id), clock.now_ms()
    used = purposes()
    softer = unasked(who.profile, find.identities_of(who.profile.id))
    found = [_choice(purpose, said, softer) for purpose in used if purpose.basis != "not_needed"]
    service = [one for one in used if one.key == SERVICE and one.basis == "not_needed"]
    has_service = any(_choice(one, said).is_on for one in service)
    until_ms = paused_until_ms(said, now_ms=now_ms)
    return Choices(found, clock.from_ms(until_ms) if until_ms is not None else None, has_service)


def _choice(purpose: Purpose, said: list[Consent], softer: Sequence[str] = ()) -> Choice:
    """`softer`: the kinds of channels that come to them without having been asked for, until they say no."""
    carries = purpose.key not in NOT_MESSAGES
    ways = [
        Way(kind, CHANNEL_NAMES.get(kind, title), "", _is_on(said, purpose, kind, is_unasked=kind in softer))
        for kind, title in kinds().items()
        if carries and kind != "paper"  # it only shows what others would have got
    ]
    is_on = any(way.is_on for way in ways) if ways else _is_on(said, purpose, "")
    about = [_topic(one, said) for one in topics()] if purpose.key == MARKETING else []
    if not is_on:  # who says yes says it to all of them, unless they take one off
        ways = [Way(way.key, way.name, way.about, True) for way in ways]
    newest = deciding(said, purpose=purpose.key, channel="")
    may_reach_her = carries and (newest is None or newest.kind != WITHDRAWN)
    return Choice(purpose, is_on, ways if len(ways) > 1 else [], about, may_reach_her)


def _is_on(said: list[Consent], purpose: Purpose, channel: str, *, is_unasked: bool = False) -> bool:
    """As if there were no pause."""
    steady = [one for one in said if one.kind in ("given", "withdrawn")]
    basis = softened(purpose.basis, is_opt_out=is_unasked)
    return not why_not(steady, purpose=purpose.key, channel=channel, basis=basis, now_ms=0)


def _topic(topic: ConsentTopic, said: list[Consent]) -> Way:
    newest = deciding(said, purpose=MARKETING, channel="", topic=topic.key)
    return Way(topic.key, topic.name, topic.about, newest is None or newest.kind != WITHDRAWN)
