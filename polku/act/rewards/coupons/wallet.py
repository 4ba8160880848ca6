"""What somebody has, and the coupon that is meant by a code."""

from collections.abc import Iterable, Sequence

import msgspec
from django.conf import settings

from polku.act.rewards.codes import own, partner
from polku.act.rewards.codes.typed import plain
from polku.act.rewards.coupons.terms import CouponTerms, read
from polku.act.rewards.ledger.models import Act, Lot, Program, Terms

USE = "use/"  # before the key of a use, among all acts


class Coupon(msgspec.Struct, frozen=True):
    """One that somebody holds, on the terms on which it was given."""

    lot: Lot
    program: Program
    terms: CouponTerms
    partner: str = ""  # the code that a partner has made for it

    @property
    def code(self) -> str:
        """What is shown at the till."""
        if self.terms.code == "imported":
            return self.partner
        return self.terms.shared if self.terms.code == "shared" else own.code_of(self.lot.pk, key=settings.SECRET_KEY)


def coupons(identities: Sequence[int], *, now_ms: int) -> list[Coupon]:
    """Those that can be used, now or later; what ends first before the rest."""
    return [one for one in _left(identities, now_ms=now_ms) if one.program.state != Program.State.ENDED]


def coupon(number: int) -> Coupon | None:
    """One, whatever is left of it."""
    return next(iter(read_lots(Lot.objects.filter(pk=number))), None)


def by_code(code: str, identities: Sequence[int], *, now_ms: int, key: str = "") -> Coupon | None:
    """The one that is meant by what was typed or scanned. A shared code means the coupon of whoever shows it.

    `key`: of the use that is asked for. What it has used already is meant again, though there is nothing left of it.
    """
    number = own.number_of(code, key=settings.SECRET_KEY)
    if number is not None:
        return coupon(number)
    if not code.strip():
        return None
    theirs = _left(identities, now_ms=now_ms) if identities else []
    shared = [one for one in theirs if _shares(one.terms, code)]
    # Asked for after they were looked at: a use that came in between is seen here.
    if key and identities and (used := _used(key)) and used.lot.identity_id in identities and _shares(used.terms, code):
        return used
    return next((one for one in shared if one.lot.from_ms <= now_ms), next(iter(shared), None)) or _partners(code)


def is_shared(code: str) -> bool:
    """Whether everybody shows this one: alone it means nobody's coupon."""
    programs = Terms.objects.filter(program__kind=Program.Kind.COUPON, terms__code="shared")
    return any(plain(str(one)) == plain(code) for one in programs.values_list("terms__shared", flat=True))


def _shares(terms: CouponTerms, code: str) -> bool:
    return terms.code == "shared" and plain(terms.shared) == plain(code)


def _used(key: str) -> Coupon | None:
    """What was used with this key."""
    answer = Act.objects.filter(key=f"{USE}{key}").values_list("answer", flat=True).first()
    return coupon(answer["coupon"]) if answer else None


def _left(identities: Sequence[int], *, now_ms: int) -> list[Coupon]:
    """Those with a use left whose time is not over, also of programs that have ended."""
    rows = Lot.objects.filter(identity_id__in=identities, left__gt=0, until_ms__gt=now_ms)
    return read_lots(rows.order_by("until_ms", "pk"))


def _partners(code: str) -> Coupon | None:
    """The newest that is not used up, else the newest: partners of two programs may have made the same code."""
    found = read_lots(Lot.objects.filter(pk__in=partner.lots_of(code)).order_by("-pk"))
    found = [one for one in found if one.terms.code == "imported"]
    return next((one for one in found if one.lot.left), next(iter(found), None))


def read_lots(found: Iterable[Lot]) -> list[Coupon]:
    lots = list(found)
    programs = Program.objects.filter(kind=Program.Kind.COUPON).in_bulk({lot.program_id for lot in lots})
    promised = {
        (row.program_id, row.number): read(row.terms)
        for row in Terms.objects.filter(program__in=programs, number__in={lot.terms for lot in lots})
    }
    terms = {lot.pk: promised[lot.program_id, lot.terms] for lot in lots if lot.program_id in programs}
    codes = partner.of_lots([number for number, one in terms.items() if one.code == "imported"])
    return [
        Coupon(lot, programs[lot.program_id], terms[lot.pk], codes.get(lot.pk, "")) for lot in lots if lot.pk in terms
    ]
