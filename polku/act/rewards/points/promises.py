"""What points promise, in sentences: for the team."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.rewards.coupons.promises import goods_in_words
from polku.act.rewards.points.terms import PointsTerms
from polku.act.rewards.points.unit import counted, unit_of
from polku.kit.amounts import money, number


def points(amount: int, unit: str = "") -> str:
    if unit:
        return counted(number(amount), unit_of(amount, unit))
    return ngettext("%(count)s point", "%(count)s points", amount) % {"count": number(amount)}


def lines(terms: PointsTerms, currency: str) -> list[str]:
    return [*_earned(terms, currency), *_times(terms), *_spent(terms, currency)]


def _earned(terms: PointsTerms, currency: str) -> Iterator[str]:
    for per in terms.per:
        given = {"points": points(per.points, terms.unit), "amount": money(per.minor, currency)}
        goods = goods_in_words(per.goods)
        if goods:
            yield _("{points} for every {amount} spent on {goods}").format(**given, goods=goods)
        else:
            yield _("{points} for every {amount} spent").format(**given)
    for deed in terms.deeds:
        yield _("{points} for “{event}”").format(points=points(deed.points, terms.unit), event=deed.event) + (
            " · " + _("{count} times a day at the most").format(count=number(deed.most_day)) if deed.most_day else ""
        )


def _times(terms: PointsTerms) -> Iterator[str]:
    days, years = terms.expiry.days, terms.expiry.years
    if terms.pending_days:
        told = ngettext(
            "Those of a purchase can be used after %(days)s day",
            "Those of a purchase can be used after %(days)s days",
            terms.pending_days,
        )
        yield told % {"days": number(terms.pending_days)}
    if days is not None:
        told = ngettext("They expire after %(days)s day", "They expire after %(days)s days", days)
        yield told % {"days": number(days)}
    elif years is not None:
        told = ngettext(
            "They expire at the end of the year, %(years)s year after the one in which they were earned",
            "They expire at the end of the year, %(years)s years after the one in which they were earned",
            years,
        )
        yield told % {"years": number(years)} if years else _("They expire at the end of the year")
    else:
        yield _("They do not expire")


def _spent(terms: PointsTerms, currency: str) -> Iterator[str]:
    rate = terms.rate
    if rate is not None:
        yield _("{points} take {amount} off a price").format(
            points=points(rate.points, terms.unit), amount=money(rate.minor, currency)
        )
        if rate.least > 1:
            yield _("{points} at once at the least").format(points=points(rate.least, terms.unit))
    for one in terms.rewards:
        yield _("{title}: for {points}").format(title=one.title, points=points(one.points, terms.unit))
    if terms.sources:
        told = ngettext(
            "Only what %(count)s source tells counts", "Only what %(count)s sources tell counts", len(terms.sources)
        )
        yield told % {"count": number(len(terms.sources))}
