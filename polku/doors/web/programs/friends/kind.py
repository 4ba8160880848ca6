"""Bring a friend, as a kind of programs."""

from django.utils.translation import gettext_lazy as _

from polku.doors.web.programs.friends.card import facts
from polku.doors.web.programs.friends.edit import edit
from polku.doors.web.programs.friends.lines import lines
from polku.doors.web.programs.kind import Kind

REFERRAL = Kind(
    _("Bring a friend"),
    "user-plus",
    _("A link for each customer: both get something when a friend comes."),
    lines=lines,
    form=edit,
    card="programs/friends/card.html",
    facts=facts,
)
