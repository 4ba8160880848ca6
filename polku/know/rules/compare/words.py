"""Comparisons in words: "revenue of the last “Order Completed” is more than average revenue of “Order Completed”"."""

from decimal import Decimal

from django.utils.translation import gettext as _

from polku.know.rules.compare.amount import Amount
from polku.know.rules.operators.values import shown


def in_words(one: Amount, operator: str, other: Amount, times: Decimal, *, is_negated: bool) -> str:
    """The whole sentence."""
    words = {"times": shown((float(times),)), "amount": _amount(other)}
    that = (_("the %(amount)s") if times == 1 else _("%(times)s times the %(amount)s")) % words
    form = {
        "gt": _("%(one)s is not more than %(other)s") if is_negated else _("%(one)s is more than %(other)s"),
        "gte": _("%(one)s is not at least %(other)s") if is_negated else _("%(one)s is at least %(other)s"),
        "lt": _("%(one)s is not less than %(other)s") if is_negated else _("%(one)s is less than %(other)s"),
        "lte": _("%(one)s is not at most %(other)s") if is_negated else _("%(one)s is at most %(other)s"),
        "is": _("%(one)s is not as much as %(other)s") if is_negated else _("%(one)s is as much as %(other)s"),
    }[operator]
    return form % {"one": _amount(one), "other": that}


def _amount(amount: Amount) -> str:
    event = amount.happened.named()
    if amount.is_before_last:
        event = _("%(events)s before the last one") % {"events": event}
    of = amount.of.shown() if amount.of else ""
    form = {
        "first": _("%(of)s of the first %(event)s"),
        "last": _("%(of)s of the last %(event)s"),
        "sum": _("total %(of)s of %(event)s"),
        "avg": _("average %(of)s of %(event)s"),
        "min": _("smallest %(of)s of %(event)s"),
        "max": _("largest %(of)s of %(event)s"),
        "count": _("number of %(event)s"),
    }[amount.kind]
    return form % {"of": of, "event": event}
