"""What the first page says of stamp cards."""

from django.utils.translation import gettext as _

from polku.act.rewards.stamps.cards import cards_of
from polku.doors.public.wallet.looking import Visitor
from polku.doors.public.wallet.stamped import stamped
from polku.doors.public.wallet.tiles import Tile

MOST = 2


def tiles(who: Visitor, *, now_ms: int) -> list[Tile]:
    """Those that are begun; all are behind them."""
    begun = [card for card in cards_of(who.identities, now_ms=now_ms) if card.has][:MOST]
    return [
        Tile(
            one.card.terms.title,
            _("{has} of {size}").format(has=one.card.has, size=one.card.terms.size),
            "rubber-stamp",
            "wallet cards",
            one.missing,
        )
        for one in stamped(begun, now_ms=now_ms)
    ]
