"""What a coupon promises, in sentences: for the team, and for whoever holds it."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.rewards.coupons.named import Names, names_of, products_of
from polku.act.rewards.coupons.terms import CouponTerms, Limits, Validity
from polku.act.rewards.pricing.offer import Benefit, Conditions, Goods, Hours
from polku.kit.amounts import money, number
from polku.kit.regions import date_format
from polku.know.segments.models import Segment

NAMED = 6  # of products or stores; the rest is a number


def headline(benefit: Benefit, currency: str) -> str:
    """In a few words: 10% off."""
    price = money(benefit.minor, currency)
    return {
        "percent": lambda: _("{amount} off").format(amount=f"{number(benefit.percent)}%"),
        "amount": lambda: _("{amount} off").format(amount=price),
        "fixed_price": lambda: _("for {price} each").format(price=price),
        "gift": lambda: _("Gift: {gift}").format(gift=benefit.gift),
        "free_delivery": lambda: _("Free delivery"),
        "buy_get": lambda: _("Buy {buy}, get {get} free").format(buy=number(benefit.buy), get=number(benefit.get)),
        "bundle": lambda: _("{buy} for {price}").format(buy=number(benefit.buy), price=price),
    }[benefit.kind]()


def conditions(terms: CouponTerms, currency: str, names: Names | None = None) -> list[str]:
    """When it holds, for whoever holds one. `names`: of what is named, where many are told at once."""
    known = names or names_of([terms])
    asked = _asked(terms.conditions, currency, known)
    return [*_of_benefit(terms.benefit, currency, known), *asked, *_stacking(terms)]


def lines(terms: CouponTerms, currency: str, *, zone: str, is_held: bool = True) -> list[str]:
    """All of it, for the team. `zone`: the team's. `is_held`: people have one; a discount is nobody's."""
    found = [headline(terms.benefit, currency), *conditions(terms, currency)]
    if terms.conditions.segment is not None:
        segment = Segment.objects.filter(pk=terms.conditions.segment).first()
        name = segment.name if segment is not None else str(terms.conditions.segment)
        found.append(_("Only for whoever is in “{segment}” when it is used").format(segment=name))
    return [
        *found,
        *_window(terms.valid, ZoneInfo(zone or "UTC")),
        *_comes(terms.given_on),
        *_by_staff(terms),
        *_told(terms.remind_days),
        *_most(terms.limits, is_held=is_held),
        *_code(terms),
    ]


def until(ends: datetime | None, *, zone: str) -> str:
    """For whoever holds one. `ends`: None for one without an end."""
    return _("No end") if ends is None else _until(ends, ZoneInfo(zone or "UTC"))


def _of_benefit(benefit: Benefit, currency: str, names: Names) -> Iterator[str]:
    if benefit.kind not in ("gift", "free_delivery"):
        goods = goods_in_words(benefit.goods, names.products)
        yield _("On {goods}").format(goods=goods) if goods else _("On everything")
    if benefit.kind == "percent" and benefit.most_minor is not None:
        yield _("At the most {amount} off").format(amount=money(benefit.most_minor, currency))


def _asked(asked: Conditions, currency: str, names: Names) -> Iterator[str]:
    if asked.least_minor:
        yield _("From {amount} on").format(amount=money(asked.least_minor, currency))
    if asked.needs is not None:
        yield _("Only together with {goods}").format(goods=goods_in_words(asked.needs, names.products))
    if asked.stores:
        yield _("At: {stores}").format(stores=_named([names.stores.get(key, key) for key in sorted(asked.stores)]))
    if asked.weekdays:
        yield _("On: {days}").format(days=", ".join(str(WEEKDAYS[day - 1]) for day in sorted(asked.weekdays)))
    if asked.hours:
        yield _("At these hours: {hours}").format(hours=hours_in_line(asked.hours))
    if asked.is_first_only:
        yield _("For the first purchase only")
    if asked.ranks:
        ranks = [name for key, name in names.ranks.items() if key in asked.ranks]
        yield _("For these ranks: {ranks}").format(ranks=_named(ranks))


def hours_in_line(hours: Collection[Hours]) -> str:
    """09:00–12:30, 14:00–18:00"""
    return ", ".join(f"{_clock(one.first)}–{_clock(one.last)}" for one in hours)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _stacking(terms: CouponTerms) -> Iterator[str]:
    yield _("Can be used together with others") if terms.is_stackable else _("Not together with others")


def _window(valid: Validity, zone: ZoneInfo) -> Iterator[str]:
    if valid.begins is not None:
        yield _("From {when}").format(when=_when(valid.begins, zone))
    if valid.ends is not None:
        yield _until(valid.ends, zone)
    if valid.days == 0:
        yield _("On the day on which it was given")
    elif valid.days is not None:
        told = ngettext("For %(days)s day after it was given", "For %(days)s days after it was given", valid.days)
        yield told % {"days": number(valid.days)}
    if valid == Validity():
        yield _("Without an end")


def _comes(names: Collection[str]) -> Iterator[str]:
    if names:
        yield _("Comes by itself, once, with: {events}").format(events=", ".join(sorted(names)))


def _by_staff(terms: CouponTerms) -> Iterator[str]:
    if not terms.is_by_staff:
        return
    yield _("Staff may give it at the till")
    if terms.limits.staff_day is not None:
        yield _("{count} a day at the most by one of them").format(count=number(terms.limits.staff_day))


def _told(days: int | None) -> Iterator[str]:
    if days is not None:
        told = ngettext("%(days)s day before its end it is told", "%(days)s days before its end it is told", days)
        yield told % {"days": number(days)}


def _most(most: Limits, *, is_held: bool) -> Iterator[str]:
    if most.total is not None:
        yield _("{count} are given out at the most").format(count=number(most.total))
    if most.person is not None:
        yield _("{count} for each person at the most").format(count=number(most.person))
    if is_held:
        told = ngettext("Each can be used once", "Each can be used %(uses)s times", most.uses)
        yield told % {"uses": number(most.uses)}
    if most.person_day is not None:
        yield _("Used {count} times a day by one person at the most").format(count=number(most.person_day))
    if most.used_day is not None:
        yield _("Used {count} times a day by all together at the most").format(count=number(most.used_day))
    if most.used is not None:
        yield _("Used {count} times by all together at the most").format(count=number(most.used))


def _code(terms: CouponTerms) -> Iterator[str]:
    if terms.code == "imported":
        yield _("Each person shows a code that a partner has made")
    if terms.code == "shared":
        yield _("Everybody shows the same code: {code}").format(code=terms.shared)


def goods_in_words(goods: Goods, products: Mapping[str, str] | None = None) -> str:
    """ "" for all. `products`: their names, where these are known."""
    names = products_of(goods.products) if products is None else products
    return _named([*sorted(goods.categories), *(names.get(key, key) for key in sorted(goods.products))])


def _named(names: list[str]) -> str:
    if len(names) <= NAMED:
        return str(get_text_list(names, _("or")))
    rest = len(names) - NAMED
    told = ngettext("and %(rest)s other", "and %(rest)s others", rest) % {"rest": number(rest)}
    return f"{', '.join(names[:NAMED])} {told}"


def _until(at: datetime, zone: ZoneInfo) -> str:
    """What ends at midnight is good to the end of the day before."""
    last = (at - timedelta(seconds=1)).astimezone(zone)
    if at.astimezone(zone).time() == time():
        return _("Until the end of {day}").format(day=date_format(last, "DATE_FORMAT"))
    return _("Until {when}").format(when=_when(at, zone))


def _when(at: datetime, zone: ZoneInfo) -> str:
    return date_format(at.astimezone(zone), "DATETIME_FORMAT")
