"""Why a coupon cannot be used, in a sentence for whoever stands at the till."""

from django.utils.translation import gettext_lazy as _

from polku.act.rewards.coupons import redeem
from polku.act.rewards.pricing import unmet

SENTENCES = {
    redeem.ENDED: _("This program has ended."),
    redeem.EARLY: _("It cannot be used yet."),
    redeem.OVER: _("It could be used until some time ago; its time is over."),
    redeem.NONE_LEFT: _("It has been used already, or taken back."),
    redeem.LIMIT: _("It has been used as often as it may be, by everybody or by this person today."),
    redeem.DAY: _("Today it has been used as often as all together may. Tomorrow it can be used again."),
    redeem.OFF: _("It cannot have taken off so much."),
    redeem.PAUSED: _("It is not given at the moment."),
    redeem.SPENT: _("What was set aside for it has been used up."),
    redeem.WHO: _("Each person has it so many times only: say who buys."),
    unmet.CURRENCY: _("It is for another currency."),
    unmet.STORE: _("It is for other stores."),
    unmet.WEEKDAY: _("It is for other days of the week."),
    unmet.HOUR: _("It is for other hours of the day."),
    unmet.FIRST: _("It is for a first purchase only."),
    unmet.RANK: _("It is for members of another rank."),
    unmet.SEGMENT: _("It is for other customers."),
    unmet.GOODS: _("Nothing that it is for is in the basket."),
    unmet.NEEDS: _("Something that has to be bought with it is not in the basket."),
    unmet.LEAST: _("The basket is too small for it."),
    unmet.NOTHING: _("It would take nothing off."),
    unmet.OTHERS: _("Others together take more off, and it cannot be used with them."),
}


def sentence(word: str) -> str:
    return str(SENTENCES[word])
