"""A coupon as its holder sees it: in a list, and on a page of its own."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.act.rewards.coupons import promises
from polku.act.rewards.coupons.held import Held
from polku.doors.public.wallet import countdown
from polku.kit import clock, ids
from polku.know.places.models import Store
from polku.know.places.opening import is_open, next_open, open_until
from polku.know.places.said import opening_of

STORES = 12


@dataclass(frozen=True)
class Shown:
    held: Held
    id: str
    title: str
    headline: str
    lasts: countdown.Countdown
    begins: str


@dataclass(frozen=True)
class Place:
    name: str
    address: str
    hours: str
    is_open: bool


def shown(one: Held, *, now_ms: int) -> Shown:
    """In the language and by the clock of the page."""
    coupon, lot = one.coupon, one.coupon.lot
    headline = promises.headline(coupon.terms.benefit, coupon.program.currency)
    title = coupon.terms.title
    return Shown(
        one,
        ids.public(lot.pk),
        title,
        "" if headline.casefold() in title.casefold() else headline,
        countdown.until(lot.until_ms, now_ms=now_ms),
        countdown.begins(lot.from_ms),
    )


def conditions(one: Held) -> list[str]:
    return promises.conditions(one.coupon.terms, one.coupon.program.currency)


def places(one: Held, *, now_ms: int) -> list[Place]:
    """The stores at which it can be used, where it names some."""
    keys = sorted(one.coupon.terms.conditions.stores)[:STORES]
    return [_place(row, now_ms) for row in Store.objects.filter(key__in=keys).order_by("name")] if keys else []


def _place(row: Store, now_ms: int) -> Place:
    opening, now = opening_of(row), clock.from_ms(now_ms)
    if opening is None:
        return Place(row.name, row.address, "", is_open=False)
    closes = open_until(opening, now)
    if closes is not None:
        said = _("Open until {time}").format(time=f"{closes.astimezone(opening.zone):%H:%M}")
        return Place(row.name, row.address, said, is_open=True)
    opens = next_open(opening, now)
    if opens is None:
        return Place(row.name, row.address, _("Closed"), is_open=False)
    local, today = opens.astimezone(opening.zone), now.astimezone(opening.zone).date()
    said = _("Opens at {time}") if local.date() == today else _("Opens on {day} at {time}")
    said = said.format(time=f"{local:%H:%M}", day=countdown.day_of(opens))
    return Place(row.name, row.address, said, is_open=is_open(opening, now))
