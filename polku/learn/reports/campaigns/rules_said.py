"""How each number of a report is counted, in a sentence beside it."""

from django.utils.translation import gettext as _

from polku.learn.reports.campaigns.numbers import Numbers
from polku.learn.reports.conversions import Conversions
from polku.learn.reports.effect_words import Found, said
from polku.say.channels.email.channel import Email


def of_conversions(numbers: Numbers) -> str:
    return Conversions(numbers.goal, numbers.days, 0, 0, 0, (), numbers.currency).rule


def of_delivery(channel: str) -> str:
    if channel == Email.name:
        return _("Delivered: what the mail server took and what has not come back.")
    return _("This channel does not say what was delivered.")


def of_cost(numbers: Numbers) -> str:
    """Why there is no single cost, and so no return; "" where there is one."""
    if not numbers.is_cost_known:
        return _("A part of the cost is unknown, so nothing is reckoned from it.")
    if len(numbers.costs) > 1:
        return _("The cost is in more than one currency, and nothing is converted: so nothing is reckoned from it.")
    if numbers.cost is not None and numbers.cost.minor and numbers.revenue is not None and numbers.times is None:
        return _("Revenue and cost are not in the same currency, and nothing is converted.")
    return ""


def of_return() -> str:
    return _(
        "Revenue over cost takes all revenue that followed. The return takes only what the message brought about,"
        " beside those held out: (revenue because of it − cost) ÷ cost."
    )


def of_effect(numbers: Numbers) -> str:
    """What the message brought about; why that cannot be told where nobody was held out."""
    if not numbers.said:
        return _("The effect cannot be asked for right now; try again in a while.")
    if not numbers.percent:
        return _(
            "Nobody was held out of this campaign, so nobody can say what would have happened without it. Hold some"
            " people out of the next one."
        )
    return said(Found(numbers.goal, numbers.uplift, numbers.percent, numbers.is_over, is_trusted=numbers.is_trusted))
