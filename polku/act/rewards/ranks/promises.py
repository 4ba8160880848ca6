"""What a ladder promises, in sentences: for the team."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.points.promises import points
from polku.act.rewards.ranks.terms import Rank, RanksTerms
from polku.kit.amounts import money, number


def amount(terms: RanksTerms, much: int, currency: str) -> str:
    """As much as counts on this ladder."""
    if terms.by == "spend":
        return money(much, currency)
    if terms.by == "visits":
        return ngettext("%(count)s visit", "%(count)s visits", much) % {"count": number(much)}
    return points(much)


def lines(terms: RanksTerms, currency: str) -> list[str]:
    counts = f"{_counts(terms)} · {_window(terms)}"
    return [*(_rank(terms, one, currency) for one in terms.ranks), counts, *_grace(terms)]


def _rank(terms: RanksTerms, one: Rank, currency: str) -> str:
    told = [_("from {amount}").format(amount=amount(terms, one.at, currency)) if one.at else _("everybody")]
    if one.factor > 100:
        told.append(times(one.factor))
    names = Program.objects.filter(pk__in=[prize.program for prize in one.prizes]).values_list("name", flat=True)
    told += [_("gets “{name}” once").format(name=name) for name in names]
    told += [one.text] if one.text else []
    return f"{one.name}: {', '.join(told)}"


def times(factor: int) -> str:
    """150 percent: 1.5 times."""
    return _("{factor} times the points").format(factor=number(factor / 100))


def _counts(terms: RanksTerms) -> str:
    if terms.by == "points":
        name = Program.objects.filter(pk=terms.points or 0).values_list("name", flat=True).first() or terms.points
        return _("What counts are the points earned in “{name}”").format(name=name)
    if terms.by == "visits":
        return _("What counts are the days with a purchase")
    return _("What counts is what was paid and kept")


def _window(terms: RanksTerms) -> str:
    count = terms.window.count
    if terms.window.kind == "days":
        return ngettext("of the last %(count)s day", "of the last %(count)s days", count) % {"count": number(count)}
    if terms.window.kind == "months":
        return ngettext("of the last %(count)s month", "of the last %(count)s months", count) % {"count": number(count)}
    return _("of this calendar year") if terms.window.kind == "year" else _("of all time")


def _grace(terms: RanksTerms) -> Iterator[str]:
    if terms.grace_days:
        told = ngettext(
            "A rank is kept for %(days)s day when there is no longer enough for it",
            "A rank is kept for %(days)s days when there is no longer enough for it",
            terms.grace_days,
        )
        yield told % {"days": number(terms.grace_days)}
