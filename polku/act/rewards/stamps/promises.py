"""What a stamp card promises, in sentences for the team."""

from collections.abc import Iterator

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.stamps.terms import Coming, Double, Lasting, Often, StampTerms
from polku.act.rewards.stamps.titles import titles
from polku.kit.amounts import money, number
from polku.kit.regions import date_format
from polku.know.places.models import Store


def lines(terms: StampTerms, currency: str) -> list[str]:
    return [
        ngettext("%(size)s stamp makes a full card", "%(size)s stamps make a full card", terms.size)
        % {"size": number(terms.size)},
        *_rewards(terms),
        *_comes(terms.comes, currency),
        *_welcome(terms),
        *_double(terms.double),
        *_lasts(terms.lasts),
        *_limits(terms.limits),
        *_places(terms),
    ]


def _rewards(terms: StampTerms) -> Iterator[str]:
    names = titles(terms.rewards)
    for one in sorted(terms.rewards, key=lambda one: one.at):
        title = names[one] or str(one.prize.program)
        if one.at == terms.size:
            yield _("For a full card: {title}").format(title=title)
        else:
            yield _("At stamp {at}: {title}").format(at=number(one.at), title=title)


def _comes(comes: Coming, currency: str) -> Iterator[str]:
    names = ", ".join([*sorted(comes.goods.categories), *sorted(comes.goods.products)])
    if comes.kind == "goods":
        yield _("A stamp for each of: {goods}").format(goods=names)
    elif comes.kind == "amount":
        per = money(comes.per_minor, currency)
        yield (
            _("A stamp for every {amount} spent on: {goods}").format(amount=per, goods=names)
            if names
            else _("A stamp for every {amount} spent").format(amount=per)
        )
    elif comes.least_minor:
        yield _("A stamp for each visit, from {amount} on").format(amount=money(comes.least_minor, currency))
    else:
        yield _("A stamp for each visit")
    if comes.is_by_order:
        yield _("Orders bring stamps by themselves")


def _welcome(terms: StampTerms) -> Iterator[str]:
    if terms.welcome:
        told = ngettext(
            "The first card begins with %(count)s stamp", "The first card begins with %(count)s stamps", terms.welcome
        )
        yield told % {"count": number(terms.welcome)}


def _double(double: Double) -> Iterator[str]:
    days = [str(WEEKDAYS[day - 1]) for day in sorted(double.weekdays)]
    days += [date_format(day, "DATE_FORMAT") for day in sorted(double.dates)]
    if days:
        yield _("Each stamp counts {times} times on: {days}").format(times=number(double.times), days=", ".join(days))


def _lasts(lasts: Lasting) -> Iterator[str]:
    if lasts.days is None:
        yield _("Without an end")
    elif lasts.since == "first":
        yield ngettext(
            "It ends %(days)s day after its first stamp", "It ends %(days)s days after its first stamp", lasts.days
        ) % {"days": number(lasts.days)}
    else:
        yield ngettext(
            "It ends %(days)s day after its last stamp", "It ends %(days)s days after its last stamp", lasts.days
        ) % {"days": number(lasts.days)}


def _limits(limits: Often) -> Iterator[str]:
    if limits.day is not None:
        yield _("Stamped {count} times a day at the most").format(count=number(limits.day))
    if limits.hour is not None:
        yield _("Stamped {count} times in an hour at the most").format(count=number(limits.hour))
    if limits.place_day is not None:
        yield _("Stamped {count} times a day in one store at the most").format(count=number(limits.place_day))
    if limits.cards is not None:
        yield _("{count} full cards for each person at the most").format(count=number(limits.cards))


def _places(terms: StampTerms) -> Iterator[str]:
    if terms.stores:
        names = dict(Store.objects.filter(key__in=terms.stores).values_list("key", "name"))
        yield _("At: {stores}").format(stores=", ".join(names.get(key, key) for key in sorted(terms.stores)))
    if terms.next is not None:
        name = Program.objects.filter(pk=terms.next).values_list("name", flat=True).first() or str(terms.next)
        yield _("Then comes the card “{name}”").format(name=name)
