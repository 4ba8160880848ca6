"""Why something is not to be had for points, in a sentence for whoever stands at the till."""

from django.utils.translation import gettext_lazy as _

from polku.act.rewards.points import burn

SENTENCES = {
    burn.ENDED: _("This program has ended."),
    burn.TOO_FEW: _("There are not enough points."),
    burn.LEAST: _("More points than that have to be spent at once."),
    burn.NO_RATE: _("These points take nothing off a price."),
    burn.NO_REWARD: _("There is no such reward for points."),
    burn.CURRENCY: _("These points are for another currency."),
    burn.PENDING: _("Most of these points are still on their way: they can be used later."),
    burn.TOO_MUCH: _("They would take more off than there is to pay."),
    burn.NOT_GIVEN: _("This reward is not given out now, or they have as many of it as they may."),
}


def sentence(word: str) -> str:
    return str(SENTENCES[word])
