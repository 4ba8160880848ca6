"""The block on a person's page that tells what they have, and leads to their own pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from polku.act.rewards.coupons.held import EARLY, Held, held
from polku.act.rewards.points.balance import balances_of
from polku.act.rewards.points.promises import points
from polku.act.rewards.ranks.standing import rank_of
from polku.act.rewards.stamps.cards import cards_of
from polku.doors.web.widgets.times import exact
from polku.kit import clock
from polku.know.people import find
from polku.know.people.consent.links import wallet_url
from polku.know.people.models import Profile

SHOWN = 6


@dataclass(frozen=True)
class Line:
    """Something that they have of a program."""

    program: int
    icon: str
    title: str
    words: str


def card(profile: Profile) -> dict[str, object]:
    identities, now_ms = [one.id for one in find.identities_of(profile.id)], clock.now_ms()
    alive = [one for one in held(identities, now_ms=now_ms) if one.is_alive]
    return {
        "coupons": [_coupon(one) for one in alive[:SHOWN]],
        "more_coupons": max(0, len(alive) - SHOWN),
        "other_rewards": [*_rank(profile), *_points(identities, now_ms), *_cards(identities, now_ms)],
        "wallet": wallet_url(profile.id),
    }


def _coupon(one: Held) -> Line:
    if one.state == EARLY:
        words = _("From {when}").format(when=exact(clock.from_ms(one.coupon.lot.from_ms), seconds=False))
    else:
        words = _("Until {when}").format(when=_last(one.ends_ms)) if one.ends_ms is not None else _("No end")
    return Line(one.coupon.program.pk, "ticket", one.coupon.terms.title, words)


def _last(until_ms: int) -> str:
    """What ends at midnight is good until the day before."""
    ends = timezone.localtime(clock.from_ms(until_ms))
    if ends.time() != datetime.min.time():
        return exact(ends, seconds=False)
    return date_format(timezone.localtime(clock.from_ms(until_ms - 1)), "DATE_FORMAT")


def _rank(profile: Profile) -> list[Line]:
    one = rank_of(profile.id)
    return [Line(one.program.pk, "crown", one.terms.title, one.rank.name)] if one is not None and one.rank else []


def _points(identities: Sequence[int], now_ms: int) -> list[Line]:
    """Nothing of those of which they have none."""
    found = [one for one in balances_of(identities, now_ms=now_ms) if one.left]
    return [Line(one.program.pk, "coin", one.terms.title, points(one.left, one.terms.unit)) for one in found]


def _cards(identities: Sequence[int], now_ms: int) -> list[Line]:
    """Those that are begun."""
    return [
        Line(
            one.program.pk,
            "rubber-stamp",
            one.terms.title,
            _("{has} of {size}").format(has=one.has, size=one.terms.size),
        )
        for one in cards_of(identities, now_ms=now_ms)
        if one.has
    ]
