"""Every kind of programs, in the order in which a new one is offered. One line of each: its room says the rest."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from polku.act.rewards.ledger.models import Program
from polku.doors.web.programs.coupon.kind import COUPON
from polku.doors.web.programs.kind import Kind
from polku.doors.web.programs.points.kind import POINTS
from polku.doors.web.programs.ranks.kind import RANKS
from polku.doors.web.programs.stamps.kind import STAMPS

KINDS: Mapping[str, Kind] = {
    Program.Kind.COUPON: COUPON,
    Program.Kind.STAMPS: STAMPS,
    Program.Kind.POINTS: POINTS,
    Program.Kind.RANKS: RANKS,
    Program.Kind.DRAW: Kind(
        _("Draw or game"), "confetti", _("Prizes by chance: a draw on a day, an instant win, a scratch card, a wheel.")
    ),
    Program.Kind.REFERRAL: Kind(
        _("Bring a friend"), "user-plus", _("A link for each customer: both get something when a friend comes.")
    ),
    Program.Kind.BENEFIT: Kind(
        _("Benefit"), "cake", _("Something for the tenth purchase, a birthday, a year as a member.")
    ),
    Program.Kind.DISCOUNT: Kind(
        _("Automatic discount"), "discount", _("Money off by itself, without a code, on what it asks for.")
    ),
    Program.Kind.OFFER: Kind(
        _("Offer for members"), "lock-open", _("Something that only some may have, while there are places.")
    ),
}  # fmt: skip


def kind_of(program: Program) -> Kind:
    return KINDS[program.kind]
