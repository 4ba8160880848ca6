"""A members' offer, as a kind of programs."""

from django.utils.translation import gettext_lazy as _

from polku.doors.web.programs.kind import Kind
from polku.doors.web.programs.offer.card import facts
from polku.doors.web.programs.offer.edit import edit
from polku.doors.web.programs.offer.lines import lines

OFFER = Kind(
    _("Offer for members"),
    "lock-open",
    _("Something that only some may have, while there are places."),
    lines=lines,
    form=edit,
    card="programs/offer/card.html",
    facts=facts,
)
