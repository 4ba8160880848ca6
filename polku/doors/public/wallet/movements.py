"""A movement of the ledger in a few words for whom it concerns."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Min, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from polku.act.rewards.ledger.models import Movement, Program, Terms
from polku.act.rewards.stamps.causes import MOVED
from polku.kit.amounts import money, number

_K, _M = Program.Kind, Movement.Kind
WORDS: dict[tuple[str, str], str | Promise] = {
    (_K.COUPON, _M.GRANT): _("You got a coupon"),
    (_K.COUPON, _M.USE): _("You used a coupon"),
    (_K.COUPON, _M.BACK): _("You got a used coupon back"),
    (_K.COUPON, _M.WITHDRAWN): _("Your coupon was withdrawn"),
    (_K.COUPON, _M.EXPIRED): _("Your coupon ran out"),
    (_K.DISCOUNT, _M.USE): _("You had a discount"),
    (_K.DISCOUNT, _M.BACK): _("A discount was undone"),
    (_K.STAMPS, _M.GRANT): _("You got stamps"),
    (_K.STAMPS, _M.USE): _("Your card became full"),
    (_K.STAMPS, _M.BACK): _("You got stamps back"),
    (_K.STAMPS, _M.WITHDRAWN): _("Your stamps were taken back"),
    (_K.STAMPS, _M.EXPIRED): _("Your stamps ran out"),
    (_K.POINTS, _M.GRANT): _("You earned points"),
    (_K.POINTS, _M.USE): _("You spent points"),
    (_K.POINTS, _M.BACK): _("You got points back"),
    (_K.POINTS, _M.WITHDRAWN): _("Your points were taken back"),
    (_K.POINTS, _M.EXPIRED): _("Your points ran out"),
    (_K.DRAW, _M.GRANT): _("You got a ticket"),
    (_K.DRAW, _M.USE): _("You played a ticket"),
    (_K.DRAW, _M.BACK): _("You got a ticket back"),
    (_K.DRAW, _M.WITHDRAWN): _("Your ticket was withdrawn"),
    (_K.DRAW, _M.EXPIRED): _("Your ticket ran out"),
    (_K.OFFER, _M.GRANT): _("You got a place"),
    (_K.OFFER, _M.BACK): _("You got your place back"),
    (_K.OFFER, _M.WITHDRAWN): _("Your place was withdrawn"),
}
ICONS = {
    _K.COUPON: "ticket", _K.STAMPS: "rubber-stamp", _K.POINTS: "coin", _K.DRAW: "dice-5", _K.REFERRAL: "users",
    _K.OFFER: "crown", _K.DISCOUNT: "discount",
}  # fmt: skip
PLUS = (_M.GRANT, _M.BACK)
UNNAMED = {_M.GRANT: _("You got something"), _M.BACK: _("You got something back"), _M.USE: _("You used something")}


@dataclass(frozen=True)
class Line:
    at_ms: int
    what: str | Promise
    title: str
    amount: str
    is_plus: bool
    more: str
    missed: str  # what there was for a full card and could not be given
    icon: str


def whole(identities: Sequence[int], *, before: int | None, most: int) -> list[Movement]:
    """The newest first. What was taken from several gifts at once is one, with the sum of its amounts."""
    # That later stamps take the place of others is no news to them.
    theirs = Movement.objects.filter(identity_id__in=identities).exclude(cause__startswith=MOVED)
    # A discount is given and used in one: that it was used is told.
    theirs = theirs.exclude(program_id__in=Program.objects.filter(kind=_K.DISCOUNT), kind__in=(_M.GRANT, _M.WITHDRAWN))
    parts = theirs.values("program_id", "kind", "cause", "identity_id")
    told = parts.annotate(first=Min("pk"), sum=Sum("amount"), money=Sum("money_minor")).order_by("-first")
    sums = {one["first"]: one for one in (told.filter(first__lt=before) if before is not None else told)[:most]}
    rows = sorted(Movement.objects.in_bulk(list(sums)).values(), key=lambda row: -row.pk)
    for row in rows:
        row.amount, row.money_minor = sums[row.pk]["sum"], sums[row.pk]["money"]
    return rows


def titles(rows: Collection[Movement]) -> Mapping[tuple[int, int], str]:
    """What each was called when it happened, by program and number of its terms: its name is for the team."""
    found = Terms.objects.filter(program__in={row.program_id for row in rows}, number__in={row.terms for row in rows})
    return {(one.program_id, one.number): str(one.terms.get("title", "")) for one in found}


def told(row: Movement, program: Program, title: str, store: str, missed: Sequence[str] = ()) -> Line:
    """In the language of the page. Of a coupon no amount is told: it is one."""
    is_plus, amount = row.kind in PLUS, ""
    if program.kind in (_K.STAMPS, _K.POINTS, _K.DRAW):
        amount = f"{'+' if is_plus else '−'}{number(row.amount)}"
    elif row.money_minor and row.currency:
        amount = f"{'' if is_plus else '−'}{money(row.money_minor, row.currency)}"
    what = WORDS.get((program.kind, row.kind)) or UNNAMED.get(Movement.Kind(row.kind), _("Something ended"))
    names, icon = ", ".join(filter(None, missed)), ICONS.get(Program.Kind(program.kind), "gift")
    lacks = str(_("Could not be given: {rewards}. Please ask in the shop.")).format(rewards=names) if names else ""
    return Line(row.at_ms, what, title, amount, is_plus, store, lacks, icon)
