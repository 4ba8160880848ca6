"""What somebody did, in words. Buying has a word of its own."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.know.rules.did.measure import OPPOSITES, Comparison
from polku.know.rules.operators.values import shown

BOUGHT = "Order Completed"


def times(event: str, comparison: Comparison, *, is_negated: bool) -> str:
    """ "bought at least 2 times"; "did not buy"."""
    name, n = comparison.name, comparison.numbers[-1]
    if (name, n) == ("gte", 1):
        return _did(event, is_negated=is_negated)
    if is_negated and name in OPPOSITES:
        name, is_negated = OPPOSITES[name], False
    form = _bought_times(n) if event == BOUGHT else _did_times(n)
    return form[name, is_negated] % {"event": event, "n": n, "low": comparison.numbers[0]}


def total(event: str, by: str, of: str, comparison: Comparison, *, is_negated: bool) -> str:
    """ "bought for a total revenue of at least 5000"."""
    form = {
        "sum": _("%(did)s with a total %(of)s of %(amount)s"),
        "avg": _("%(did)s with an average %(of)s of %(amount)s"),
        "min": _("%(did)s with a smallest %(of)s of %(amount)s"),
        "max": _("%(did)s with a largest %(of)s of %(amount)s"),
    }[by]
    return form % {"did": _did(event, is_negated=is_negated), "of": of, "amount": amount_of(comparison)}


def distinct(event: str, of: str, comparison: Comparison, *, is_negated: bool) -> str:
    """ "bought with at least 3 different products’ product_id"."""
    form = _("%(did)s with %(amount)s different %(of)s")
    return form % {"did": _did(event, is_negated=is_negated), "of": of, "amount": amount_of(comparison)}


def _did(event: str, *, is_negated: bool) -> str:
    if event == BOUGHT:
        return _("did not buy") if is_negated else _("bought")
    return (_("did not do “%(event)s”") if is_negated else _("did “%(event)s”")) % {"event": event}


def amount_of(comparison: Comparison) -> str:
    form = {
        "gte": _("at least %(n)s"),
        "gt": _("more than %(n)s"),
        "lte": _("at most %(n)s"),
        "lt": _("less than %(n)s"),
        "eq": _("exactly %(n)s"),
        "between": _("%(low)s to %(n)s"),
    }[comparison.name]
    low, high = (shown((float(number),)) for number in (comparison.numbers[0], comparison.numbers[-1]))
    return form % {"low": low, "n": high}


def _bought_times(n: int) -> dict[tuple[str, bool], str]:
    return {
        ("gte", False): ngettext("bought at least %(n)d time", "bought at least %(n)d times", n),
        ("gt", False): ngettext("bought more than %(n)d time", "bought more than %(n)d times", n),
        ("lte", False): ngettext("bought at most %(n)d time", "bought at most %(n)d times", n),
        ("lt", False): ngettext("bought less than %(n)d time", "bought less than %(n)d times", n),
        ("eq", False): ngettext("bought exactly %(n)d time", "bought exactly %(n)d times", n),
        ("eq", True): ngettext("did not buy exactly %(n)d time", "did not buy exactly %(n)d times", n),
        ("between", False): ngettext("bought %(low)d to %(n)d time", "bought %(low)d to %(n)d times", n),
        ("between", True): ngettext("did not buy %(low)d to %(n)d time", "did not buy %(low)d to %(n)d times", n),
    }


def _did_times(n: int) -> dict[tuple[str, bool], str]:
    return {
        ("gte", False): ngettext("did “%(event)s” at least %(n)d time", "did “%(event)s” at least %(n)d times", n),
        ("gt", False): ngettext("did “%(event)s” more than %(n)d time", "did “%(event)s” more than %(n)d times", n),
        ("lte", False): ngettext("did “%(event)s” at most %(n)d time", "did “%(event)s” at most %(n)d times", n),
        ("lt", False): ngettext("did “%(event)s” less than %(n)d time", "did “%(event)s” less than %(n)d times", n),
        ("eq", False): ngettext("did “%(event)s” exactly %(n)d time", "did “%(event)s” exactly %(n)d times", n),
        ("eq", True): ngettext(
            "did not do “%(event)s” exactly %(n)d time", "did not do “%(event)s” exactly %(n)d times", n
        ),
        ("between", False): ngettext(
            "did “%(event)s” %(low)d to %(n)d time", "did “%(event)s” %(low)d to %(n)d times", n
        ),
        ("between", True): ngettext(
            "did not do “%(event)s” %(low)d to %(n)d time", "did not do “%(event)s” %(low)d to %(n)d times", n
        ),
    }
