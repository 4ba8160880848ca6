"""States of places, and why there is none, in sentences."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from polku.act.rewards.offers import take
from polku.act.rewards.offers.models import Place

STATES: dict[str, str | Promise] = {
    Place.State.ASKED: _("You have asked for a place. It is drawn who gets one."),
    Place.State.TAKEN: _("You have a place."),
    Place.State.WAITING: _("You are on the waiting list."),
    Place.State.BACK: _("You have given your place back."),
    Place.State.MISSED: _("You were not drawn this time."),
}

REFUSALS: dict[str, str | Promise] = {
    take.NOT_SEEN: _("There is no such offer for this person now."),
    take.NONE_NEEDED: _("This offer needs no place."),
    take.ALL_TAKEN: _("All places are taken."),
    take.USED: _("What came with the place has been used: it cannot be given back."),
}
