"""Every kind of programs, in the order in which a new one is offered. One line of each: its room says the rest."""

from collections.abc import Mapping

from polku.act.rewards.ledger.models import Program
from polku.doors.web.programs.benefit.kind import BENEFIT
from polku.doors.web.programs.coupon.kind import COUPON, DISCOUNT
from polku.doors.web.programs.draws.kind import DRAW
from polku.doors.web.programs.friends.kind import REFERRAL
from polku.doors.web.programs.kind import Kind
from polku.doors.web.programs.offer.kind import OFFER
from polku.doors.web.programs.points.kind import POINTS
from polku.doors.web.programs.ranks.kind import RANKS
from polku.doors.web.programs.stamps.kind import STAMPS

KINDS: Mapping[str, Kind] = {
    Program.Kind.COUPON: COUPON,
    Program.Kind.STAMPS: STAMPS,
    Program.Kind.POINTS: POINTS,
    Program.Kind.RANKS: RANKS,
    Program.Kind.DRAW: DRAW,
    Program.Kind.REFERRAL: REFERRAL,
    Program.Kind.BENEFIT: BENEFIT,
    Program.Kind.DISCOUNT: DISCOUNT,
    Program.Kind.OFFER: OFFER,
}  # fmt: skip


def kind_of(program: Program) -> Kind:
    return KINDS[program.kind]
