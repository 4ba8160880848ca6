"""By what people bought."""

from django.utils.translation import gettext_lazy as _

from polku.know.segments.rfm.classes import CLASSES, NAMES
from polku.know.segments.templates.template import Rule, Template

ORDER = "Order Completed"


def _bought(within: str = "", **more: object) -> Rule:
    return {"did": ORDER, **({"within": within} if within else {}), **more}


BUYING = (
    Template(
        "first-time-buyers",
        _("First-time buyers"),
        _("Their first order was in the last 30 days, and there was no second one yet: the moment to be remembered."),
        {"all": [{"trait": "polku.orders", "op": "is", "value": 1}, _bought("30d")]},
    ),
    Template(
        "regulars",
        _("Regulars"),
        _("Bought at least three times in the last 90 days."),
        _bought("90d", count={"gte": 3}),
    ),
    Template(
        "slipping-away",
        _("Slipping away"),
        _("Bought at least twice in the last half year, but not in the last 60 days: they may still be won back."),
        {"all": [_bought("180d", count={"gte": 2}), {"not": _bought("60d")}]},
    ),
    Template(
        "lost",
        _("Lost"),
        _("Bought once or more, but not in the last 180 days."),
        {"all": [_bought(), {"not": _bought("180d")}]},
    ),
    Template(
        "big-spenders",
        _("Big spenders"),
        _("The fifth of all customers who have spent most, net of refunds."),
        {"rfm": {"monetary": [5]}},
    ),
    Template(
        "cart-left-behind",
        _("Cart left behind"),
        _("Put something into the cart in the last 3 days, let an hour pass, and bought nothing since."),
        {
            "all": [
                {"sequence": [{"did": "Product Added"}, {"not": {"did": ORDER}}], "within": "3d"},
                {"not": {"did": "Product Added", "within": "1h"}},
            ]
        },
    ),
)

_SAID = {
    "champions": _("They bought lately and buy often: thank them, ask them for a word to others."),
    "promising": _("They bought lately and now and then: the next order makes a habit."),
    "new": _("They bought lately, for the first time or nearly: make them welcome."),
    "loyal": _("They buy often, though not just now."),
    "need_attention": _("They buy now and then, and it was a while ago."),
    "about_to_sleep": _("They bought seldom, and it was a while ago."),
    "at_risk": _("They used to buy often, and it was long ago: worth an effort."),
    "hibernating": _("They bought now and then, and it was long ago."),
    "lost": _("They bought seldom, and it was long ago."),
}
RFM = tuple(Template(f"rfm-{name.replace('_', '-')}", NAMES[name], _SAID[name], {"rfm": name}) for name in CLASSES)
