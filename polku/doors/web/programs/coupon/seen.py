"""A coupon as whoever is given one sees it on a phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from polku.act.rewards.coupons import promises
from polku.act.rewards.coupons.terms import CouponTerms, read
from polku.act.rewards.ledger.grant import FOR_EVER_MS
from polku.act.rewards.ledger.promise import TermsProblem
from polku.doors.web.programs.coupon.form import CouponForm
from polku.doors.web.programs.coupon.said import terms_of
from polku.doors.web.widgets import qr
from polku.kit import clock
from polku.know.teams.begin import the_team

SAMPLE = "7Q2M-K4TC-5H9Y-0C3X"


@dataclass(frozen=True)
class Seen:
    title: str
    headline: str
    until: str
    conditions: list[str]
    how: str
    code: str
    picture: str  # of the code
    is_sample: bool  # each gets a code of its own


def seen(form: CouponForm) -> Seen | None:
    """Of what is typed so far; None as long as that is no coupon."""
    form.is_valid()
    terms = terms_of(form, before={})
    return seen_of(terms | {"title": terms["title"] or _("Title")}, form.cleaned_data.get("currency") or form.team)


def seen_of(terms: Mapping[str, Any], currency: str) -> Seen | None:
    try:
        coupon = read(terms)
    except TermsProblem:
        return None
    return _seen(coupon, currency)


def _seen(coupon: CouponTerms, currency: str) -> Seen:
    zone = the_team().time_zone or "UTC"
    _begins, until_ms = coupon.valid.window(now=clock.now(), zone=zone)
    code = coupon.shared if coupon.code == "shared" else SAMPLE
    return Seen(
        title=coupon.title,
        headline=promises.headline(coupon.benefit, currency),
        until=promises.until(clock.from_ms(until_ms) if until_ms < FOR_EVER_MS else None, zone=zone),
        conditions=promises.conditions(coupon, currency),
        how=coupon.how,
        code=code,
        picture=qr.picture(code),
        is_sample=coupon.code == "own",
    )
