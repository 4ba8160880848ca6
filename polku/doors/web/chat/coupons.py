"""Coupons in the composer: which may be chosen, and how the phone shows those that stand in a chat."""

from collections.abc import Sequence

import msgspec

from polku.doors.web.chat.items import Given
from polku.doors.web.line.coupon_times import moment, period
from polku.doors.web.line.coupon_words import near, on_phones
from polku.kit import clock
from polku.say.channels.channel import Channel
from polku.say.channels.line.coupons import choices
from polku.say.channels.line.coupons.choices import Choice
from polku.say.channels.line.models import LineAccount
from polku.say.content.chat.blocks import Chat, Coupon


class Shown(msgspec.Struct, frozen=True):
    """A coupon that can be chosen; times as they stand in words."""

    id: str
    title: str
    state: str
    picture: str
    since: str
    until: str
    period: str


class Offered(msgspec.Struct, frozen=True):
    """`choices`: what may be chosen, and what is chosen already, whatever has become of it. `account`: its name."""

    choices: Sequence[Shown]
    account: str = ""

    @property
    def ids(self) -> list[str]:
        return [one.id for one in self.choices]


def offered(given: Given, channel: Channel) -> Offered | None:
    """None where no coupon stands in the chat, and on channels that have none."""
    account = getattr(channel, "account", None)
    standing = {one.values.get("coupon_id", "") for one in given.items if one.kind == "coupon"}
    if not standing or not isinstance(account, LineAccount):
        return None
    now = clock.now()
    found = choices.choices(account, now=now)
    missing = standing - {one.id for one in found} - {""}
    others = choices.chosen(account, missing, now=now) if missing else []
    return Offered([_shown(one) for one in (*others, *found)], account.name)


def _shown(one: Choice) -> Shown:
    zone = one.zone
    since, until = moment(one.starts_at, zone=zone), moment(one.ends_at, zone=zone)
    return Shown(
        one.id, one.title, one.state, near(one.picture), since, until, period(one.starts_at, one.ends_at, zone=zone)
    )


def drawn(chat: Chat) -> dict[str, dict[str, str]]:
    """Those of the chat that the mirror has, as the phone shows them."""
    ids = [one.coupon_id for one in chat.blocks if isinstance(one, Coupon) and one.coupon_id]
    return on_phones(choices.named(ids, now=clock.now())) if ids else {}
